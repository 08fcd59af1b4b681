package routes.turns;

import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStartingEvent;
import org.apache.camel.spi.CamelEvent.RouteStartedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Tells of the worker's start by the four events that operators of logical-turn look for. */
public final class WorkerEvents extends SimpleEventNotifierSupport {
  static final String WORKFLOW = "logical-turn";
  private static final String FIRST_STEP = WORKFLOW + ".acquire_mutex";

  private boolean starting;
  private boolean registered;

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelContextStartingEvent
        || event instanceof CamelContextRoutesStartingEvent
        || event instanceof RouteStartedEvent
        || event instanceof CamelContextStartedEvent;
  }

  @Override
  public synchronized void notify(CamelEvent event) {
    if (!starting) {
      starting = true;
      TurnLog.write("acf_worker_starting", worker());
    }
    if (event instanceof RouteStartedEvent started) {
      // A step's route starts only after the engine has answered and has taken the workflow.
      Route route = started.getRoute();
      if (!registered && route.getRouteId().equals(FIRST_STEP)) {
        registered = true;
        TurnLog.write("hatchet_client_initialized", worker());
        TurnLog.write("workflow_registered", Map.of("workflow", WORKFLOW));
      }
    } else if (event instanceof CamelContextStartedEvent && registered) {
      TurnLog.write("acf_worker_ready", worker());
    }
  }

  private static Map<String, Object> worker() {
    return Map.of("pid", ProcessHandle.current().pid());
  }
}
