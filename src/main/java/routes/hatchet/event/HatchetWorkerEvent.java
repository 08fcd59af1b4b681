package routes.hatchet.event;

import org.apache.camel.CamelContext;

/** The worker of this process has opened its stream again after it was lost. */
public final class HatchetWorkerEvent extends HatchetEvent {

  private static final long serialVersionUID = 1L;

  private final String workerId;

  public HatchetWorkerEvent(CamelContext camel, String workerId) {
    super(camel);
    this.workerId = workerId;
  }

  public String workerId() {
    return workerId;
  }

  @Override
  public String toString() {
    return "Hatchet worker " + workerId + " RECONNECTED";
  }
}
