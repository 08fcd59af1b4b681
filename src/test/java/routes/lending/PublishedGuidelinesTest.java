package routes.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;
import routes.lending.decision.ProgramDecision;
import routes.lending.load.PolicyDocument;
import routes.lending.load.PolicyParser;

/** The sample application against what two published guidelines say. */
class PublishedGuidelinesTest {

  @Test
  void everyGuardAndTypeOfBothIsUnderstood() {
    for (String name : List.of("apex.expected.json", "advantage-plus.expected.json")) {
      PolicyDocument document = PolicyParser.read(Samples.guideline(name));
      assertThat(document.warnings()).isEmpty();
      assertThat(document.ignoredFields()).isEmpty();
    }
  }

  @Test
  void theSampleIsEligibleForTheTierItMeets() {
    CompiledPolicy apex = PolicyParser.read(Samples.guideline("apex.expected.json")).compiled();
    LenderDecision decision = apex.evaluate(Samples.application());
    Map<String, Outcome> outcomes =
        decision.programs().stream()
            .collect(Collectors.toMap(ProgramDecision::name, ProgramDecision::outcome));

    assertThat(outcomes)
        .containsEntry("A Rates", Outcome.ELIGIBLE)
        .containsEntry("B Rates", Outcome.ELIGIBLE)
        .containsEntry("C Rates", Outcome.NEEDS_REVIEW)
        .containsEntry("Corp. Only", Outcome.INELIGIBLE)
        .containsEntry("Medical A Rates", Outcome.NEEDS_REVIEW)
        .containsEntry("A+ Rates", Outcome.INELIGIBLE);
    assertThat(decision.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(decision.bestProgram()).isEqualTo("A Rates");
    assertThat(decision.rateBps()).isEqualTo(725);
    assertThat(decision.reasons()).isEmpty();
  }

  @Test
  void theSampleIsTooLargeForTheOther() {
    CompiledPolicy advantage =
        PolicyParser.read(Samples.guideline("advantage-plus.expected.json")).compiled();
    LenderDecision decision = advantage.evaluate(Samples.application());

    assertThat(decision.outcome()).isEqualTo(Outcome.INELIGIBLE);
    assertThat(decision.rateBps()).isNull();
    assertThat(decision.reasons())
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason.message())
                    .isEqualTo("Loan amount $85,000 is above the range of $10,000 to $75,000."));
  }
}
