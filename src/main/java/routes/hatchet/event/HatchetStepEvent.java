package routes.hatchet.event;

import org.apache.camel.CamelContext;
import routes.hatchet.client.AssignedTask;

/** An attempt of a step was assigned to this process, or has ended in it. */
public final class HatchetStepEvent extends HatchetEvent {

  private static final long serialVersionUID = 1L;

  /** What happened. */
  public enum Kind {
    ASSIGNED,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Its time was over. */
    TIMED_OUT,
    /** It was dropped: a newer attempt exists, or it had ended before. */
    DROPPED,
    /** This process ends before it could report the outcome. */
    UNREPORTED
  }

  private final Kind kind;
  private final String workflowRunId;
  private final String stepRunId;
  private final String action;
  private final int retryCount;

  public HatchetStepEvent(CamelContext camel, Kind kind, AssignedTask task) {
    super(camel);
    this.kind = kind;
    this.workflowRunId = task.workflowRunId();
    this.stepRunId = task.taskRunId();
    this.action = task.actionId();
    this.retryCount = task.retryCount();
  }

  public Kind kind() {
    return kind;
  }

  public String workflowRunId() {
    return workflowRunId;
  }

  public String stepRunId() {
    return stepRunId;
  }

  /** Workflow and step, in lower case, with a colon between. */
  public String action() {
    return action;
  }

  /** Number of the attempt, from 0. */
  public int retryCount() {
    return retryCount;
  }

  @Override
  public String toString() {
    return "Hatchet step "
        + action
        + " "
        + kind
        + ": run "
        + workflowRunId
        + ", step run "
        + stepRunId
        + ", attempt "
        + retryCount;
  }
}
