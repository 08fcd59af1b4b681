package routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.lending.json.StrictJson;

/** The requests and answers about turns. */
public final class TurnAnswers {
  private static final int MAX_BYTES = 10_000;

  private final ObjectMapper json = new ObjectMapper();

  /** 202 with where to look; variables message, session and run tell of the message. */
  public void accepted(Exchange exchange) throws JsonProcessingException {
    String self = "/api/v1/turns/" + exchange.getVariable("message");
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", self);
    links.put("events", self + "/events");
    links.put("session", "/api/v1/sessions/" + exchange.getVariable("session"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", exchange.getVariable("message"));
    answer.put("session_id", exchange.getVariable("session"));
    answer.put("workflow_run_id", exchange.getVariable("run"));
    answer.put("status", "accepted");
    answer.put("links", links);
    Answers.send(exchange.getMessage(), 202, "application/json", json.writeValueAsString(answer));
    exchange.getMessage().setHeader("Location", self);
  }

  /** Sets the body to an application's id and the customer that the request names. */
  public void customer(Exchange exchange) {
    Message message = exchange.getMessage();
    byte[] body = message.getBody(byte[].class);
    JsonNode customer =
        StrictJson.read(body == null ? new byte[0] : body, "The request", MAX_BYTES);
    Map<String, Object> row = new LinkedHashMap<>(ApiRequest.parameters(exchange));
    row.put("tenant_id", customer.path("tenant_id").asText());
    row.put("interlocutor_id", customer.path("interlocutor_id").asText());
    message.removeHeaders("*");
    message.setBody(row);
  }
}
