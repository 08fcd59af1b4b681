package routes.lending.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.load.PolicyParser;

class NearestWayTest {

  private static NearestWay nearest(CompiledPolicy policy, LoanApplication application) {
    LenderDecision decision = policy.evaluate(application);
    assertThat(decision.outcome()).isEqualTo(Outcome.INELIGIBLE);
    return decision.nearest().get(0);
  }

  @Test
  void raisesAScoreToItsMinimum() {
    NearestWay way =
        nearest(
            Samples.policy("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":660}"),
            Samples.with("guarantors.0.fico_score", "655"));
    assertThat(way.sentence()).isEqualTo("Raise FICO from 655 to 660.");
    assertThat(way.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(way.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.path()).isEqualTo("guarantors[].fico_score");
              assertThat(change.from().intValue()).isEqualTo(655);
              assertThat(change.to().intValue()).isEqualTo(660);
            });
  }

  @Test
  void asksForLessAndTellsTheRateThen() {
    CompiledPolicy policy =
        PolicyParser.read(Samples.guideline("advantage-plus.expected.json")).compiled();
    assertThat(nearest(policy, Samples.application()).sentence())
        .isEqualTo("Ask for $75,000 or less.");
  }

  @Test
  void takesTheGuardOutWhereThatIsLess() {
    CompiledPolicy policy =
        Samples.policy(
            "{\"type\":\"comparable_credit\",\"operator\":\"gte\",\"value\":75,\"unit\":\"percent\",\"when\":\"loan_amount over 84000\"}");
    assertThat(nearest(policy, Samples.with("credit.comparable_credit_percent", "10")).sentence())
        .isEqualTo("Ask for $84,000 or less.");
    assertThat(nearest(policy, Samples.with("credit.comparable_credit_percent", "74.9")).sentence())
        .isEqualTo("Raise comparable credit from 74.9% to 75%.");
  }

  @Test
  void asksAllCriteriaAgainAfterAChange() {
    CompiledPolicy policy =
        Samples.policy(
            "{\"type\":\"loan_amount\",\"operator\":\"gte\",\"value\":120000,\"unit\":\"USD\"}",
            "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720,\"when\":\"loan_amount over 100000\"}");
    assertThat(nearest(policy, Samples.application()).sentence())
        .isEqualTo("Ask for $120,000 or more and raise FICO from 712 to 720.");
  }

  @Test
  void prefersTheProgramWithFewerAndSmallerChanges() {
    CompiledPolicy policy =
        Samples.compiled(
            """
            {"lender": "Cedar", "programs": [
              {"name": "Far", "criteria": [{"type": "fico_score", "operator": "gte", "value": 800}]},
              {"name": "Two", "criteria": [{"type": "fico_score", "operator": "gte", "value": 713},
                                           {"type": "loan_term", "operator": "lte", "value": 47}]},
              {"name": "Near", "criteria": [{"type": "fico_score", "operator": "gte", "value": 720}]},
              {"name": "None", "criteria": [{"type": "state", "operator": "eq", "value": "OK"}]}]}""");
    assertThat(policy.evaluate(Samples.application()).nearest())
        .extracting(NearestWay::program)
        .containsExactly("Near", "Far", "Two");
  }

  @Test
  void waitsForTime() {
    assertThat(
            nearest(
                    Samples.policy(
                        "{\"type\":\"time_in_business\",\"operator\":\"gte\",\"value\":7,\"unit\":\"years\"}"),
                    Samples.application())
                .sentence())
        .isEqualTo("Wait 10 months, until time in business is 84 months.");
  }

  @Test
  void offersNothingWhereNothingCanBeDone() {
    CompiledPolicy impossible =
        Samples.policy(
            "{\"type\":\"loan_amount\",\"operator\":\"gte\",\"value\":200000,\"unit\":\"USD\"}",
            "{\"type\":\"loan_amount\",\"operator\":\"lte\",\"value\":50000,\"unit\":\"USD\"}");
    assertThat(impossible.evaluate(Samples.application()).nearest()).isEmpty();
    CompiledPolicy elsewhere =
        Samples.policy("{\"type\":\"state\",\"operator\":\"not_in\",\"value\":[\"TX\"]}");
    assertThat(elsewhere.evaluate(Samples.application()).nearest()).isEmpty();
  }

  @Test
  void theWayReallyLeadsIn() {
    CompiledPolicy policy = PolicyParser.read(Samples.guideline("apex.expected.json")).compiled();
    LoanApplication weak =
        LoanApplicationParser.parse(
            Samples.set(
                Samples.set(
                    Samples.set(Samples.json(), "guarantors.0.fico_score", "655"),
                    "loan.amount",
                    "120000"),
                "loan.term_months",
                "72"));
    NearestWay way =
        policy.evaluate(weak).nearest().stream()
            .filter(candidate -> candidate.program().equals("B Rates"))
            .findFirst()
            .orElseThrow();
    assertThat(way.sentence())
        .isEqualTo("Ask for a term of 60 months or less and raise FICO from 655 to 670.");
    LoanApplication changed =
        LoanApplicationParser.parse(
            Samples.set(
                Samples.set(
                    Samples.set(Samples.json(), "guarantors.0.fico_score", "670"),
                    "loan.amount",
                    "120000"),
                "loan.term_months",
                "60"));
    LenderDecision after = policy.evaluate(changed);
    assertThat(after.outcome()).isEqualTo(way.outcome());
    assertThat(after.bestProgram()).isEqualTo("B Rates");
    assertThat(after.rateBps()).isEqualTo(way.rateBps());
  }
}
