package routes.lending.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.Samples;
import routes.lending.application.LoanApplication;

class GuardParserTest {

  private static Truth test(String when, LoanApplication application) {
    Guard guard = GuardParser.parse(when);
    assertThat(guard.understood()).as(when).isTrue();
    return guard.condition().test(application.facts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start-up                                      | FALSE
          for start-ups only                            | FALSE
          not a start-up                                | TRUE
          start up                                      | FALSE
          loan_amount over 50000                        | TRUE
          loan_amount over 85000                        | FALSE
          loan_amount at least 85000                    | TRUE
          amount over 50000                             | TRUE
          loan amount above $85,000                     | FALSE
          loan_amount under 85000.01                    | TRUE
          loan_amount up to 85k                         | TRUE
          loan_amount >= 85000                          | TRUE
          loan_amount > $0.1MM                          | FALSE
          loan_amount between 50000 and 100000          | TRUE
          loan_amount between 50,000 and 84,999         | FALSE
          time in business at least 5 years             | TRUE
          time_in_business over 74 months               | FALSE
          TIB under 2 years                             | FALSE
          FICO below 720                                | TRUE
          no PayNet score                               | FALSE
          has PayNet score                              | TRUE
          paynet_score is missing                       | FALSE
          equipment age over 5 years                    | FALSE
          equipment mileage over 500000                 | UNKNOWN
          no equipment mileage                          | TRUE
          private_party_sale is true                    | FALSE
          private_party_sale is false                   | TRUE
          no bankruptcy                                 | TRUE
          state is TX                                   | TRUE
          state is not Texas                            | FALSE
          equipment condition is used                   | TRUE
          business.fleet_size over 5                    | TRUE
          business.fleet_size is 6                      | TRUE
          business.naics over 5                         | UNKNOWN
          loan_amount over 50000 and fico at least 700  | TRUE
          loan_amount over 90000 and fico at least 700  | FALSE
          loan_amount over 90000 or fico at least 700   | TRUE
          start-up or time_in_business under 2 years    | FALSE
          loan_amount between 1 and 2 or state is TX    | TRUE
          """)
  void understands(String when, Truth truth) {
    assertThat(test(when, Samples.application())).isEqualTo(truth);
  }

  @Test
  void doesNotKnowWhatTheApplicationDoesNotSay() {
    assertThat(test("start-up", Samples.without("business.start_up"))).isEqualTo(Truth.UNKNOWN);
    assertThat(test("no PayNet score", Samples.without("credit.paynet_score")))
        .isEqualTo(Truth.UNKNOWN);
    assertThat(test("no PayNet score", Samples.with("credit.paynet_score", "null")))
        .isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest
  @CsvSource({"past 3 years,36", "in the past 7 years,84", "last 18 months,18"})
  void keepsATimeInThePastAside(String when, int months) {
    Guard guard = GuardParser.parse(when);
    assertThat(guard.understood()).isTrue();
    assertThat(guard.windowMonths()).isEqualTo(months);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner is nice",
        "loan_amount",
        "loan_amount ovr 5",
        "loan_amount over",
        "loan_amount over lots",
        "loan_amount over 5 extra",
        "loan_amount over 5 months",
        "loan_amount between 5",
        "loan_amount between 9 and 5",
        "fico is true",
        "loan_amount over $5M",
        "past years",
        "past 3 years or start-up",
        "not past 3 years",
        "and",
        "start-up and",
        "state over 5",
        "state is Narnia",
        "(((",
        "a;b"
      })
  void isNotUnderstood(String when) {
    Guard guard = GuardParser.parse(when);
    assertThat(guard.understood()).as(when).isFalse();
    assertThat(guard.text()).isEqualTo(when);
  }

  @Test
  void withoutWordsAlwaysApplies() {
    assertThat(GuardParser.parse(null)).isSameAs(Guard.ALWAYS);
    assertThat(GuardParser.parse("  ")).isSameAs(Guard.ALWAYS);
    assertThat(GuardParser.parse("x".repeat(10_000)).understood()).isFalse();
  }
}
