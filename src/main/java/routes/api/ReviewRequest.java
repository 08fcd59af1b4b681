package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.lending.json.StrictJson;

/** What somebody says of a thing that waited for a person. */
public final class ReviewRequest {
  private static final int MAX_BYTES = 1_000;

  /** Sets the body to the id of the path and whether it was {@code reviewed}. */
  public void read(Exchange exchange) {
    Message message = exchange.getMessage();
    byte[] body = message.getBody(byte[].class);
    JsonNode said = StrictJson.read(body == null ? new byte[0] : body, "The request", MAX_BYTES);
    Map<String, Object> row = new LinkedHashMap<>(ApiRequest.parameters(exchange));
    row.put("reviewed", said.path("reviewed").asBoolean());
    message.removeHeaders("*");
    message.setBody(row);
  }
}
