package routes.lenders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.json.StrictJson;
import routes.lending.load.PolicyDocument;
import routes.lending.load.PolicyParser;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyDiff;
import routes.lending.policy.PolicyJson;
import routes.lending.policy.PolicyStatus;
import routes.lending.policy.PolicyVersion;

/** Policy versions that are written by hand, and their way through life. Thread-safe. */
public final class Drafts {
  private static final int MAX_BYTES = 10_000;
  private static final int WHOLE = 10_000;

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Checks a policy, its examples included.
   *
   * @return its version, what was ignored and what its rules could not be told from, as JSON
   * @throws InvalidPolicyException telling every problem it has
   */
  public String validate(@Variable("content") byte[] content) throws JsonProcessingException {
    PolicyDocument document = PolicyParser.read(content);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("valid", true);
    answer.put("version", PolicyVersion.of(document.policy()));
    answer.put("completeness_score", Completeness.of(document.policy()));
    answer.put("examples", document.policy().examples().size());
    answer.put("ignored_fields", document.ignoredFields());
    answer.put("warnings", document.warnings());
    return json.writeValueAsString(answer);
  }

  /**
   * Reads a policy of a lender.
   *
   * @param lender {@code lender_id} and {@code name}
   * @return a row of lender_policy
   * @throws InvalidPolicyException telling every problem it has
   */
  public Map<String, Object> read(
      @Variable("content") byte[] content, @Body Map<String, Object> lender) {
    Policy policy = PolicyParser.parse(content);
    String name = String.valueOf(lender.get("name"));
    if (!policy.lender().equalsIgnoreCase(name)) {
      throw new InvalidPolicyException(
          List.of(
              new Problem(
                  "lender",
                  policy.lender(),
                  "lender is \"%s\", but this lender is called \"%s\": correct it, or send the policy to its own lender."
                      .formatted(policy.lender(), name))));
    }
    Map<String, Object> row = new HashMap<>();
    row.put("lender_id", lender.get("lender_id"));
    row.put("version", PolicyVersion.of(policy));
    row.put("policy", PolicyJson.write(policy).toString());
    row.put("completeness_score", Completeness.of(policy));
    return row;
  }

  /** Refuses a version that has judged. */
  public void requireDraft(Map<String, Object> version) {
    if (!"draft".equals(version.get("status"))) {
      throw new PolicyConflictException(
          "Version %s is %s: only a draft can be changed or thrown away; create a draft with the new content."
              .formatted(version.get("version"), version.get("status")));
    }
  }

  /**
   * Where a version is sent.
   *
   * @param content {@code {"status": "shadow", "share_bps": 500}}
   * @param version its row: lender_id, version, status and share_bps
   * @return the row with {@code from}, {@code to} and the new share
   */
  public Map<String, Object> move(
      @Variable("content") byte[] content, @Body Map<String, Object> version) {
    JsonNode wish = StrictJson.read(content, "The request", MAX_BYTES);
    PolicyStatus from = PolicyStatus.of(String.valueOf(version.get("status")));
    PolicyStatus to = status(wish.path("status"));
    int share = share(wish.path("share_bps"), to);
    boolean newShare = from == PolicyStatus.SHADOW && to == PolicyStatus.SHADOW;
    if (!newShare && !from.mayBecome(to)) {
      throw new PolicyConflictException(
          "Version %s is %s and cannot become %s: it can become %s."
              .formatted(
                  version.get("version"),
                  from.id(),
                  to.id(),
                  Arrays.stream(PolicyStatus.values())
                      .filter(from::mayBecome)
                      .map(PolicyStatus::id)
                      .collect(Collectors.joining(" or "))));
    }
    Map<String, Object> row = new HashMap<>(version);
    row.put("from", from.id());
    row.put("to", to.id());
    row.put("share_bps", share);
    return row;
  }

  private static PolicyStatus status(JsonNode wish) {
    try {
      return PolicyStatus.of(wish.asText("").toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          wish.isMissingNode() || wish.isNull()
              ? "status is missing: send draft, shadow, active or retired."
              : "status is '%s': send draft, shadow, active or retired."
                  .formatted(shorten(wish.asText())),
          e);
    }
  }

  private static int share(JsonNode wish, PolicyStatus to) {
    if (wish.isMissingNode() || wish.isNull()) {
      return 0;
    }
    if (!wish.isInt() || wish.intValue() < 0 || wish.intValue() > WHOLE) {
      throw new IllegalArgumentException(
          "share_bps is '%s': send a whole number from 0 to %d, the basis points of applications that it decides."
              .formatted(shorten(wish.asText()), WHOLE));
    }
    if (wish.intValue() > 0 && to != PolicyStatus.SHADOW) {
      throw new IllegalArgumentException(
          "share_bps is %d: only a shadow version decides a share; leave it out."
              .formatted(wish.intValue()));
    }
    return wish.intValue();
  }

  /** Sees that the version has gone where it was sent: nobody else may have sent it elsewhere. */
  public void moved(
      @Body Map<String, Object> row, @Header("CamelSqlUpdateCount") @Nullable Integer updated) {
    if (updated == null || updated == 0) {
      throw new PolicyConflictException(
          "Version %s is no longer %s: read it again."
              .formatted(row.get("version"), row.get("from")));
    }
  }

  /**
   * What differs between two versions, as JSON.
   *
   * @param pair {@code version} and {@code policy}, {@code other_version} and {@code other_policy}
   */
  public String diff(Map<String, Object> pair) throws JsonProcessingException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", pair.get("other_version"));
    answer.put("to", pair.get("version"));
    answer.put(
        "differences",
        PolicyDiff.between(policy(pair.get("other_policy")), policy(pair.get("policy"))));
    return json.writeValueAsString(answer);
  }

  private Policy policy(@Nullable Object text) throws JsonProcessingException {
    return PolicyJson.read(json.readTree(String.valueOf(text)));
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
