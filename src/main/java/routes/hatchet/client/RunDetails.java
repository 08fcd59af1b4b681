package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RunStatus;

/**
 * A run as it stands.
 *
 * @param runId workflow run UUID
 * @param status status made of its tasks'; FAILED even while other tasks go on
 * @param done whether nothing is left to do
 * @param input its input
 * @param metadata its additional metadata
 * @param tasks its tasks by name
 */
public record RunDetails(
    String runId,
    RunStatus status,
    boolean done,
    @Nullable JsonNode input,
    @Nullable JsonNode metadata,
    Map<String, Task> tasks) {

  public RunDetails {
    tasks = Map.copyOf(tasks);
  }

  /**
   * A task as it stands.
   *
   * @param taskRunId task run UUID
   * @param status its status
   * @param output what it returned
   * @param error why it failed
   */
  public record Task(
      String taskRunId, RunStatus status, @Nullable JsonNode output, @Nullable String error) {}
}
