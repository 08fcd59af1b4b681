package routes.hatchet.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import routes.protocol.v1.BaseMatchCondition;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.DesiredWorkerLabels;
import routes.protocol.v1.IdempotencyConfig;
import routes.protocol.v1.ParentOverrideMatchCondition;
import routes.protocol.v1.SleepMatchCondition;
import routes.protocol.v1.TaskConditions;
import routes.protocol.v1.UserEventMatchCondition;

/** Definitions as the wire has them. The same definition gives the same bytes in any process. */
final class Definitions {

  private Definitions() {}

  static CreateWorkflowVersionRequest request(
      WorkflowDefinition workflow, HatchetClientConfiguration configuration) {
    String name = configuration.namespaced(workflow.name());
    CreateWorkflowVersionRequest.Builder request =
        CreateWorkflowVersionRequest.newBuilder()
            .setName(name)
            .setDescription(workflow.description())
            .addAllEventTriggers(
                workflow.onEvents().stream().map(configuration::namespaced).toList())
            .addAllCronTriggers(workflow.crons())
            .addAllConcurrencyArr(workflow.concurrency().stream().map(Definitions::rule).toList());
    workflow.tasks().forEach(task -> request.addTasks(task(name, task, configuration)));
    if (workflow.onFailure() != null) {
      request.setOnFailureTask(task(name, workflow.onFailure(), configuration));
    }
    if (workflow.cronInput() != null) {
      request.setCronInput(workflow.cronInput());
    }
    if (workflow.sticky() != null) {
      request.setSticky(workflow.sticky());
    }
    if (workflow.defaultPriority() != null) {
      request.setDefaultPriority(workflow.defaultPriority());
    }
    IdempotencyRule idempotency = workflow.idempotency();
    if (idempotency != null) {
      request.setIdempotency(
          IdempotencyConfig.newBuilder()
              .setExpression(idempotency.expression())
              .setTtlMs(idempotency.ttl().toMillis())
              .setMethod(idempotency.method()));
    }
    return request.build();
  }

  private static CreateTaskOpts task(
      String workflow, TaskDefinition task, HatchetClientConfiguration configuration) {
    CreateTaskOpts.Builder opts =
        CreateTaskOpts.newBuilder()
            .setReadableId(task.name())
            .setAction(WorkflowDefinition.action(workflow, task.name()))
            .setTimeout(Durations.format(task.timeout()))
            .setScheduleTimeout(Durations.format(task.scheduleTimeout()))
            .setInputs("{}")
            .addAllParents(task.parents())
            .setRetries(task.retry().retries())
            .addAllRateLimits(task.rateLimits().stream().map(Definitions::limit).toList())
            .addAllConcurrency(task.concurrency().stream().map(Definitions::rule).toList())
            .putSlotRequests("default", 1);
    if (task.retry().retries() > 0 && task.retry().factor() > 0) {
      opts.setBackoffFactor((float) task.retry().factor())
          .setBackoffMaxSeconds(task.retry().maxSeconds());
    }
    task.workerLabels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> opts.putWorkerLabels(e.getKey(), wish(e.getValue())));
    if (!task.conditions().isEmpty()) {
      opts.setConditions(
          conditions(workflow + ":" + task.name(), task.conditions(), configuration));
    }
    return opts.build();
  }

  static DesiredWorkerLabels wish(LabelWish wish) {
    DesiredWorkerLabels.Builder label =
        DesiredWorkerLabels.newBuilder()
            .setRequired(wish.required())
            .setComparator(wish.comparator())
            .setWeight(wish.weight());
    if (wish.value() instanceof Integer number) {
      label.setIntValue(number);
    } else {
      label.setStrValue(wish.value().toString());
    }
    return label.build();
  }

  private static Concurrency rule(ConcurrencyRule rule) {
    return Concurrency.newBuilder()
        .setExpression(rule.expression())
        .setMaxRuns(rule.maxRuns())
        .setLimitStrategy(rule.strategy())
        .build();
  }

  private static CreateTaskRateLimit limit(RateLimitRule rule) {
    CreateTaskRateLimit.Builder limit = CreateTaskRateLimit.newBuilder().setKey(rule.key());
    if (rule.units() != null) {
      limit.setUnits(rule.units());
    }
    if (rule.keyExpression() != null) {
      limit.setKeyExpr(rule.keyExpression());
    }
    if (rule.unitsExpression() != null) {
      limit.setUnitsExpr(rule.unitsExpression());
    }
    if (rule.limitExpression() != null) {
      limit.setLimitValuesExpr(rule.limitExpression());
    }
    if (rule.window() != null) {
      limit.setDuration(rule.window());
    }
    return limit.build();
  }

  private static TaskConditions conditions(
      String task, List<Condition> conditions, HatchetClientConfiguration configuration) {
    TaskConditions.Builder all = TaskConditions.newBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      String group = condition.orGroup() == null ? "#" + i : condition.orGroup();
      BaseMatchCondition.Builder base =
          BaseMatchCondition.newBuilder()
              .setAction(condition.action())
              .setOrGroupId(uuid(task + "/" + condition.action() + "/" + group));
      if (condition instanceof Condition.Sleep sleep) {
        all.addSleepConditions(sleep(sleep, base));
      } else if (condition instanceof Condition.UserEvent event) {
        all.addUserEventConditions(event(event, base, configuration));
      } else if (condition instanceof Condition.ParentOutput parent) {
        all.addParentOverrideConditions(
            ParentOverrideMatchCondition.newBuilder()
                .setBase(
                    base.setReadableDataKey(parent.parent()).setExpression(parent.expression()))
                .setParentReadableId(parent.parent()));
      }
    }
    return all.build();
  }

  private static SleepMatchCondition sleep(Condition.Sleep sleep, BaseMatchCondition.Builder base) {
    String duration = Durations.format(sleep.duration());
    return SleepMatchCondition.newBuilder()
        .setBase(base.setReadableDataKey("sleep:" + duration))
        .setSleepFor(duration)
        .build();
  }

  private static UserEventMatchCondition event(
      Condition.UserEvent event,
      BaseMatchCondition.Builder base,
      HatchetClientConfiguration configuration) {
    UserEventMatchCondition.Builder user =
        UserEventMatchCondition.newBuilder()
            .setBase(base.setReadableDataKey(event.key()).setExpression(event.expression()))
            .setUserEventKey(configuration.namespaced(event.key()));
    if (event.scope() != null) {
      user.setEventScope(event.scope());
    }
    return user.build();
  }

  /** A group's id is made from its name, so that definitions do not change with every start. */
  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
