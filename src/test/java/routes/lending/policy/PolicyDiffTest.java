package routes.lending.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.policy.PolicyDiff.Difference;
import routes.lending.policy.PolicyDiff.Kind;

class PolicyDiffTest {
  private static final String POLICY =
      """
      {"lender": "Cedar", "effectiveFrom": "2026-01-01",
       "allPrograms": {"criteria": [{"type": "state", "operator": "not_in", "value": ["CA"]}]},
       "programs": [
        {"name": "A", "criteria": [
           {"type": "fico_score", "operator": "gte", "value": 700},
           {"type": "fico_score", "operator": "gte", "value": 720, "when": "start-up"}],
         "rates": [{"amountMax": 50000, "rateBps": 775}]},
        {"name": "B", "criteria": [{"type": "fico_score", "operator": "gte", "value": 650}]}]}""";

  private static Policy policy(String json) {
    return Samples.compiled(json).policy();
  }

  @Test
  void anotherOrderIsNoDifference() {
    String other =
        """
        {"programs": [
          {"name": "B", "criteria": [{"type": "fico_score", "operator": "gte", "value": 650.0}]},
          {"name": "A", "criteria": [
             {"type": "fico_score", "operator": "gte", "value": 720, "when": "start-up"},
             {"type": "fico_score", "operator": "gte", "value": 700}],
           "rates": [{"amountMax": 5E4, "rateBps": 775}]}],
         "allPrograms": {"criteria": [{"type": "state", "operator": "not_in", "value": ["CA"]}]},
         "lender": "Cedar", "effectiveFrom": "2026-01-01"}""";
    assertThat(PolicyDiff.between(policy(POLICY), policy(other))).isEmpty();
  }

  @Test
  void tellsRuleByRule() {
    String other =
        POLICY
            .replace("2026-01-01", "2026-02-01")
            .replace("[\"CA\"]", "[\"CA\", \"NV\"]")
            .replace("720", "730")
            .replace("\"rateBps\": 775", "\"rateBps\": 750")
            .replace("\"name\": \"B\"", "\"name\": \"C\"");
    assertThat(PolicyDiff.between(policy(POLICY), policy(other)))
        .extracting(Difference::where, Difference::what, Difference::kind)
        .containsExactly(
            tuple("policy", "effectiveFrom", Kind.CHANGED),
            tuple("all programs", "state not_in", Kind.CHANGED),
            tuple("A", "fico_score gte when start-up", Kind.CHANGED),
            tuple("A", "rate for amount any to 50000, term any to any", Kind.CHANGED),
            tuple("B", "program", Kind.REMOVED),
            tuple("C", "program", Kind.ADDED));
  }
}
