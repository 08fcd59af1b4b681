package routes.workflow;

import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.Runs;
import routes.protocol.v1.RunStatus;

/** What the engine says of the run whose id is variable {@code other}. Thread-safe. */
public final class EngineRuns {

  /** Whether the run has ended, however; one that the engine does not know any more has. */
  public boolean ended(@Variable("other") String run, Exchange exchange) {
    RunDetails details = of(exchange).find(run);
    return details == null || details.done();
  }

  /** Whether somebody has cancelled the run. */
  public boolean cancelled(@Variable("other") String run, Exchange exchange) {
    RunDetails details = of(exchange).find(run);
    return details != null && details.status() == RunStatus.CANCELLED;
  }

  /** The runs of the engine that the exchange's routes are connected to. */
  public static Runs of(Exchange exchange) {
    return exchange.getContext().getComponent("hatchet", HatchetComponent.class).client().runs();
  }
}
