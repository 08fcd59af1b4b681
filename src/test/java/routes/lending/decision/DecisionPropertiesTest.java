package routes.lending.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import routes.lending.Samples;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;

/** What holds for every policy and every application. */
class DecisionPropertiesTest {

  @Provide
  Arbitrary<List<String>> criteria() {
    return criterion().list().ofMinSize(1).ofMaxSize(12);
  }

  private static Arbitrary<String> criterion() {
    Arbitrary<String> rule =
        Arbitraries.oneOf(
            number("fico_score", 500, 800, "gte", "gt"),
            number("paynet_score", 500, 800, "gte"),
            number("time_in_business", 0, 120, "gte"),
            number("loan_amount", 1_000, 300_000, "gte", "lte"),
            number("loan_term", 12, 84, "lte"),
            number("comparable_credit", 0, 120, "gte"),
            number("equipment_mileage", 1_000, 500_000, "lte"),
            Arbitraries.of(
                "\"type\":\"state\",\"operator\":\"not_in\",\"value\":[\"CA\",\"TX\"]",
                "\"type\":\"state\",\"operator\":\"not_in\",\"value\":[\"CA\",\"NV\"]",
                "\"type\":\"bankruptcy\",\"operator\":\"is_false\"",
                "\"type\":\"homeownership\",\"operator\":\"is_true\"",
                "\"type\":\"business.fleet_size\",\"operator\":\"gte\",\"value\":5"));
    Arbitrary<String> guard =
        Arbitraries.of("", "", ",\"when\":\"start-up\"", ",\"when\":\"loan_amount over 50000\"");
    Arbitrary<String> required = Arbitraries.of("", "", ",\"required\":false,\"weight\":3");
    return Combinators.combine(rule, guard, required)
        .as((one, when, must) -> "{" + one + when + must + "}");
  }

  private static Arbitrary<String> number(String type, int min, int max, String... operators) {
    return Combinators.combine(Arbitraries.of(operators), Arbitraries.integers().between(min, max))
        .as(
            (operator, value) ->
                "\"type\":\"%s\",\"operator\":\"%s\",\"value\":%d"
                    .formatted(type, operator, value));
  }

  @Provide
  Arbitrary<ObjectNode> applications() {
    Arbitrary<Integer> fico = Arbitraries.integers().between(500, 800).injectNull(0.2);
    Arbitrary<Integer> paynet = Arbitraries.integers().between(500, 800).injectNull(0.2);
    Arbitrary<Integer> months = Arbitraries.integers().between(0, 120).injectNull(0.2);
    Arbitrary<Integer> amount = Arbitraries.integers().between(1_000, 300_000);
    Arbitrary<Boolean> startUp = Arbitraries.of(true, false).injectNull(0.3);
    Arbitrary<Boolean> bankruptcy = Arbitraries.of(true, false).injectNull(0.2);
    return Combinators.combine(fico, paynet, months, amount, startUp, bankruptcy)
        .as(
            (score, business, time, asked, young, broke) -> {
              ObjectNode application = Samples.json();
              Samples.set(application, "guarantors.0.fico_score", "" + score);
              Samples.set(application, "credit.paynet_score", "" + business);
              Samples.set(application, "business.time_in_business_months", "" + time);
              Samples.set(application, "loan.amount", "" + asked);
              Samples.set(application, "business.start_up", "" + young);
              Samples.set(application, "credit.bankruptcy", "" + broke);
              return application;
            });
  }

  private static LenderDecision decide(List<String> criteria, ObjectNode application) {
    return Samples.policy(criteria.toArray(String[]::new))
        .evaluate(LoanApplicationParser.parse(application));
  }

  private static String bytes(LenderDecision decision) throws JsonProcessingException {
    return Samples.JSON.writeValueAsString(decision);
  }

