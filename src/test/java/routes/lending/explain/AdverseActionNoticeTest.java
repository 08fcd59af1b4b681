package routes.lending.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Reason.AdverseAction;
import routes.lending.explain.AdverseActionNotice.Clock;

class AdverseActionNoticeTest {

  private static String minimum(String type, int value) {
    return "{\"type\":\"%s\",\"operator\":\"gte\",\"value\":%d}".formatted(type, value);
  }

  private static LenderDecision decide(String... criteria) {
    return Samples.policy(criteria).evaluate(Samples.application());
  }

  @Test
  void tellsAtMostFourReasonsEachOnce() {
    LenderDecision decision =
        decide(
            minimum("fico_score", 800),
            minimum("fico_score", 810),
            minimum("paynet_score", 800),
            minimum("time_in_business", 200),
            minimum("annual_revenue", 9_000_000),
            minimum("fleet_size", 60));
    AdverseActionNotice notice =
        AdverseActionNotice.of(decision, Clock.COMPLETED_APPLICATION, LocalDate.of(2026, 1, 31));
    assertThat(notice.reasons())
        .extracting(AdverseAction::code)
        .containsExactly("guarantor_credit", "business_credit", "time_in_business", "revenue");
    assertThat(notice.dueBy()).isEqualTo(LocalDate.of(2026, 3, 2));
  }

  @Test
  void aPolicysOwnCodeChoosesTheWording() {
    LenderDecision decision =
        decide(minimum("fico_score", 800).replace("{", "{\"reason\":\"debt_to_income\","));
    assertThat(
            AdverseActionNotice.of(decision, Clock.COUNTEROFFER, LocalDate.of(2026, 1, 1))
                .reasons())
        .singleElement()
        .satisfies(action -> assertThat(action.hmda()).isEqualTo(1));
  }

  @Test
  void thereIsNoneWithoutARefusal() {
    LenderDecision decision = decide(minimum("fico_score", 500));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AdverseActionNotice.of(
                    decision, Clock.COMPLETED_APPLICATION, LocalDate.of(2026, 1, 1)));
  }
}
