package routes.hatchet.event;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.WorkerListener;

/**
 * Tells the event notifiers of a Camel context what happens to its worker.
 *
 * @param camel the context
 */
public record HatchetEvents(CamelContext camel) implements WorkerListener {

  private static final Logger LOG = LoggerFactory.getLogger(HatchetEvents.class);

  @Override
  public void assigned(AssignedTask task) {
    tell(new HatchetStepEvent(camel, HatchetStepEvent.Kind.ASSIGNED, task));
  }

  @Override
  public void ended(AssignedTask task, Disposition how) {
    HatchetStepEvent.Kind kind =
        switch (how) {
          case COMPLETED -> HatchetStepEvent.Kind.COMPLETED;
          case FAILED -> HatchetStepEvent.Kind.FAILED;
          case CANCELLED -> HatchetStepEvent.Kind.CANCELLED;
          case TIMED_OUT -> HatchetStepEvent.Kind.TIMED_OUT;
          case STALE, HANDED_OVER -> HatchetStepEvent.Kind.DROPPED;
          case UNREPORTED -> HatchetStepEvent.Kind.UNREPORTED;
        };
    tell(new HatchetStepEvent(camel, kind, task));
  }

  @Override
  public void reconnected(String workerId) {
    tell(new HatchetWorkerEvent(camel, workerId));
  }

  private void tell(HatchetEvent event) {
    try {
      event.setTimestamp(System.currentTimeMillis());
      camel.getManagementStrategy().notify(event);
    } catch (Exception e) {
      LOG.warn("An event notifier failed at \"{}\": {}", event, e.toString());
    }
  }
}
