package routes.hatchet.operation;

import java.util.Map;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.EventRequest;
import routes.hatchet.client.HatchetClient;

/** Pushes an event with the body as its payload. */
public final class EventOperation implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    String id =
        client
            .events()
            .push(
                new EventRequest(
                    name,
                    Outgoing.body(exchange),
                    Outgoing.metadata(exchange, configuration),
                    configuration.getScope(),
                    Outgoing.priority(exchange, configuration)));
    exchange.getMessage().setHeader(HatchetConstants.EVENT_ID, id);
    exchange.getMessage().setBody(Map.of("event_id", id));
  }
}
