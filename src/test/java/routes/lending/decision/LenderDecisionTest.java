package routes.lending.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.lending.Samples;
import routes.lending.application.LoanApplicationParser;
import routes.lending.rank.LenderRef;
import routes.lending.rank.Match;

/** Outcomes, scores, rates and reasons of programs and lenders. */
class LenderDecisionTest {
  private static final String PASSES =
      "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":700,\"page\":1,\"quote\":\"700+ FICO\"}";
  private static final String FAILS =
      "{\"type\":\"paynet_score\",\"operator\":\"gte\",\"value\":700}";
  private static final String UNKNOWN =
      "{\"type\":\"equipment_mileage\",\"operator\":\"lte\",\"value\":500000}";

  private static String preferred(String criterion) {
    return criterion.replace("{", "{\"required\":false,");
  }

  private static LenderDecision decide(String... criteria) {
    return Samples.policy(criteria).evaluate(Samples.application());
  }

  @Test
  void allPassedIsEligible() {
    LenderDecision decision = decide(PASSES);
    assertThat(decision.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(decision.score()).isEqualByComparingTo("100");
    assertThat(decision.category()).isEqualTo(Category.EXCELLENT);
    assertThat(decision.reasons()).isEmpty();
    assertThat(decision.nearest()).isEmpty();
  }

  @Test
  void somethingRequiredFailedIsIneligible() {
    LenderDecision decision = decide(PASSES, FAILS, UNKNOWN);
    assertThat(decision.outcome()).isEqualTo(Outcome.INELIGIBLE);
    assertThat(decision.score()).isEqualByComparingTo("0");
    assertThat(decision.category()).isEqualTo(Category.VERY_POOR);
    assertThat(decision.reasons()).hasSize(1);
    Reason reason = decision.reasons().get(0);
    assertThat(reason.kind()).isEqualTo(Reason.Kind.REFUSED);
    assertThat(reason.code()).isEqualTo("business_credit");
    assertThat(reason.adverseAction().hmda()).isEqualTo(3);
    assertThat(reason.adverseAction().text()).doesNotContain("700");
    assertThat(decision.programs().get(0).scoreFormula())
        .isEqualTo("0: 1 required failed (of what was judged, 100 × 1 / 2 = 50.0)");
  }

  @Test
  void somethingRequiredUnknownNeedsReviewAndSaysWhat() {
    LenderDecision decision = decide(PASSES, UNKNOWN);
    assertThat(decision.outcome()).isEqualTo(Outcome.NEEDS_REVIEW);
    assertThat(decision.score()).isEqualByComparingTo("100");
    assertThat(decision.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.kind()).isEqualTo(Reason.Kind.UNKNOWN);
              assertThat(reason.message()).contains("equipment.mileage");
              assertThat(reason.adverseAction()).isNull();
            });
  }

  @Test
  void somethingPreferredFailedNeedsReview() {
    LenderDecision decision = decide(PASSES, preferred(FAILS));
    assertThat(decision.outcome()).isEqualTo(Outcome.NEEDS_REVIEW);
    assertThat(decision.score()).isEqualByComparingTo("50");
    assertThat(decision.reasons().get(0).kind()).isEqualTo(Reason.Kind.PREFERENCE);
  }

  @Test
  void somethingPreferredUnknownIsNoMatter() {
    assertThat(decide(PASSES, preferred(UNKNOWN)).outcome()).isEqualTo(Outcome.ELIGIBLE);
  }

  @Test
  void weightsCount() {
    LenderDecision decision =
        decide(
            PASSES.replace("{", "{\"weight\":37,"),
            preferred(FAILS).replace("{", "{\"weight\":3,"));
    assertThat(decision.score()).isEqualByComparingTo("92.5");
    assertThat(decision.programs().get(0).scoreFormula()).isEqualTo("100 × 37 / 40 = 92.5");
  }

  @Test
  void withoutAnythingToJudgeByIsNeverEligible() {
    LenderDecision decision = decide();
    assertThat(decision.outcome()).isEqualTo(Outcome.NEEDS_REVIEW);
    assertThat(decision.reasons().get(0).code()).isEqualTo("no_criteria");
  }

  @Test
  void theBestProgramCounts() {
    LenderDecision decision =
        Samples.compiled(
                """
                {"lender": "Cedar", "programs": [
                  {"name": "Dear", "criteria": [%1$s], "rates": [{"rateBps": 900}]},
                  {"name": "Refused", "criteria": [%2$s], "rates": [{"rateBps": 100}]},
                  {"name": "Cheap", "criteria": [%1$s], "rates": [{"rateBps": 725}]},
                  {"name": "Open", "criteria": [%1$s, %3$s], "rates": [{"rateBps": 100}]}]}"""
                    .formatted(PASSES, FAILS, UNKNOWN))
            .evaluate(Samples.application());
    assertThat(decision.bestProgram()).isEqualTo("Cheap");
    assertThat(decision.rateBps()).isEqualTo(725);
    assertThat(decision.programs())
        .extracting(ProgramDecision::name)
        .containsExactly("Dear", "Refused", "Cheap", "Open");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "30000    | 48 | 775 | 7.75% for $10,000 to $49,999, 24 months to 60 months.",
        "49999.50 | 48 | 775 | 7.75% for $10,000 to $49,999, 24 months to 60 months.",
        "50000    | 60 | 725 | 7.25% for $50,000 to $500,000, 24 months to 60 months.",
        "9999     | 48 | -   | No rate: no band covers an amount of $9,999.",
        "30000    | 72 | -   | No rate: no band covers a term of 72 months.",
        "30000    | -  | -   | No rate: it depends on the term, which the application does not give."
      })
  void theBandForAmountAndTermGivesTheRate(
      String amount, String term, Integer rateBps, String explanation) {
    CompiledPolicy policy =
        Samples.compiled(
            """
            {"lender": "Cedar", "programs": [{"name": "A", "criteria": [%s], "rates": [
              {"amountMin": 10000, "amountMax": 49999, "termMinMonths": 24, "termMaxMonths": 60, "rateBps": 775},
              {"amountMin": 50000, "amountMax": 500000, "termMinMonths": 24, "termMaxMonths": 60, "rateBps": 725}]}]}"""
                .formatted(PASSES));
    LenderDecision decision =
        policy.evaluate(
            LoanApplicationParser.parse(
                Samples.set(
                    Samples.set(Samples.json(), "loan.amount", amount),
                    "loan.term_months",
                    term == null ? "null" : term)));
    assertThat(decision.rateBps()).isEqualTo(rateBps);
    assertThat(decision.programs().get(0).rateExplanation()).isEqualTo(explanation);
  }

  @Test
  void exclusionsRefuseLikeCriteria() {
    LenderDecision decision =
        Samples.compiled(
                """
                {"lender": "Cedar", "programs": [{"name": "A", "criteria": [%s],
                  "exclusions": {"states": ["CA", "TX"], "equipment": ["Copiers"], "page": 2, "quote": "not CA, TX"}}]}"""
                    .formatted(PASSES))
            .evaluate(Samples.application());
    assertThat(decision.outcome()).isEqualTo(Outcome.INELIGIBLE);
    assertThat(decision.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.code()).isEqualTo("area");
              assertThat(reason.citation()).isEqualTo(new Citation(2, "not CA, TX"));
            });
  }

  @Test
  void aMatchHasTheShapeThatClientsKnow() {
    Match match = Match.of(1, new LenderRef("7", "Cedar Equipment"), decide(PASSES));
    JsonNode json = Samples.JSON.valueToTree(match);
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "rank",
            "lender",
            "status",
            "outcome",
            "score",
            "category",
            "best_program",
            "rate_bps",
            "reasons",
            "programs",
            "policy_version");
    assertThat(json.path("status").asText()).isEqualTo("completed");
    assertThat(json.path("category").asText()).isEqualTo("excellent");
    assertThat(json.path("rate_bps").isNull()).isTrue();
    assertThat(json.at("/programs/0/criteria/0"))
        .isEqualTo(
            Samples.read(
                """
                {"type": "fico_score", "operator": "gte", "expected": 700, "actual": 712,
                 "result": "passed", "required": true, "weight": 1,
                 "explanation": "FICO 712 meets the minimum of 700.",
                 "citation": {"page": 1, "quote": "700+ FICO"}}"""));
  }

  @Test
  void aMatchComesBackFromItsJson() throws Exception {
    Match match =
        Match.of(
            3,
            new LenderRef("7", "Cedar Equipment"),
            decide(
                PASSES, FAILS, preferred(UNKNOWN), PASSES.replace("}", ",\"when\":\"start-up\"}")));
    String json = Samples.JSON.writeValueAsString(match);
    assertThat(Samples.JSON.writeValueAsString(Samples.JSON.readValue(json, Match.class)))
        .isEqualTo(json);
  }
}
