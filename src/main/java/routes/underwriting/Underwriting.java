package routes.underwriting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Features;
import routes.lending.application.LoanApplication;
import routes.lending.explain.AdverseActionNotice;
import routes.lending.explain.AdverseActionNotice.Clock;
import routes.lending.json.StrictJson;

/** What the steps and the entrances of underwriting compute. Thread-safe. */
public final class Underwriting {
  private static final int MAX_BYTES = 1 << 20;
  private static final int LONGEST_REQUEST_ID = 200;
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Reads a request to underwrite: the shape of a loan-matching event, and a request_id that asks
   * for a run of its own.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public Map<String, Object> request(byte[] event) {
    JsonNode read = StrictJson.read(event, "The event", MAX_BYTES);
    if (!read.isObject()) {
      throw new IllegalArgumentException(
          "The event is no JSON object: send {\"application_id\": \"…\"}.");
    }
    return json.convertValue(read, MAP);
  }

  /** Adds to an application's row the key by which the request in variable input is taken once. */
  public Map<String, Object> keyed(
      @Body Map<String, Object> row, @Variable("input") Map<String, Object> input) {
    Object request = input.get("request_id");
    if (request != null
        && (!(request instanceof String text) || text.length() > LONGEST_REQUEST_ID)) {
      throw new IllegalArgumentException(
          "request_id is no text of at most %d characters: send one, or leave it out."
              .formatted(LONGEST_REQUEST_ID));
    }
    row.put(
        "request_key",
        "underwriting:" + row.get("event_key") + (request == null ? "" : ":" + request));
    return row;
  }

  /** The same for a run, which has a key only if an event began it. */
  public Map<String, Object> taken(
      @Body Map<String, Object> row,
      @Variable("input") Map<String, Object> input,
      @Header("CamelHatchetEventKey") @Nullable String event) {
    keyed(row, input);
    if (event == null) {
      row.put("request_key", null);
    }
    return row;
  }

  /** The figures that follow from the application, as JSON. */
  public String features(@Variable("application") LoanApplication application)
      throws JsonProcessingException {
    return json.writeValueAsString(Features.of(application));
  }

  /** How many days there are to tell an applicant why credit was declined. */
  public int noticeDays() {
    return Clock.COMPLETED_APPLICATION.days();
  }

  /** How many reasons an applicant is told at most. */
  public int noticeReasons() {
    return AdverseActionNotice.MAX_REASONS;
  }

  /** What a step returns: text that is a JSON object. */
  public JsonNode output(String text) throws JsonProcessingException {
    return json.readTree(text);
  }

  /** 202 with the run's id and where to look. */
  public void accepted(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    String self = "/api/v1/underwriting/" + row.get("application_id");
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("status", self + "/status");
    links.put("results", self + "/results");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("application_id", row.get("application_id"));
    answer.put("reference_id", row.get("reference_id"));
    answer.put("workflow_run_id", exchange.getVariable("run"));
    answer.put("status", "queued");
    answer.put("links", links);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Location", links.get("status"));
    message.setBody(json.writeValueAsString(answer));
  }
}
