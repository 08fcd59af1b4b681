package routes.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.turns.mutex.SessionMutex;
import routes.turns.window.Accumulation;
import routes.turns.window.Cadence;
import routes.turns.window.Disposition;
import routes.turns.window.Hints;
import routes.turns.window.MessageShape;

/** What the entrances and steps of a turn do between their SQL. Thread-safe. */
public final class Turns {
  private static final TypeReference<List<Integer>> GAPS = new TypeReference<>() {};
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
  private static final long LOOK_AGAIN_MILLIS = 100;

  /** A turn that has waited for longer is not waiting any more, whatever its session says. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final SessionMutex mutex;
  private final TurnLimits limits;
  private final ObjectMapper json = new ObjectMapper();

  /** Creates it. */
  public Turns(SessionMutex mutex, TurnLimits limits) {
    this.mutex = mutex;
    this.limits = limits;
  }

  // --- entrances

  /** Reads a message that came over HTTP, as a row. */
  public Map<String, Object> fromHttp(byte @Nullable [] request) {
    return TurnInput.read(request == null ? new byte[0] : request, "The request").row();
  }

  /** Reads a message that came over Kafka, as a row. */
  public Map<String, Object> fromEvent(byte[] event) {
    return TurnInput.read(event, "The event").row();
  }

  /** Reads the input of a run, as a row. */
  public Map<String, Object> fromInput(Map<String, Object> input) {
    return TurnInput.of(input).row();
  }

  /** The input of a run for a stored message; the body is its row. */
  public Map<String, Object> input(Map<String, Object> row) {
    return TurnInput.of(row).input();
  }

  /** Sets variables session and message; the body is what {@code turns.store} has found. */
  public void stored(Exchange exchange) {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    if (!Boolean.TRUE.equals(row.get("same"))) {
      throw new IllegalArgumentException(
          "message_id was taken before with another message_content: send a new message_id.");
    }
    exchange.setVariable("session", row.get("session"));
    exchange.setVariable("message", row.get("message"));
  }

  // --- acquire_mutex

  /** Begins to wait for the lock. */
  public void beginWaiting(Exchange exchange) {
    exchange.setVariable("decision", "wait");
    exchange.setVariable("until", System.nanoTime() + limits.waitSeconds() * 1_000_000_000L);
  }

  /**
   * Tries for the lock once; the body is the session's and the message's state. Sets variable
   * decision to lead, joined or wait, and variable token.
   *
   * @throws MutexNotAcquiredException when the time is up
   */
  public void attempt(Exchange exchange) {
    Map<?, ?> state = exchange.getMessage().getBody(Map.class);
    exchange.setVariable("token", null);
    exchange.setVariable("decision", decide(state, exchange));
  }

  private String decide(Map<?, ?> state, Exchange exchange) {
    String message = String.valueOf(state.get("state"));
    if (message.equals("answered") || message.equals("failed")) {
      return "joined";
    }
    long token =
        mutex.tryAcquire(
            exchange.getVariable("lock", String.class),
            exchange.getVariable("run", String.class),
            ((Number) state.get("fence")).longValue());
    if (token != SessionMutex.HELD_BY_ANOTHER) {
      exchange.setVariable("token", token);
      return "lead";
    }
    boolean waits =
        "accumulating".equals(state.get("phase"))
            && ((Number) state.get("open_ms")).longValue()
                < Duration.ofSeconds(limits.longestSeconds()).plus(MARGIN).toMillis();
    if (message.equals("claimed") || waits) {
      return "joined";
    }
    if (System.nanoTime() - exchange.getVariable("until", Long.class) >= 0) {
      throw new MutexNotAcquiredException(limits.waitSeconds());
    }
    return "wait";
  }

  /** What acquire_mutex returns. */
  public Map<String, Object> acquired(Exchange exchange) {
    boolean leads = "lead".equals(exchange.getVariable("decision"));
    Map<String, Object> held = new LinkedHashMap<>();
    held.put("leads", leads);
    held.put("status", leads ? "acquired" : "joined");
    held.put("session_id", exchange.getVariable("session"));
    held.put("message", exchange.getVariable("message"));
    held.put("lock", exchange.getVariable("lock"));
    held.put("fencing_token", leads ? exchange.getVariable("token") : null);
    return held;
  }

  /**
   * Sets the variables of a later step from what acquire_mutex returned, and renews the lease: the
   * database, not this, refuses a turn that has lost it.
   */
  public void held(Exchange exchange) {
    Map<?, ?> parents = (Map<?, ?>) exchange.getMessage().getBody(Map.class).get("parents");
    Map<?, ?> held = (Map<?, ?>) parents.get("acquire_mutex");
    boolean leads = Boolean.TRUE.equals(held.get("leads"));
    String run = exchange.getMessage().getHeader("CamelHatchetWorkflowRunId", String.class);
    exchange.setVariable("leads", leads);
    exchange.setVariable("run", run);
    exchange.setVariable("session", held.get("session_id"));
    exchange.setVariable("lock", held.get("lock"));
    exchange.setVariable("token", held.get("fencing_token"));
    exchange.setVariable("reply", parents.get("run_agent"));
    if (leads) {
      mutex.renew(String.valueOf(held.get("lock")), run);
    }
  }

  /** What a step returns in a run whose message another turn answers. */
  public Map<String, Object> joined() {
    return Map.of("leads", false, "status", "joined");
  }

