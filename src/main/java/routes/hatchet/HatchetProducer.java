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

  @Override
  public HatchetEndpoint getEndpoint() {
    return (HatchetEndpoint) super.getEndpoint();
  }
}
