package routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.api.contract.ContractValidator;
import routes.hatchet.client.RunDetails;
import routes.lending.json.StrictJson;
import routes.lending.json.StrictYaml;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyJson;
import routes.lending.simulate.SwapSet;
import routes.web.ProblemJson;
import routes.web.RunProgress;
import routes.workflow.EngineRuns;

/** The answers of the HTTP interface. */
public final class Answers {
  private static final String JSON = "application/json";
  private static final String SQL_UPDATE_COUNT = "CamelSqlUpdateCount";

  private final ObjectMapper json = new ObjectMapper();

  /** The body is what the database found, as JSON text; nothing means that it is not there. */
  public void found(Exchange exchange) {
    present(exchange);
    send(exchange.getMessage(), 200, JSON, exchange.getMessage().getBody(String.class));
  }

  /** Lets a row that was found go on; none means that it is not there. */
  public void present(Exchange exchange) {
    if (exchange.getMessage().getBody() == null) {
      throw unknown(exchange);
    }
  }

  private static RefusedException unknown(Exchange exchange) {
    return RefusedException.notFound(
        ProblemJson.unknownId(
            exchange.getProperty(ContractValidator.PATH, "this address", String.class)));
  }

  /** The body is a page's JSON and how many there are in all; it gets its place and its links. */
  public void page(Exchange exchange) {
    present(exchange);
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    long total = ((Number) row.get("total")).longValue();
    String place = Pages.of(exchange).place(total).toString();
    // Both are objects: the page goes on where its place ends.
    String page = String.valueOf(row.get("page")).strip();
    send(
        exchange.getMessage(),
        200,
        JSON,
        place.substring(0, place.length() - 1) + "," + page.substring(1));
  }

  /** The body is a document's row; it goes out as a file to save, whatever is in it. */
  public void download(Exchange exchange) {
    present(exchange);
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    boolean pdf = "application/pdf".equals(row.get("content_type"));
    Message message = exchange.getMessage();
    byte[] content = (byte[]) row.get("content");
    send(message, 200, pdf ? "application/pdf" : "application/octet-stream", content);
    String name =
        URLEncoder.encode(String.valueOf(row.get("file_name")), StandardCharsets.UTF_8)
            .replace("+", "%20");
    message.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
  }

  /** Nothing to say but that it is gone. */
  public void deleted(Exchange exchange) {
    if (exchange.getMessage().getHeader(SQL_UPDATE_COUNT, 0, Integer.class) == 0) {
      throw unknown(exchange);
    }
    send(exchange.getMessage(), 204, null, null);
  }

  /** How the run of the body's id stands. */
  public void run(Exchange exchange) {
    String id = String.valueOf(exchange.getMessage().getBody(Map.class).get("id"));
    RunDetails run = id.isEmpty() ? null : EngineRuns.of(exchange).find(id);
    exchange.getMessage().setBody(run == null ? null : RunProgress.of(run));
    found(exchange);
  }

  /** The input of a run of lender-processing. */
  public Map<String, Object> lenderInput(Map<String, Object> row) {
    return Map.of("lender_id", row.get("lender_id"));
  }

  /** The input of a run of loan-matching. */
  public Map<String, Object> applicationInput(Map<String, Object> row) {
    return Map.of("application_id", row.get("application_id"));
  }

  /** 201 with the lender's id, and the run's if its document is being read; null while it waits. */
  public void createdLender(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    Object run = exchange.getVariable("run");
    String self = "/api/lenders/" + row.get("lender_id");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("lender_id", row.get("lender_id"));
    answer.put("document_id", row.get("document_id"));
    answer.put("workflow_run_id", run);
    answer.put("status", row.get("document_id") == null ? "completed" : "uploaded");
    answer.put("links", Map.of("self", self));
    created(exchange.getMessage(), self, answer);
  }

  /** 201 with the policy version that the body, JSON text, tells. */
  public void createdPolicy(Exchange exchange) {
    String self =
        "/api/lenders/%s/policies/%s"
            .formatted(exchange.getVariable("lender_id"), exchange.getVariable("version"));
    send(exchange.getMessage(), 201, JSON, exchange.getMessage().getBody(String.class));
    exchange.getMessage().setHeader("Location", self);
  }

  /** A stored version, as its policy in YAML if the request asks for that. */
  public void policy(Exchange exchange) {
    present(exchange);
    Message message = exchange.getMessage();
    if (!"yaml".equals(ApiRequest.parameters(exchange).get("format"))) {
      found(exchange);
      return;
    }
    JsonNode stored =
        StrictJson.read(message.getBody(byte[].class), "The stored version", Integer.MAX_VALUE);
    Policy policy = PolicyJson.read(stored.path("policy"));
    send(message, 200, "application/yaml", StrictYaml.write(PolicyJson.forPeople(policy)));
  }

  /** A simulation's swap set, as CSV if variable csv says so. */
  public void swapSet(Exchange exchange) throws JsonProcessingException {
    SwapSet swaps = exchange.getMessage().getBody(SwapSet.class);
    Message message = exchange.getMessage();
    if (Boolean.TRUE.equals(exchange.getVariable("csv", Boolean.class))) {
      send(message, 200, "text/csv; charset=utf-8", swaps.toCsv());
      message.setHeader("Content-Disposition", "attachment; filename=\"simulation.csv\"");
    } else {
      send(message, 200, JSON, json.writeValueAsString(swaps));
    }
  }

  /** A document for people to keep. */
  public void pdf(Exchange exchange) {
    bytes(exchange.getMessage(), "application/pdf");
    exchange
        .getMessage()
        .setHeader("Content-Disposition", "inline; filename=\"decision-report.pdf\"");
  }

  /** A picture. */
  public void png(Exchange exchange) {
    bytes(exchange.getMessage(), "image/png");
  }

  private static void bytes(Message message, String type) {
    send(message, 200, type, message.getBody(byte[].class));
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
    send(message, 201, JSON, json.writeValueAsString(answer));
    message.setHeader("Location", self);
  }

  static void send(Message message, int status, @Nullable String type, @Nullable Object body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (type != null) {
      message.setHeader(Exchange.CONTENT_TYPE, type);
    }
    message.setBody(body);
  }
}
