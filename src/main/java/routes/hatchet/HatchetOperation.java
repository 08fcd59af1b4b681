package routes.hatchet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;
import routes.hatchet.operation.CancelOperation;
import routes.hatchet.operation.EventOperation;
import routes.hatchet.operation.InStep;
import routes.hatchet.operation.LabelsOperation;
import routes.hatchet.operation.Operation;
import routes.hatchet.operation.PlanOperation;
import routes.hatchet.operation.ReplayOperation;
import routes.hatchet.operation.RunOperation;
import routes.hatchet.operation.StatusOperation;

/** The first part of a {@code hatchet:} address. */
public enum HatchetOperation {
  /** Consumer: a step of a workflow. */
  STEP,
  /** Consumer: the step that runs when one has failed for good. */
  ON_FAILURE,
  /** Consumer: what happens in runs, as it happens. */
  RUNS,
  /** Producer: starts runs. */
  RUN,
  /** Producer: pushes events. */
  EVENT,
  /** Producer: cancels runs. */
  CANCEL,
  /** Producer: runs finished runs again. */
  REPLAY,
  /** Producer: tells how a run stands. */
  STATUS,
  /** Producer: plans a run. */
  SCHEDULE,
  /** Producer: plans runs by cron. */
  CRON,
  /** Producer: sets a rate limit. */
  RATE_LIMIT,
  /** Producer: changes the labels of this process's worker. */
  LABELS,
  /** Producer in a step: writes to its log. */
  LOG,
  /** Producer in a step: sends a chunk to whoever follows the run. */
  STREAM,
  /** Producer in a step: adds time to its deadline. */
  REFRESH_TIMEOUT,
  /** Producer in a step: gives its slot back while it goes on. */
  RELEASE_SLOT;

  /** As it is written in addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether routes begin with it. */
  public boolean isConsumer() {
    return this == STEP || this == ON_FAILURE || this == RUNS;
  }

  /** What the producer does. */
  Operation producer(HatchetEndpoint endpoint) {
    return switch (this) {
      case RUN -> new RunOperation();
      case EVENT -> new EventOperation();
      case CANCEL -> new CancelOperation();
      case REPLAY -> new ReplayOperation();
      case STATUS -> new StatusOperation();
      case SCHEDULE -> PlanOperation::schedule;
      case CRON -> PlanOperation::cron;
      case RATE_LIMIT -> PlanOperation::rateLimit;
      case LOG -> InStep.log();
      case STREAM -> InStep.stream();
      case REFRESH_TIMEOUT -> InStep.refreshTimeout();
      case RELEASE_SLOT -> InStep.releaseSlot();
      case LABELS -> new LabelsOperation(endpoint.getComponent()::labelWorker);
      case STEP, ON_FAILURE, RUNS ->
          throw new IllegalStateException("hatchet:" + text() + " has no producer.");
    };
  }

  /** Reads the text of an address. */
  public static HatchetOperation of(String text) {
    for (HatchetOperation operation : values()) {
      if (operation.text().equals(text)) {
        return operation;
      }
    }
    List<String> names = Arrays.stream(values()).map(HatchetOperation::text).toList();
    String nearest = Nearest.of(text, names);
    throw new HatchetException(
        "hatchet:"
            + text
            + " is no operation of the component; "
            + (nearest == null
                ? "write one of " + String.join(", ", names) + "."
                : "the nearest is hatchet:" + nearest + "."));
  }
}
