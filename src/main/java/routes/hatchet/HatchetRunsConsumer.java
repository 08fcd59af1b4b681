package routes.hatchet;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunEvent;
import routes.hatchet.client.RunEventListener;
import routes.hatchet.client.RunSubscription;

/**
 * Begins a route with what happens in runs, as it happens. A route that is slow holds the engine's
 * stream back, so that nothing piles up here.
 */
public class HatchetRunsConsumer extends DefaultConsumer implements RunEventListener {

  private @Nullable RunSubscription subscription;

  HatchetRunsConsumer(HatchetEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public HatchetEndpoint getEndpoint() {
    return (HatchetEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    HatchetEndpoint endpoint = getEndpoint();
    subscription =
        RunsSelection.follow(
            endpoint.getComponent().client(),
            endpoint.getName(),
            endpoint.getConfiguration().getMetadata(),
            this);
  }

  @Override
  protected void doStop() throws Exception {
    RunSubscription open = subscription;
    subscription = null;
    if (open != null) {
      open.close();
    }
    super.doStop();
  }

  @Override
  public void happened(RunEvent event) {
    Exchange exchange = createExchange(false);
    try {
      Message message = exchange.getMessage();
      message.setHeader(HatchetConstants.WORKFLOW_RUN_ID, event.runId());
      message.setHeader(HatchetConstants.RUN_EVENT, event.type().name());
      if (event.resource() == RunEvent.Resource.TASK) {
        message.setHeader(HatchetConstants.STEP_RUN_ID, event.resourceId());
      }
      if (event.retryCount() != null) {
        message.setHeader(HatchetConstants.RETRY_COUNT, event.retryCount());
      }
      message.setBody(event);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    } catch (Exception e) {
      getExceptionHandler()
          .handleException("An event of run " + event.runId() + " failed.", exchange, e);
    } finally {
      releaseExchange(exchange, false);
    }
  }

  @Override
  public void failed(HatchetException failure) {
    getExceptionHandler().handleException(failure);
  }
}
