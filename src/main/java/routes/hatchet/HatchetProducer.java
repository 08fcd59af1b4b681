package routes.hatchet;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import routes.hatchet.operation.Operation;

/** Asks the engine for what its operation says. */
public class HatchetProducer extends DefaultProducer {

  private final Operation operation;

  HatchetProducer(HatchetEndpoint endpoint, Operation operation) {
    super(endpoint);
    this.operation = operation;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    HatchetEndpoint endpoint = getEndpoint();
    operation.process(
        exchange,
        endpoint.getComponent().client(),
        endpoint.getName(),
        endpoint.getConfiguration());
  }

  /** A wrong or missing token is told at start; the engine itself may come later. */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    getEndpoint().getComponent().client();
  }

  @Override
  public HatchetEndpoint getEndpoint() {
    return (HatchetEndpoint) super.getEndpoint();
  }
}
