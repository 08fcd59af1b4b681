package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.policy.Operator;

/** What stands in brackets: a rule without its exception would refuse whom the lender takes. */
class AsideTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Minimum FICO 650 (or a strong co-signer)",
        "Minimum FICO 650 (620 with homeownership)",
        "650 FICO (may go lower with PayNet)",
        "2 years in business (or 5 years of experience)",
        "2 years time in business (flexible for some)",
        "Time in business 2 years minimum (1 year for medical)",
        "Maximum term 60 months (72 for new equipment)",
        "Equipment no older than 10 years (15 for trailers)",
        "10% down payment (waived for homeowners)",
        "Homeowner required (not required with 680+ FICO)",
        "No private party sales (case by case)",
        "No collections (medical excluded)",
        "No unpaid collections (or very good explanations)"
      })
  void anExceptionLeavesItsRuleUnread(String sentence) {
    Reading reading = Statements.read(sentence);
    assertThat(reading.facts()).isEmpty();
    assertThat(reading.unread()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Minimum 7 trade lines (accounts on the credit bureau) | trade_lines",
        "Maximum term 60 months (5 years) | loan_term",
        "15% down (25% for applicants with less than two years of authority) | down_payment"
      })
  void aRemarkOrAHarderRuleLeavesItAsItIs(String sentence, String type) {
    Reading reading = Statements.read(sentence);
    assertThat(reading.facts()).extracting(Fact::type).containsExactly(type);
  }

  @Test
  void onlyThePartBesideAnExceptionIsUnread() {
    Reading reading =
        Statements.read(
            "5+ years in business, 700+ FICO, PayNet 670 or higher (or none with 3 comparable trades)");
    assertThat(reading.facts())
        .extracting(Fact::type)
        .containsExactly("time_in_business", "fico_score");
    assertThat(reading.unread()).containsExactly("PayNet 670 or higher");
  }

  @Test
  void aConditionInBracketsIsTheRules() {
    assertThat(Statements.read("Bank statements: last 3 months (if over $75k)").facts())
        .extracting(Fact::when)
        .containsExactly("loan_amount over 75000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No bankruptcies (unless discharged over 7 years)",
        "No bankruptcies unless discharged more than 7 years ago",
        "Bankruptcies not accepted unless discharged 7+ years"
      })
  void whatIsLongDischargedIsSpared(String sentence) {
    assertThat(Statements.read(sentence).facts())
        .containsExactly(Fact.is("bankruptcy", Operator.IS_FALSE, "past 7 years", false));
  }
}