  @Property(tries = 100)
  void aBetterFicoNeverMakesItWorse(
      @ForAll("criteria") List<String> criteria,
      @ForAll("applications") ObjectNode application,
      @ForAll @IntRange(min = 500, max = 800) int fico,
      @ForAll @IntRange(min = 0, max = 50) int more) {
    LenderDecision lower =
        decide(criteria, Samples.set(application, "guarantors.0.fico_score", "" + fico));
    LenderDecision higher =
        decide(criteria, Samples.set(application, "guarantors.0.fico_score", "" + (fico + more)));
    assertThat(higher.outcome()).isLessThanOrEqualTo(lower.outcome());
    assertThat(higher.score()).isGreaterThanOrEqualTo(lower.score());
  }

  @Property(tries = 100)
  void aPassingCriterionNeverLowersAnOutcome(
      @ForAll("criteria") List<String> criteria, @ForAll("applications") ObjectNode application) {
    LenderDecision before = decide(criteria, application);
    List<String> more = new ArrayList<>(criteria);
    more.add("{\"type\":\"loan_amount\",\"operator\":\"gte\",\"value\":1}");
    LenderDecision after = decide(more, application);
    assertThat(after.outcome()).isLessThanOrEqualTo(before.outcome());
    assertThat(after.score()).isGreaterThanOrEqualTo(before.score());
  }

  @Property(tries = 100)
  void theOrderOfCriteriaDoesNotMatter(
      @ForAll("criteria") List<String> criteria,
      @ForAll("applications") ObjectNode application,
      @ForAll Random random) {
    List<String> shuffled = new ArrayList<>(criteria);
    Collections.shuffle(shuffled, random);
    LenderDecision one = decide(criteria, application);
    LenderDecision other = decide(shuffled, application);
    assertThat(other.outcome()).isEqualTo(one.outcome());
    assertThat(other.score()).isEqualTo(one.score());
    assertThat(other.category()).isEqualTo(one.category());
    assertThat(other.reasons()).containsExactlyInAnyOrderElementsOf(one.reasons());
  }

  @Property(tries = 100)
  void theSameInputGivesTheSameBytes(
      @ForAll("criteria") List<String> criteria, @ForAll("applications") ObjectNode application)
      throws JsonProcessingException {
    String first = bytes(decide(criteria, application));
    assertThat(bytes(decide(criteria, application))).isEqualTo(first);
    LoanApplication again =
        LoanApplicationParser.parse(LoanApplicationParser.parse(application).snapshot());
    assertThat(bytes(Samples.policy(criteria.toArray(String[]::new)).evaluate(again)))
        .isEqualTo(first);
  }

  @Property(tries = 100)
  void sayingMoreOnlySettlesWhatWasOpen(
      @ForAll("criteria") List<String> criteria,
      @ForAll("applications") ObjectNode application,
      @ForAll @IntRange(min = 1_000, max = 500_000) int mileage) {
    List<CriterionResult> silent = all(decide(criteria, application));
    List<CriterionResult> told =
        all(decide(criteria, Samples.set(application, "equipment.mileage", "" + mileage)));
    for (int i = 0; i < silent.size(); i++) {
      if (silent.get(i).result() != Result.UNKNOWN) {
        assertThat(told.get(i).result()).isEqualTo(silent.get(i).result());
      }
    }
  }

  private static List<CriterionResult> all(LenderDecision decision) {
    ProgramDecision program = decision.programs().get(0);
    List<CriterionResult> all = new ArrayList<>(program.criteria());
    all.addAll(program.notApplicable());
    return all;
  }

  @Property(tries = 100)
  void everyNearestWayLeadsInAsItSays(
      @ForAll("criteria") List<String> criteria, @ForAll("applications") ObjectNode application) {
    LenderDecision decision = decide(criteria, application);
    for (NearestWay way : decision.nearest()) {
      ObjectNode changed = application.deepCopy();
      for (NearestWay.Change change : way.changes()) {
        String path = change.path().replace("guarantors[]", "guarantors.0");
        Samples.set(changed, path, change.to().toString());
      }
      assertThat(decide(criteria, changed).outcome()).isEqualTo(way.outcome());
      assertThat(way.outcome()).isNotEqualTo(Outcome.INELIGIBLE);
    }
  }
}
