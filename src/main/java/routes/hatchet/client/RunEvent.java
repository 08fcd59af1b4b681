package routes.hatchet.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run.
 *
 * @param runId workflow run UUID
 * @param resource whether it happened to a task or to the run as a whole
 * @param resourceId UUID of the task run, or of the run
 * @param type what happened
 * @param at when, by the engine's clock
 * @param payload output as JSON text, error text, or the chunk that the task has sent
 * @param retryCount number of the task's attempt, from 0; null when the engine does not say
 * @param index ordinal of a chunk within its task, from 0; null when it has none
 * @param last whether the run has ended with it
 */
public record RunEvent(
    String runId,
    Resource resource,
    String resourceId,
    Type type,
    Instant at,
    String payload,
    @Nullable Integer retryCount,
    @Nullable Long index,
    boolean last) {

  /** What an event is about. */
  public enum Resource {
    TASK,
    RUN
  }

  /** What happened. */
  public enum Type {
    STARTED,
    COMPLETED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    /** A task has sent a chunk to whoever follows its run. */
    STREAM
  }

  /**
   * As a map, for JSON: {@code workflow_run_id}, {@code event}, {@code step_run_id} for tasks,
   * {@code at}, and {@code output}, {@code error} or {@code chunk}.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("workflow_run_id", runId);
    map.put("event", resource + "_" + type);
    if (resource == Resource.TASK) {
      map.put("step_run_id", resourceId);
    }
    map.put("at", at.toString());
    if (retryCount != null) {
      map.put("retry_count", retryCount);
    }
    if (index != null) {
      map.put("index", index);
    }
    if (type == Type.STREAM) {
      map.put("chunk", payload);
    } else if (type == Type.COMPLETED) {
      Object output = Json.value(Json.read(payload));
      if (output != null) {
        map.put("output", output);
      }
    } else if (!payload.isEmpty()) {
      map.put("error", payload);
    }
    map.put("last", last);
    return map;
  }
}