  // --- accumulate

  /**
   * Looks whether the turn waits on; the body is JSON text of its messages. Sets variables waiting,
   * pause (milliseconds until the next look), wait_ms and messages.
   */
  public void window(Exchange exchange) throws JsonProcessingException {
    JsonNode turn = json.readTree(exchange.getMessage().getBody(String.class));
    int n = turn.path("messages").asInt();
    String newest = turn.path("newest").asText("");
    Cadence cadence = new Cadence(json.convertValue(turn.path("gaps_ms"), GAPS));
    Hints hints =
        new Hints(
            turn.path("awaiting_field").asBoolean(), turn.path("expects_follow_up").asBoolean());
    long wait =
        Accumulation.waitMillis(
            turn.path("channel").asText(), MessageShape.of(newest), cadence, hints, Math.max(n, 1));
    long left =
        Math.min(
            wait - turn.path("newest_ms").asLong(),
            limits.longestSeconds() * 1000L - turn.path("open_ms").asLong());
    boolean full =
        Disposition.whileWaiting(Math.max(n, 1), limits.mostMessages())
            == Disposition.FORCES_COMPLETION;
    exchange.setVariable("waiting", left > 0 && !full);
    exchange.setVariable("pause", Math.max(1, Math.min(left, LOOK_AGAIN_MILLIS)));
    exchange.setVariable("wait_ms", wait);
    exchange.setVariable("most_messages", limits.mostMessages());
  }

  /**
   * Sees that a write was taken; the body is the number of messages of the turn, or nothing.
   *
   * @throws StaleTurnException if a newer turn has begun
   */
  public void claimed(Exchange exchange) {
    Object messages = exchange.getMessage().getBody();
    if (messages == null) {
      throw new StaleTurnException(exchange.getVariable("token"));
    }
    exchange.setVariable("messages", messages);
  }

  /** What accumulate returns. */
  public Map<String, Object> accumulated(Exchange exchange) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("leads", true);
    output.put("messages", exchange.getVariable("messages"));
    output.put("wait_ms", exchange.getVariable("wait_ms"));
    return output;
  }

  // --- commit_and_respond

  /**
   * Decides what becomes of the turn and of the messages that came since; the body is JSON text.
   * Sets variables outcome (commit or supersede) and later, JSON of ids and dispositions, and those
   * of the agent's reply.
   */
  public void outcome(Exchange exchange) throws JsonProcessingException {
    JsonNode turn = json.readTree(exchange.getMessage().getBody(String.class));
    int superseded = turn.path("superseded").asInt();
    List<Map<String, String>> later = new ArrayList<>();
    boolean gives = false;
    for (JsonNode message : turn.path("later")) {
      Disposition disposition =
          Disposition.whileAnswering(
              message.path("content").asText(), superseded, limits.mostSuperseded());
      gives |= disposition == Disposition.SUPERSEDES;
      later.add(Map.of("id", message.path("id").asText(), "disposition", disposition.key()));
    }
    boolean open = "open".equals(turn.path("status").asText());
    exchange.setVariable("outcome", gives && open ? "supersede" : "commit");
    exchange.setVariable("later", json.writeValueAsString(later));
    Map<?, ?> reply = exchange.getVariable("reply", Map.class);
    for (String field : List.of("agent", "answer", "awaiting_field", "expects_follow_up")) {
      exchange.setVariable(field, reply.get(field));
    }
  }

  /**
   * Sees that the turn is committed, now or by an earlier attempt; the body is its row, or nothing.
   *
   * @throws StaleTurnException if a newer turn has begun
   */
  public Map<String, Object> committed(
      @Body @Nullable Map<String, Object> row, @Variable("token") Object token)
      throws JsonProcessingException {
    if (row == null) {
      throw new StaleTurnException(token);
    }
    Map<String, Object> turn = new LinkedHashMap<>(row);
    if (row.get("message_ids") instanceof String ids) {
      turn.put("message_ids", json.readValue(ids, NAMES));
    }
    return turn;
  }

  /** What is said of a committed turn, as JSON text; variable ended is its row. */
  public String answered(@Variable("ended") Map<String, Object> ended)
      throws JsonProcessingException {
    return json.writeValueAsString(ended);
  }

  /** Frees the lock; nothing happens if it is another's by now. */
  public void release(Exchange exchange) {
    String lock = exchange.getVariable("lock", String.class);
    String run = exchange.getVariable("run", String.class);
    exchange.setVariable("released", lock != null && mutex.release(lock, run));
  }

  // --- on failure

  /** Sets variables run and lock of a run that failed, and whether it only did not get the lock. */
  public void failed(@Body Map<String, Object> body, Exchange exchange) {
    exchange.setVariable(
        "run", exchange.getMessage().getHeader("CamelHatchetWorkflowRunId", String.class));
    exchange.setVariable("lock", lock(body.get("input")));
  }

  /** Whether a run failed because another turn went on for too long; its message waits on. */
  public boolean notAcquired(@Variable("reason") String reason) {
    return reason.contains(MutexNotAcquiredException.CODE);
  }

  private @Nullable String lock(@Nullable Object input) {
    try {
      return input instanceof Map<?, ?> map
          ? TurnInput.read(json.writeValueAsBytes(map), "The input").lock()
          : null;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // It failed because its input is wrong: it never had a lock.
      return null;
    }
  }
}
