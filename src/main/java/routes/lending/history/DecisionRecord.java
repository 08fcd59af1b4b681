package routes.lending.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.json.CanonicalJson;
import routes.lending.json.StrictJson;
import routes.lending.policy.PolicyVersion;

/**
 * An entry of the history: all it takes to execute a decision again and compare.
 *
 * @param engineVersion the version of the rules' meaning that decided
 * @param policyVersion the content hash of the policy
 * @param inputSha256 the SHA-256 of the application's text
 * @param decisionSha256 the SHA-256 of what is kept of the decision
 * @param outcome what it came to
 * @param score 0 to 100
 * @param bestProgram the program that counted
 * @param rateBps its buy rate in basis points; absent when it has none
 */
public record DecisionRecord(
    String engineVersion,
    String policyVersion,
    String inputSha256,
    String decisionSha256,
    String outcome,
    BigDecimal score,
    String bestProgram,
    @Nullable Integer rateBps) {

  /** Raised whenever the same policy and application may come to other bytes than before. */
  public static final String ENGINE_VERSION = "1";

  private static final int MAX_BYTES = 1 << 20;

  /** The record of a decision. */
  public static DecisionRecord of(String input, LenderDecision decision) {
    return new DecisionRecord(
        ENGINE_VERSION,
        decision.policyVersion(),
        CanonicalJson.sha256(input),
        CanonicalJson.sha256(KeptDecision.of(decision).json()),
        decision.outcome().name(),
        decision.score(),
        decision.bestProgram(),
        decision.rateBps());
  }

  /**
   * Reads the content of an entry.
   *
   * @throws routes.lending.json.MalformedJsonException if it is none
   */
  public static DecisionRecord read(String content) {
    JsonNode json =
        StrictJson.read(content.getBytes(StandardCharsets.UTF_8), "The entry", MAX_BYTES);
    return new DecisionRecord(
        json.path("engine_version").asText(),
        json.path("policy_version").asText(),
        json.path("input_sha256").asText(),
        json.path("decision_sha256").asText(),
        json.path("outcome").asText(),
        json.path("score").decimalValue(),
        json.path("best_program").asText(),
        json.path("rate_bps").isInt() ? json.path("rate_bps").intValue() : null);
  }

  /** Whether this version of the rules' meaning decided, so that it can be executed again. */
  public boolean repeatable() {
    return engineVersion.equals(ENGINE_VERSION);
  }

  /**
   * Executes it again.
   *
   * @param policy what is stored under the policy's version
   * @param input what is stored under the input's hash
   * @return what is not as it was, as a sentence; absent when all bytes are the same
   */
  public @Nullable String difference(CompiledPolicy policy, String input) {
    if (!PolicyVersion.of(policy.policy()).equals(policyVersion)) {
      return "policy version %s was changed after it had decided".formatted(policyVersion);
    }
    if (!CanonicalJson.sha256(input).equals(inputSha256)) {
      return "the application was changed after it had been judged";
    }
    LoanApplication application =
        LoanApplicationParser.parse(input.getBytes(StandardCharsets.UTF_8));
    DecisionRecord again = of(input, policy.evaluate(application));
    if (!again.decisionSha256.equals(decisionSha256)) {
      return "executed again, the decision comes to other bytes";
    }
    boolean same =
        again.outcome.equals(outcome)
            && again.score.compareTo(score) == 0
            && again.bestProgram.equals(bestProgram)
            && Objects.equals(again.rateBps, rateBps);
    return same
        ? null
        : "executed again, it is %s with score %s, not %s with %s"
            .formatted(again.outcome, again.score, outcome, score);
  }
}
