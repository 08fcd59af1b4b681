package routes.lenders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.documents.DocumentText;
import routes.documents.PolicyReader;
import routes.documents.ReadPolicy;
import routes.documents.llm.ModelReader;
import routes.lending.Problem;
import routes.lending.json.StrictJson;
import routes.lending.load.PolicyDocument;
import routes.lending.load.PolicyParser;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyJson;
import routes.lending.policy.PolicyStatus;
import routes.lending.policy.PolicyVersion;
import routes.lending.policy.Program;
import routes.workflow.Ids;

/** Credit policies on their way from a document, or from JSON, into the database. Thread-safe. */
public final class Policies {
  private static final int MAX_BYTES = 1 << 20;

  private final PolicyReader reader = new PolicyReader();
  private final ObjectMapper json = new ObjectMapper();
  private final String rulesAlone = json.valueToTree(ModelReader.Reader.rules()).toString();

  /**
   * Reads an event {@code {"lender_id": "…", "document_id": "…"?}}.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public Map<String, Object> fromEvent(byte @Nullable [] event) {
    return fromEvent(StrictJson.read(event, "The event", MAX_BYTES));
  }

  /** Reads the input of a run, which has the shape of the event. */
  public Map<String, Object> fromInput(Map<String, Object> input) {
    return fromEvent(json.<JsonNode>valueToTree(input));
  }

  private static Map<String, Object> fromEvent(JsonNode event) {
    String id = Ids.uuid("lender_id", event.path("lender_id"));
    Map<String, Object> row = new HashMap<>();
    row.put("lender_id", id);
    row.put("event_key", "lender:" + id + ":" + event.path("document_id").asText(""));
    return row;
  }

  /**
   * Reads a policy as {@code POST /api/lenders} takes it, which makes it active.
   *
   * @throws InvalidPolicyException telling every problem it has, and if it says that it is none
   *     that counts
   */
  public Map<String, Object> fromHttp(byte[] body) {
    PolicyDocument document = PolicyParser.read(body);
    requireActive(document.status());
    Policy policy = document.policy();
    Map<String, Object> row = new HashMap<>();
    row.put("lender_id", UUID.randomUUID().toString());
    row.put("lender_name", policy.lender());
    row.put("document_id", null);
    row.put("policy_details", null);
    row.put("created_by", null);
    row.put("policy", PolicyJson.write(policy).toString());
    row.put("policy_version", PolicyVersion.of(policy));
    row.put("completeness_score", Completeness.of(policy));
    return row;
  }

  private static void requireActive(@Nullable PolicyStatus status) {
    if (status != null && status != PolicyStatus.ACTIVE) {
      throw new InvalidPolicyException(
          List.of(
              new Problem(
                  "status",
                  status.id(),
                  "status is \"%s\", but a policy sent here is active at once: leave status out, or send it to POST /api/lenders/{id}/policies, where it is a draft."
                      .formatted(status.id()))));
    }
  }

  /**
   * Reads the policy in a document.
   *
   * @param document its {@code text}, {@code file_name} and {@code sha256}
   * @param lender {@code lender_id}, {@code document_id} and {@code name}
   */
  public Map<String, Object> read(Map<String, Object> document, Map<String, Object> lender)
      throws JsonProcessingException {
    DocumentText text = json.readValue(String.valueOf(document.get("text")), DocumentText.class);
    ReadPolicy read = reader.read(text, String.valueOf(lender.get("name")));
    Policy found = read.policy();
    Policy policy =
        new Policy(
            found.lender(),
            found.effectiveFrom(),
            found.effectiveTo(),
            new Policy.Source(
                String.valueOf(lender.get("document_id")),
                String.valueOf(document.get("file_name")),
                String.valueOf(document.get("sha256"))),
            found.allPrograms(),
            found.programs());
    return row(lender, policy, json.writeValueAsString(read.unread()), null);
  }

  /**
   * Checks a policy that was read.
   *
   * @param reading its {@code policy} and {@code unread}
   * @throws IllegalArgumentException if no rule was found: such a lender would take everybody
   */
  public Map<String, Object> validate(Map<String, Object> reading) throws JsonProcessingException {
    Policy policy = PolicyParser.parse(json.readTree(String.valueOf(reading.get("policy"))));
    if (rules(policy) == 0) {
      throw new NoRuleException(
          "No rule could be read from the document: send the policy as JSON to POST /api/lenders.");
    }
    return row(reading, policy, String.valueOf(reading.get("unread")), Completeness.of(policy));
  }

  /** What a step reports of a reading. */
  public Map<String, Object> summary(Map<String, Object> reading) throws JsonProcessingException {
    Policy policy = PolicyJson.read(json.readTree(String.valueOf(reading.get("policy"))));
    Map<String, Object> summary = new HashMap<>();
    summary.put("programs", policy.programs().size());
    summary.put("rules", rules(policy));
    summary.put("unread", json.readTree(String.valueOf(reading.get("unread"))).size());
    summary.put("review", json.readTree(String.valueOf(reading.get("review"))).size());
    summary.put("reader", json.readValue(String.valueOf(reading.get("reader")), Map.class));
    summary.put("completeness_score", reading.get("completeness_score"));
    summary.put("policy_version", PolicyVersion.of(policy));
    return summary;
  }

  private Map<String, Object> row(
      Map<String, Object> lender, Policy policy, String unread, @Nullable Integer completeness) {
    Map<String, Object> row = new HashMap<>();
    row.put("lender_id", lender.get("lender_id"));
    row.put("document_id", lender.get("document_id"));
    row.put("policy", PolicyJson.write(policy).toString());
    row.put("unread", unread);
    row.put("review", lender.getOrDefault("review", "[]"));
    row.put("reader", lender.getOrDefault("reader", rulesAlone));
    row.put("completeness_score", completeness);
    return row;
  }

  private static int rules(Policy policy) {
    int rules = policy.allPrograms().criteria().size();
    for (Program program : policy.programs()) {
      rules += program.criteria().size() + program.preferences().size();
    }
    return rules;
  }
}
