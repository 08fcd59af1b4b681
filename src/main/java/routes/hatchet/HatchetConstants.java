package routes.hatchet;

import org.apache.camel.spi.Metadata;

/** Headers of the component. None of them is ever taken from what comes from outside. */
public final class HatchetConstants {

  @Metadata(
      description =
          "Workflow run UUID: of the step's run, or of the run that the producer has started.",
      javaType = "String",
      important = true)
  public static final String WORKFLOW_RUN_ID = "CamelHatchetWorkflowRunId";

  @Metadata(
      label = "consumer",
      description = "Step run UUID, the same for all attempts of the step in a run.",
      javaType = "String",
      important = true)
  public static final String STEP_RUN_ID = "CamelHatchetStepRunId";

  @Metadata(
      label = "consumer",
      description = "Number of the attempt, from 0.",
      javaType = "Integer",
      important = true)
  public static final String RETRY_COUNT = "CamelHatchetRetryCount";

  @Metadata(label = "consumer", description = "Workflow name.", javaType = "String")
  public static final String WORKFLOW_NAME = "CamelHatchetWorkflowName";

  @Metadata(label = "consumer", description = "Step name.", javaType = "String")
  public static final String STEP_NAME = "CamelHatchetStepName";

  @Metadata(
      label = "consumer",
      description = "UUID of the worker that the step was assigned to.",
      javaType = "String")
  public static final String WORKER_ID = "CamelHatchetWorkerId";

  @Metadata(
      label = "consumer",
      description = "UUID of the run that started this one as its child.",
      javaType = "String")
  public static final String PARENT_WORKFLOW_RUN_ID = "CamelHatchetParentWorkflowRunId";

  @Metadata(
      label = "consumer",
      description = "Ordinal of this run among the children of its parent.",
      javaType = "Integer")
  public static final String CHILD_INDEX = "CamelHatchetChildIndex";

  @Metadata(
      label = "consumer",
      description = "Key of the event that started the run.",
      javaType = "String")
  public static final String EVENT_KEY = "CamelHatchetEventKey";

  @Metadata(
      description = "UUID of the event: the one that started the run, or the one just pushed.",
      javaType = "String")
  public static final String EVENT_ID = "CamelHatchetEventId";

  @Metadata(
      description =
          "Additional metadata: of the run, in a step; to be sent along, for run and event.",
      javaType = "Map<String, Object>")
  public static final String METADATA = "CamelHatchetMetadata";

  @Metadata(
      label = "producer",
      description = "Key of a child run, instead of the option childKey.",
      javaType = "String")
  public static final String CHILD_KEY = "CamelHatchetChildKey";

  @Metadata(
      label = "producer",
      description = "Idempotency key of a run, instead of the option idempotencyKey.",
      javaType = "String")
  public static final String IDEMPOTENCY_KEY = "CamelHatchetIdempotencyKey";

  @Metadata(
      label = "producer",
      description =
          "Whether run found a run with the same idempotency key instead of starting one.",
      javaType = "Boolean")
  public static final String RUN_EXISTED = "CamelHatchetRunExisted";

  @Metadata(
      label = "producer",
      description =
          "Wishes for the worker of a run, instead of the option desiredWorkerLabels and written the"
              + " same.",
      javaType = "String")
  public static final String DESIRED_WORKER_LABELS = "CamelHatchetDesiredWorkerLabels";

  @Metadata(
      label = "producer",
      description = "UUID of the worker to ask for; the workflow that is run must be sticky.",
      javaType = "String")
  public static final String DESIRED_WORKER_ID = "CamelHatchetDesiredWorkerId";

  @Metadata(
      label = "producer",
      description = "Priority 1 to 3, instead of the option priority.",
      javaType = "Integer")
  public static final String PRIORITY = "CamelHatchetPriority";

  @Metadata(
      label = "producer",
      description =
          "Time that refresh-timeout adds: a duration, duration text or milliseconds; instead of the"
              + " option timeout.",
      javaType = "java.time.Duration")
  public static final String TIMEOUT = "CamelHatchetTimeout";

  @Metadata(
      label = "producer",
      description = "When schedule starts the run: a time with zone.",
      javaType = "java.time.Instant")
  public static final String TRIGGER_AT = "CamelHatchetTriggerAt";

  @Metadata(
      label = "consumer",
      description =
          "What happened in a run that runs follows: STARTED, COMPLETED, FAILED, CANCELLED, TIMED_OUT"
              + " or STREAM.",
      javaType = "String")
  public static final String RUN_EVENT = "CamelHatchetRunEvent";

  /** Exchange property: the running attempt, a {@link routes.hatchet.client.TaskContext}. */
  public static final String TASK = "CamelHatchetTask";

  private HatchetConstants() {}
}
