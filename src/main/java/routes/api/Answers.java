package routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The answers of the HTTP interface. */
public final class Answers {
  private static final String SQL_UPDATE_COUNT = "CamelSqlUpdateCount";

  private final ObjectMapper json = new ObjectMapper();

  /** The body is what the database found, as JSON text; nothing means that it is not there. */
  public void found(Exchange exchange) {
    present(exchange);
    send(exchange.getMessage(), 200, exchange.getMessage().getBody(String.class));
  }

  /** Lets a row that was found go on; none means that it is not there. */
  public void present(Exchange exchange) {
    if (exchange.getMessage().getBody() == null) {
      throw RefusedException.notFound("There is no such id: it is unknown, or was deleted.");
    }
  }

  /** Nothing to say but that it is gone. */
  public void deleted(Exchange exchange) {
    if (exchange.getMessage().getHeader(SQL_UPDATE_COUNT, 0, Integer.class) == 0) {
      throw RefusedException.notFound("There is no such id: it is unknown, or was deleted.");
    }
    send(exchange.getMessage(), 204, null);
  }

  /** The input of a run of lender-processing. */
  public Map<String, Object> lenderInput(Map<String, Object> row) {
    return Map.of("lender_id", row.get("lender_id"));
  }

  /** The input of a run of loan-matching. */
  public Map<String, Object> applicationInput(Map<String, Object> row) {
    return Map.of("application_id", row.get("application_id"));
  }

  /** 201 with the lender's id, and the run's if its document is being read. */
  public void createdLender(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    Object run = exchange.getVariable("run");
    String self = "/api/lenders/" + row.get("lender_id");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("lender_id", row.get("lender_id"));
    answer.put("document_id", row.get("document_id"));
    answer.put("workflow_run_id", run);
    answer.put("status", run == null ? "completed" : "uploaded");
    answer.put("links", Map.of("self", self));
    created(exchange.getMessage(), self, answer);
  }

  /** 201 with the application's id and the run's. */
  public void createdApplication(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    String self = "/api/loan-applications/" + row.get("application_id");
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", self);
    links.put("matches", self + "/matches");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("application_id", row.get("application_id"));
    answer.put("reference_id", row.get("reference_id"));
    answer.put("workflow_run_id", exchange.getVariable("run"));
    answer.put("status", "uploaded");
    answer.put("unknown_fields", json.readTree(String.valueOf(row.get("unknown_fields"))));
    answer.put("links", links);
    created(exchange.getMessage(), self, answer);
  }

  private void created(Message message, String self, Map<String, Object> answer)
      throws JsonProcessingException {
    send(message, 201, json.writeValueAsString(answer));
    message.setHeader("Location", self);
  }

  private static void send(Message message, int status, @Nullable String body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (body != null) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
    message.setBody(body);
  }
}
