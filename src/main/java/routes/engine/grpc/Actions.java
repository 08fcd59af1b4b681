package routes.engine.grpc;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Condition;
import routes.engine.model.Json;
import routes.engine.model.LabelWish;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.EngineException;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;

/** What workers are sent. JSON texts go in as they came, they are not written anew. */
final class Actions {
  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int LAST_NANO = 999_999_999;

  private static final String SKIPPED = "{\"skipped\":true}";

  private Actions() {}

  static AssignedAction start(Run run, int ordinal) {
    Task task = run.tasks().get(ordinal);
    return base(run, task, ActionType.START_STEP_RUN)
        .setActionPayload(payload(run, ordinal))
        .build();
  }

  static AssignedAction cancel(Run run, Task attempt) {
    return base(run, attempt, ActionType.CANCEL_STEP_RUN).build();
  }

  private static AssignedAction.Builder base(Run run, Task task, ActionType type) {
    RunHeader header = run.header();
    TaskDefinition definition = run.definition(task.ordinal());
    String step = header.version().stepId(task.ordinal()).toString();
    AssignedAction.Builder action =
        AssignedAction.newBuilder()
            .setTenantId(header.tenantId().toString())
            .setWorkflowRunId(header.id().toString())
            .setJobId(step)
            .setJobName(definition.readableId())
            .setJobRunId(task.id().toString())
            .setTaskId(step)
            .setTaskRunExternalId(task.id().toString())
            .setActionId(definition.action())
            .setActionType(type)
            .setTaskName(definition.readableId())
            .setRetryCount(task.attempt())
            .setPriority(header.priority())
            .setWorkflowId(header.version().workflowId().toString())
            .setWorkflowVersionId(header.version().id().toString())
            .setTaskInsertedAt(timestamp(header.createdAt()));
    if (Json.isObject(header.metadata()) && !header.metadata().equals("{}")) {
      action.setAdditionalMetadata(header.metadata());
    }
    if (definition.durable()) {
      action.setDurableTaskInvocationCount(task.attempt() + 1);
    }
    RunHeader.Parent parent = header.parent();
    if (parent != null) {
      action.setParentWorkflowRunId(parent.runId().toString());
      if (parent.childIndex() != null) {
        action.setChildWorkflowIndex(parent.childIndex());
      }
      if (parent.childKey() != null) {
        action.setChildWorkflowKey(parent.childKey());
      }
    }
    RunHeader.TriggeringEvent event = header.event();
    if (event != null) {
      action.setTriggeringEventExternalId(event.id().toString()).setTriggeringEventKey(event.key());
    }
    return action;
  }

  private static String payload(Run run, int ordinal) {
    RunHeader header = run.header();
    StringBuilder json = new StringBuilder(header.input().length() + 256);
    json.append("{\"input\":").append(Json.objectOr(header.input(), "null"));
    json.append(",\"triggered_by\":\"manual\",\"parents\":").append(parents(run, ordinal));
    json.append(",\"triggers\":").append(triggers(run, ordinal));
    json.append(",\"user_data\":null,\"overrides\":null");
    String errors = errors(run, ordinal);
    if (errors != null) {
      json.append(",\"step_run_errors\":").append(errors);
    }
    if (!header.desiredLabels().isEmpty()) {
      json.append(",\"desired_worker_labels\":").append(labels(header.desiredLabels()));
    }
    return json.append('}').toString();
  }

  private static String parents(Run run, int ordinal) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    for (int parent : run.header().version().parents(ordinal)) {
      Task task = run.tasks().get(parent);
      String output =
          task.status() == TaskStatus.SKIPPED ? SKIPPED : Json.objectOr(task.output(), "{}");
      json.add(Json.write(run.definition(parent).readableId()) + ":" + output);
    }
    return json.toString();
  }

  private static String triggers(Run run, int ordinal) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    RunHeader.TriggeringEvent event = run.header().event();
    String filter = event == null ? null : event.filterPayload();
    json.add("\"filter_payload\":" + Json.objectOr(filter, "null"));
    List<Condition> conditions = run.definition(ordinal).conditions();
    run.tasks()
        .get(ordinal)
        .matches()
        .forEach(
            (index, data) ->
                json.add(
                    Json.write(conditions.get(index).dataKey())
                        + ":"
                        + (data.isEmpty() ? "{}" : data)));
    return json.toString();
  }

  private static @Nullable String errors(Run run, int ordinal) {
    if (!run.definition(ordinal).onFailure()) {
      return null;
    }
    Map<String, String> errors = new LinkedHashMap<>();
    for (Task task : run.tasks()) {
      if (task.status() == TaskStatus.FAILED && task.error() != null) {
        errors.put(run.definition(task.ordinal()).readableId(), task.error());
      }
    }
    return errors.isEmpty() ? null : Json.write(errors);
  }

  private static String labels(Map<String, LabelWish> wishes) {
    Map<String, Object> echo = new LinkedHashMap<>();
    wishes.forEach(
        (key, wish) -> {
          Map<String, Object> value = new LinkedHashMap<>();
          value.put("value", wish.number() != null ? wish.number() : wish.text());
          value.put("required", wish.required());
          value.put("weight", wish.weight());
          value.put("comparator", wish.comparator().name());
          echo.put(key, value);
        });
    return Json.write(echo);
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * A time of a request, which the database can keep.
   *
   * @throws EngineException for one before 1970 or after 9999, as milliseconds taken for seconds
   *     are
   */
  static Instant instant(String field, Timestamp timestamp) {
    long seconds = timestamp.getSeconds();
    int nanos = timestamp.getNanos();
    if (seconds < 0 || seconds > LAST_SECOND || nanos < 0 || nanos > LAST_NANO) {
      throw EngineException.invalid(
          "invalid %s: %d seconds and %d nanoseconds are no time from 1970 to 9999"
              .formatted(field, seconds, nanos));
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
