package routes.api;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.api.contract.ContractValidator;
import routes.api.once.OncePerKey;

/**
 * Gives a route's SQL its parameters. Only what the contract has counts: no header of the sender
 * goes further.
 */
public final class ApiRequest {

  /** Sets the body to the request's parameters of path and query, by name. */
  public void read(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(parameters(exchange));
  }

  /** Gives an application the id of its Idempotency-Key, so that it cannot be stored twice. */
  public void keyed(Exchange exchange) {
    String id = exchange.getVariable(OncePerKey.ID, String.class);
    if (id != null) {
      Map<String, Object> row = new HashMap<>();
      Map<?, ?> sent = exchange.getMessage().getBody(Map.class);
      sent.forEach((name, value) -> row.put(String.valueOf(name), value));
      row.put("application_id", id);
      row.put("event_key", "idempotency:" + id);
      exchange.getMessage().setBody(row);
    }
  }

  static Map<String, Object> parameters(Exchange exchange) {
    Map<String, Object> parameters = new HashMap<>();
    Map<?, ?> checked = exchange.getProperty(ContractValidator.PARAMETERS, Map.class);
    if (checked == null) {
      throw new IllegalStateException("the request did not come by the contract");
    }
    checked.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    return parameters;
  }
}
