package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a run ended.
 *
 * @param runId workflow run UUID
 * @param tasks results by task name
 */
public record RunResult(String runId, Map<String, TaskResult> tasks) {

  public RunResult {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /** FAILED when a task failed, else CANCELLED when one was cancelled, else COMPLETED. */
  public TaskResult.Status status() {
    if (has(TaskResult.Status.FAILED)) {
      return TaskResult.Status.FAILED;
    }
    return has(TaskResult.Status.CANCELLED)
        ? TaskResult.Status.CANCELLED
        : TaskResult.Status.COMPLETED;
  }

  private boolean has(TaskResult.Status status) {
    return tasks.values().stream().anyMatch(t -> t.status() == status);
  }

  /**
   * The output: of a workflow with one task that task's own, of others an object by task name.
   *
   * @throws RunFailedException when the run failed or was cancelled
   */
  public JsonNode output() {
    if (status() != TaskResult.Status.COMPLETED) {
      throw new RunFailedException(this);
    }
    // A run of a single task has the task's own id.
    if (tasks.size() == 1) {
      TaskResult only = tasks.values().iterator().next();
      if (only.taskRunId().equals(runId)) {
        return only.output() == null ? Json.MAPPER.createObjectNode() : only.output();
      }
    }
    ObjectNode outputs = Json.MAPPER.createObjectNode();
    tasks.forEach(
        (name, task) ->
            outputs.set(
                name, task.output() == null ? Json.MAPPER.createObjectNode() : task.output()));
    return outputs;
  }

  /**
   * The output as a type of the caller's.
   *
   * @throws RunFailedException when the run failed or was cancelled
   * @throws HatchetException when the output is no such type
   */
  public <T> T output(Class<T> type) {
    JsonNode output = output();
    try {
      return Json.MAPPER.convertValue(output, type);
    } catch (IllegalArgumentException e) {
      throw new HatchetException(
          "The output of run "
              + runId
              + " is no "
              + type.getSimpleName()
              + ": "
              + e.getMessage().lines().findFirst().orElse("no reason given")
              + ".",
          e);
    }
  }

  /** The errors of failed tasks, in one line. */
  public String errors() {
    return tasks.values().stream()
        .filter(t -> t.status() == TaskResult.Status.FAILED)
        .map(t -> t.name() + ": " + t.error())
        .collect(Collectors.joining("; "));
  }
}
