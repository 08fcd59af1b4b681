package routes.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.documents.ApplicationFormReader;
import routes.documents.child.GuardedReader;
import routes.lending.Problem;
import routes.lending.application.InvalidApplicationException;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.json.CanonicalJson;
import routes.lending.json.StrictJson;
import routes.workflow.Ids;

/**
 * Loan applications on their way into the database: a row for the route's SQL, whichever entrance
 * they came by. Thread-safe.
 */
public final class Applications {
  private static final int MAX_BYTES = 1 << 20;

  private final GuardedReader documents = GuardedReader.shared();
  private final ApplicationFormReader forms = new ApplicationFormReader();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Reads an event: {@code {"application_id": "…"}} of one already uploaded, or {@code
   * {"application": {…}}}. The same event gives the same id and {@code event_key}, so that it is
   * taken once.
   *
   * @throws InvalidApplicationException naming the field that is wrong
   */
  public Map<String, Object> fromEvent(byte @Nullable [] event) {
    return fromEvent(StrictJson.read(event, "The event", MAX_BYTES));
  }

  /** Reads the input of a run, which has the shape of the event. */
  public Map<String, Object> fromInput(Map<String, Object> input) {
    return fromEvent(json.<JsonNode>valueToTree(input));
  }

  /**
   * Reads an application as {@code POST /api/loan-applications} takes it; each one is a new one.
   */
  public Map<String, Object> fromHttp(byte[] application) {
    return row(LoanApplicationParser.parse(application), UUID.randomUUID(), null);
  }

  /**
   * Reads the application in an uploaded document: a PDF form, or the JSON itself.
   *
   * @param document {@code content} and {@code content_type}
   */
  public Map<String, Object> fromUpload(Map<String, Object> document) {
    byte[] content = (byte[]) document.get("content");
    LoanApplication application =
        "application/pdf".equals(document.get("content_type"))
            ? LoanApplicationParser.parse(forms.read(documents.read(content)))
            : LoanApplicationParser.parse(content);
    return row(application, UUID.randomUUID(), null);
  }

  /** Reads a stored application. */
  public LoanApplication stored(String snapshot) {
    return LoanApplicationParser.parse(snapshot.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> fromEvent(JsonNode event) {
    if (event.hasNonNull("application")) {
      LoanApplication application = LoanApplicationParser.parse(event.get("application"));
      String key = "application:" + CanonicalJson.sha256(application.snapshot());
      return row(application, UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)), key);
    }
    if (!event.hasNonNull("application_id")) {
      throw new IllegalArgumentException(
          "application is missing: send {\"application\": {…}}, or the application_id that an upload answered.");
    }
    String id = Ids.uuid("application_id", event.path("application_id"));
    Map<String, Object> row = new HashMap<>();
    row.put("application_id", id);
    row.put("event_key", "application_id:" + id);
    return row;
  }

  private Map<String, Object> row(LoanApplication application, UUID id, @Nullable String eventKey) {
    JsonNode snapshot = application.snapshot();
    JsonNode applicant = snapshot.path("applicant").path("name");
    Map<String, Object> row = new HashMap<>();
    row.put("application_id", id.toString());
    row.put("event_key", eventKey);
    row.put("reference_id", application.referenceId());
    row.put("applicant", applicant.isTextual() ? applicant.textValue() : null);
    row.put("amount", application.loanAmount());
    row.put("snapshot", text(snapshot));
    row.put("unknown_fields", text(json.valueToTree(application.unknownFields())));
    return row;
  }

  private String text(JsonNode value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new InvalidApplicationException(
          List.of(new Problem("", null, "The application cannot be written as JSON.")));
    }
  }
}
