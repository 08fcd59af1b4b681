package routes.hatchet.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.protocol.dispatcher.AssignedAction;

/**
 * One attempt of a task, as the engine assigned it to a worker.
 *
 * @param workflowRunId run UUID
 * @param taskRunId task run UUID, the same for all attempts
 * @param retryCount number of the attempt, from 0
 * @param actionId action, in lower case
 * @param stepId UUID of the task's definition
 * @param taskName task name
 * @param workerId worker it was assigned to
 * @param payload input, outputs of parents and more
 * @param metadata the run's additional metadata
 * @param parentRunId run that started this one as a child
 * @param childIndex ordinal among its parent's children
 * @param childKey key among its parent's children
 * @param eventKey event that started the run
 * @param eventId id of that event
 * @param priority 1 to 3
 * @param assignedAt when it reached the worker
 */
public record AssignedTask(
    String workflowRunId,
    String taskRunId,
    int retryCount,
    String actionId,
    String stepId,
    String taskName,
    String workerId,
    ObjectNode payload,
    ObjectNode metadata,
    @Nullable String parentRunId,
    @Nullable Integer childIndex,
    @Nullable String childKey,
    @Nullable String eventKey,
    @Nullable String eventId,
    int priority,
    Instant assignedAt) {

  static AssignedTask of(AssignedAction action, String workerId) {
    return new AssignedTask(
        action.getWorkflowRunId(),
        action.getTaskRunExternalId(),
        action.getRetryCount(),
        action.getActionId(),
        action.getTaskId(),
        action.getTaskName(),
        workerId,
        Json.object(action.getActionPayload()),
        Json.object(action.getAdditionalMetadata()),
        action.hasParentWorkflowRunId() ? action.getParentWorkflowRunId() : null,
        action.hasChildWorkflowIndex() ? action.getChildWorkflowIndex() : null,
        action.hasChildWorkflowKey() ? action.getChildWorkflowKey() : null,
        action.hasTriggeringEventKey() ? action.getTriggeringEventKey() : null,
        action.hasTriggeringEventExternalId() ? action.getTriggeringEventExternalId() : null,
        action.getPriority(),
        Instant.now());
  }

  /** What tells this attempt from all others. */
  @JsonIgnore
  public AttemptKey key() {
    return new AttemptKey(taskRunId, retryCount);
  }

  /** The run's input; an empty map when it has none. */
  public Map<String, Object> input() {
    return Json.map(payload.get("input"));
  }

  /** The outputs of parents by their names. */
  public Map<String, Object> parents() {
    return Json.map(payload.get("parents"));
  }

  /** Data of matched conditions and of the event's filter. */
  public Map<String, Object> triggers() {
    return Json.map(payload.get("triggers"));
  }

  /** Errors of failed tasks by their names; for the on-failure task. */
  public Map<String, Object> errors() {
    return Json.map(payload.get("step_run_errors"));
  }

  /** Whether the payload names errors, that is, whether this is the on-failure task. */
  public boolean hasErrors() {
    JsonNode errors = payload.get("step_run_errors");
    return errors != null && errors.isObject();
  }

  /**
   * One attempt of one task run.
   *
   * @param taskRunId task run UUID
   * @param retryCount number of the attempt, from 0
   */
  public record AttemptKey(String taskRunId, int retryCount) {}
}
