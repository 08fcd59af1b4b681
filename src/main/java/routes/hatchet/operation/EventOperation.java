package routes.hatchet.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.EventRequest;
import routes.hatchet.client.HatchetClient;

/** Pushes an event with the body as its payload, or one for each element when it is a list. */
public final class EventOperation implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    Object body = Outgoing.body(exchange);
    if (body instanceof Iterable<?> payloads && !(body instanceof ObjectNode)) {
      List<EventRequest> events = new ArrayList<>();
      payloads.forEach(payload -> events.add(event(exchange, name, payload, configuration)));
      List<String> ids = client.events().push(events);
      exchange.getMessage().setHeader(HatchetConstants.EVENT_ID, ids);
      exchange.getMessage().setBody(Map.of("event_ids", ids));
      return;
    }
    String id = client.events().push(event(exchange, name, body, configuration));
    exchange.getMessage().setHeader(HatchetConstants.EVENT_ID, id);
    exchange.getMessage().setBody(Map.of("event_id", id));
  }

  private static EventRequest event(
      Exchange exchange, String key, @Nullable Object payload, HatchetConfiguration configuration) {
    return new EventRequest(
        key,
        payload,
        Outgoing.metadata(exchange, configuration),
        configuration.getScope(),
        Outgoing.priority(exchange, configuration));
  }
}
