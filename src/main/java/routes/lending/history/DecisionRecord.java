package routes.lending.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.json.CanonicalJson;

/**
 * All it takes to execute a decision again.
 *
 * @param engineVersion the version of the rules' meaning that decided
 * @param policyVersion the content hash of the policy
 * @param application the input in canonical form
 * @param decision what it came to, in canonical form
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DecisionRecord(
    String engineVersion, String policyVersion, JsonNode application, JsonNode decision) {

  /** Raised whenever the same policy and application may come to other bytes than before. */
  public static final String ENGINE_VERSION = "1";

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** The record of a decision. */
  public static DecisionRecord of(LoanApplication application, LenderDecision decision) {
    return new DecisionRecord(
        ENGINE_VERSION,
        decision.policyVersion(),
        application.snapshot(),
        CanonicalJson.of(MAPPER.valueToTree(decision)));
  }

  /**
   * Whether executing it again gives the same bytes.
   *
   * @throws IllegalArgumentException if the policy is not the one that decided, or the engine's
   *     version has changed since
   */
  public boolean holdsAgain(CompiledPolicy policy) {
    if (!policy.version().equals(policyVersion)) {
      throw new IllegalArgumentException(
          "policy version %s decided, not %s: execute it with that one"
              .formatted(policyVersion, policy.version()));
    }
    if (!engineVersion.equals(ENGINE_VERSION)) {
      throw new IllegalArgumentException(
          "engine version %s decided, this is %s: execute it with that one"
              .formatted(engineVersion, ENGINE_VERSION));
    }
    LoanApplication again = LoanApplicationParser.parse(application);
    DecisionRecord now = of(again, policy.evaluate(again));
    return CanonicalJson.write(now.decision()).equals(CanonicalJson.write(decision));
  }

  /** The canonical text that hashes and stores keep. */
  public String canonical() {
    return CanonicalJson.write(MAPPER.valueToTree(this));
  }
}
