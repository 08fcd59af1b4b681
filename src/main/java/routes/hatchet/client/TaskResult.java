package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How a task of a run ended.
 *
 * @param name task name
 * @param taskRunId task run UUID
 * @param status COMPLETED, FAILED or CANCELLED
 * @param output what it returned; null unless completed
 * @param error why it failed; null unless failed
 */
public record TaskResult(
    String name,
    String taskRunId,
    Status status,
    @Nullable JsonNode output,
    @Nullable String error) {

  /** How it ended. */
  public enum Status {
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
