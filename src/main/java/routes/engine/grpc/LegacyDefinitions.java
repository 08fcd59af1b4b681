package routes.engine.grpc;

import routes.engine.scheduler.EngineException;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.workflows.CreateStepRateLimit;
import routes.protocol.workflows.CreateWorkflowJobOpts;
import routes.protocol.workflows.CreateWorkflowStepOpts;
import routes.protocol.workflows.CreateWorkflowVersionOpts;
import routes.protocol.workflows.WorkflowConcurrencyOpts;

/** Definitions as they were before v1, told in the words of v1. */
final class LegacyDefinitions {
  private LegacyDefinitions() {}

  /** All jobs' steps are the tasks of one graph. */
  static CreateWorkflowVersionRequest translate(CreateWorkflowVersionOpts old) {
    CreateWorkflowVersionRequest.Builder workflow =
        CreateWorkflowVersionRequest.newBuilder()
            .setName(old.getName())
            .setDescription(old.getDescription())
            .setVersion(old.getVersion())
            .addAllEventTriggers(old.getEventTriggersList())
            .addAllCronTriggers(old.getCronTriggersList());
    for (CreateWorkflowJobOpts job : old.getJobsList()) {
      job.getStepsList().forEach(step -> workflow.addTasks(task(old, step)));
    }
    if (old.hasOnFailureJob()) {
      if (old.getOnFailureJob().getStepsCount() != 1) {
        throw EngineException.invalid("on_failure_job must have one step");
      }
      workflow.setOnFailureTask(task(old, old.getOnFailureJob().getSteps(0)));
    }
    if (old.hasConcurrency()) {
      workflow.addConcurrencyArr(concurrency(old.getConcurrency()));
    }
    if (old.hasCronInput()) {
      workflow.setCronInput(old.getCronInput());
    }
    if (old.hasSticky()) {
      workflow.setStickyValue(old.getStickyValue());
    }
    if (old.hasDefaultPriority()) {
      workflow.setDefaultPriority(old.getDefaultPriority());
    }
    return workflow.build();
  }

  private static CreateTaskOpts task(
      CreateWorkflowVersionOpts workflow, CreateWorkflowStepOpts old) {
    CreateTaskOpts.Builder task =
        CreateTaskOpts.newBuilder()
            .setReadableId(old.getReadableId())
            .setAction(old.getAction())
            .setTimeout(old.getTimeout())
            .setInputs(old.getInputs())
            .addAllParents(old.getParentsList())
            .setRetries(old.getRetries())
            .putAllWorkerLabels(old.getWorkerLabelsMap());
    if (workflow.hasScheduleTimeout()) {
      task.setScheduleTimeout(workflow.getScheduleTimeout());
    }
    if (old.hasBackoffFactor()) {
      task.setBackoffFactor(old.getBackoffFactor());
    }
    if (old.hasBackoffMaxSeconds()) {
      task.setBackoffMaxSeconds(old.getBackoffMaxSeconds());
    }
    old.getRateLimitsList().forEach(limit -> task.addRateLimits(rateLimit(limit)));
    return task.build();
  }

  private static CreateTaskRateLimit rateLimit(CreateStepRateLimit old) {
    CreateTaskRateLimit.Builder limit = CreateTaskRateLimit.newBuilder().setKey(old.getKey());
    if (old.hasUnits()) {
      limit.setUnits(old.getUnits());
    }
    if (old.hasKeyExpr()) {
      limit.setKeyExpr(old.getKeyExpr());
    }
    if (old.hasUnitsExpr()) {
      limit.setUnitsExpr(old.getUnitsExpr());
    }
    if (old.hasLimitValuesExpr()) {
      limit.setLimitValuesExpr(old.getLimitValuesExpr());
    }
    if (old.hasDuration()) {
      limit.setDurationValue(old.getDurationValue());
    }
    return limit.build();
  }

  private static Concurrency concurrency(WorkflowConcurrencyOpts old) {
    if (old.hasAction() && !old.getAction().isEmpty()) {
      throw new EngineException(
          EngineException.Code.UNIMPLEMENTED,
          "a concurrency key that an action works out is not offered: give an expression");
    }
    Concurrency.Builder rule = Concurrency.newBuilder().setExpression(old.getExpression());
    if (old.hasMaxRuns()) {
      rule.setMaxRuns(old.getMaxRuns());
    }
    if (old.hasLimitStrategy()) {
      rule.setLimitStrategyValue(old.getLimitStrategyValue());
    }
    return rule.build();
  }
}
