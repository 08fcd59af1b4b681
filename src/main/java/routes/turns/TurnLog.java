package routes.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of the worker and its turns, each a line that is a JSON object: {@code {"timestamp",
 * "level", "event", …}}. Ids only: nothing that a customer wrote, and no name of one.
 */
public final class TurnLog {
  /** Its lines are written as they are, without the prefix of the log. */
  static final Logger LOG = LoggerFactory.getLogger("routes.turns.events");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes an event of the turn that the exchange's variables tell of. */
  public void turn(String event, Exchange exchange) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "session_id", exchange.getVariable("session"));
    put(fields, "turn_id", exchange.getVariable("run"));
    put(fields, "fence", exchange.getVariable("token"));
    put(fields, "agent", exchange.getVariable("agent"));
    put(fields, "messages", exchange.getVariable("messages"));
    put(fields, "wait_ms", exchange.getVariable("wait_ms"));
    write(event, fields);
  }

  static void write(String event, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", Instant.now().toString());
    line.put("level", "info");
    line.put("event", event);
    line.putAll(fields);
    try {
      LOG.info(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Map<String, Object> fields, String name, Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
