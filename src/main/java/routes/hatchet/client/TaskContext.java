package routes.hatchet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is running: what it was given, and what it may ask of the engine. Thread-safe.
 */
public final class TaskContext {

  private final HatchetClient client;
  private final AssignedTask task;
  private final Attempt attempt;
  private final AtomicInteger childIndex = new AtomicInteger();
  private final AtomicLong chunkIndex = new AtomicLong();
  private final Map<String, AtomicInteger> keyUses = new ConcurrentHashMap<>();

  TaskContext(HatchetClient client, AssignedTask task, Attempt attempt) {
    this.client = client;
    this.task = task;
    this.attempt = attempt;
  }

  /** What the engine assigned. */
  public AssignedTask task() {
    return task;
  }

  /**
   * The run's input as a type of the caller's.
   *
   * @throws TerminalException when it is no such type: another attempt would not help
   */
  public <T> T input(Class<T> type) {
    JsonNode input = task.payload().path("input");
    return as(
        "input of step " + task.taskName(),
        input.isObject() ? input : Json.MAPPER.createObjectNode(),
        type);
  }

  /**
   * The output of a parent as a type of the caller's.
   *
   * @throws TerminalException when there is no such parent, or its output is no such type
   */
  public <T> T parent(String name, Class<T> type) {
    JsonNode output = task.payload().path("parents").path(name);
    if (output.isMissingNode() || output.isNull()) {
      throw new TerminalException(
          "Step " + task.taskName() + " has no output of parent " + name + ".");
    }
    return as("output of parent " + name, output, type);
  }

  private static <T> T as(String what, JsonNode value, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(value, type);
    } catch (JsonProcessingException e) {
      throw new TerminalException(
          "The "
              + what
              + " is no "
              + type.getSimpleName()
              + ": "
              + e.getMessage().lines().findFirst().orElse("no reason given")
              + ".",
          e);
    }
  }

  /** Whether the attempt was cancelled, timed out or was replaced by a newer one. */
  public boolean cancelled() {
    return attempt.cancelled();
  }

  /**
   * Starts a child run. A repeated attempt finds the children of the earlier ones by their order,
   * or by their keys.
   *
   * @param key names the child; null to count it
   */
  public RunHandle start(RunRequest run, @Nullable String key) {
    return client.runs().start(child(run, key));
  }

  /** Starts many child runs, counted in their order. */
  public List<RunHandle> start(List<RunRequest> runs) {
    return client.runs().start(runs.stream().map(run -> child(run, null)).toList());
  }

  /** The run as a child of this attempt. */
  public RunRequest child(RunRequest run, @Nullable String key) {
    RunRequest.Parent parent =
        new RunRequest.Parent(
            task.workflowRunId(), task.taskRunId(), childIndex.getAndIncrement(), key);
    return new RunRequest(run.workflow(), run.input(), run.options().childOf(parent));
  }

  /**
   * A key for the children that are started at one place of parallel work: the place, and a number
   * from its second use on.
   */
  public String childKey(String place) {
    int use = keyUses.computeIfAbsent(place, p -> new AtomicInteger()).getAndIncrement();
    return use == 0 ? place : place + "#" + use;
  }

  /**
   * Adds time to this attempt's deadline, in the engine and here.
   *
   * @throws TerminalException when the attempt came over a topic, and would take longer in all than
   *     {@link HandOver#longest(Duration)} allows
   */
  public void refreshTimeout(Duration more) {
    attempt.checkExtension(more);
    client.tasks().refreshTimeout(task.taskRunId(), more);
    attempt.extend(more);
  }

  /** Gives the slot back while the attempt goes on. */
  public void releaseSlot() {
    client.tasks().releaseSlot(task.taskRunId());
  }

  /**
   * Writes a line to the task's log, and returns when the engine has it. A line that is lost is
   * counted, and fails nothing.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param message cut at 10,000 characters; nothing is written for null and for empty ones
   */
  public void log(String level, @Nullable String message) {
    client.tasks().log(task.taskRunId(), task.retryCount(), level, message);
  }

  /**
   * As {@link #log}, without waiting for the engine: for lines that must not hold the task up.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param message cut at 10,000 characters; nothing is written for null and for empty ones
   */
  public void logSoon(String level, @Nullable String message) {
    client.tasks().logSoon(task.taskRunId(), task.retryCount(), level, message);
  }

  /** Sends a chunk to whoever follows the run. */
  public void stream(String chunk) {
    client.tasks().stream(
        task.taskRunId(), chunk.getBytes(StandardCharsets.UTF_8), chunkIndex.getAndIncrement());
  }

  /** The connection that the attempt came by. */
  public HatchetClient client() {
    return client;
  }
}
