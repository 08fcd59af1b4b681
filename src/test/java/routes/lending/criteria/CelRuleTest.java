package routes.lending.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.Samples;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.policy.Operator;

/** What the types cannot say, in CEL: three truth values, names and types checked, bounded. */
class CelRuleTest {

  private static LoanApplication application() {
    ObjectNode json =
        (ObjectNode)
            Samples.read(
                """
                {"business": {"annual_revenue": 1000000, "state": "TX"},
                 "guarantors": [{"fico_score": 700, "ownership_percent": 60}, {"fico_score": 650, "ownership_percent": 40}],
                 "credit": {"bankruptcy": false, "paynet_score": null},
                 "loan": {"amount": 85000},
                 "fleet": {"trucks": 3}}
                """);
    return LoanApplicationParser.parse(json);
  }

  private static CelRule rule(String expression) throws BadCriterionException {
    return CelRule.of(Operator.IS_TRUE, TextNode.valueOf(expression), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loan.amount <= business.annual_revenue * 0.1 | TRUE",
        "loan.amount > 100000 | FALSE",
        "business.state in ['TX', 'OK'] && !credit.bankruptcy | TRUE",
        "loan.term_months <= 60.0 | UNKNOWN",
        "'loan.term_months <= 60.0 || loan.amount < 90000' | TRUE",
        "loan.term_months <= 60.0 && loan.amount > 90000 | FALSE",
        "credit.paynet_score > 600 | UNKNOWN",
        "guarantors.all(g, g.fico_score >= 640.0) | TRUE",
        "guarantors.exists(g, g.fico_score >= 690.0 && g.ownership_percent > 50.0) | TRUE",
        "guarantors.all(g, g.residence_years > 2.0) | UNKNOWN",
        "application.fleet.trucks > 2.0 | TRUE",
        "application.fleet.trailers > 2.0 | UNKNOWN",
        "loan.amount / 0.0 > 1.0 && business.annual_revenue < 5.0 | FALSE",
      })
  void anExpressionHasThreeTruthValues(String expression, Truth truth)
      throws BadCriterionException {
    assertThat(rule(expression).test(application().facts())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loan.amuont > 5.0 | undeclared reference",
        "loan.amount > 'much' | no matching overload",
        "loan.amount + 5.0 | expected type",
        "loan.amount > | mismatched input",
      })
  void namesAndTypesAreCheckedWhenThePolicyIsLoaded(String expression, String sentence) {
    assertThatThrownBy(() -> rule(expression))
        .isInstanceOf(BadCriterionException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void anExpressionIsBoundedInLengthDepthAndSteps() throws BadCriterionException {
    assertThatThrownBy(() -> rule("true && ".repeat(400) + "true"))
        .isInstanceOf(BadCriterionException.class);
    assertThatThrownBy(() -> rule("(".repeat(300) + "true" + ")".repeat(300)))
        .isInstanceOf(BadCriterionException.class);
    String list = "[0,1,2,3,4,5,6,7,8,9]";
    String nested =
        "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, %1$s.all(e, a+b+c+d+e >= 0)))))"
            .formatted(list);
    assertThat(rule(nested).test(application().facts())).isEqualTo(Truth.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"is_false", "gte"})
  void onlyTheTruthIsAskedFor(String operator) {
    assertThatThrownBy(() -> CelRule.of(Operator.of(operator), TextNode.valueOf("true"), null))
        .isInstanceOf(BadCriterionException.class)
        .hasMessageContaining("is_true");
  }

  @Test
  void theSentencesNameWhatIsGivenAndWhatIsMissing() throws BadCriterionException {
    CelRule rule = rule("loan.amount <= 50000 && loan.term_months <= 60.0");
    assertThat(rule.explain(application().facts(), Truth.FALSE))
        .isEqualTo(
            "The condition loan.amount <= 50000 && loan.term_months <= 60.0 does not hold, which is"
                + " required; loan.amount is 85000");
    assertThat(rule.explain(application().facts(), Truth.UNKNOWN))
        .endsWith("the application does not tell: it does not give loan.term_months");
    assertThat(rule.actual(application().facts()).toString())
        .isEqualTo("{\"loan.amount\":85000,\"loan.term_months\":null}");
  }

  @Test
  void aPolicyMayHaveOne() {
    assertThat(
            Samples.policy(
                    "{\"type\":\"cel\",\"operator\":\"is_true\",\"value\":\"loan.amount <="
                        + " business.annual_revenue * 0.05\"}")
                .evaluate(application())
                .outcome()
                .name())
        .isEqualTo("INELIGIBLE");
    assertThatThrownBy(
            () ->
                Samples.policy(
                    "{\"type\":\"cel\",\"operator\":\"is_true\",\"value\":\"loan.amount\"}"))
        .hasMessageContaining("CEL");
  }

  @Test
  void aPatternTakesNoLongerThanItsText() throws BadCriterionException {
    ObjectNode json = (ObjectNode) Samples.read("{\"loan\": {\"amount\": 85000}}");
    json.putObject("business").put("state", "TX").put("industry", "a".repeat(499) + "!");
    LoanApplication application = LoanApplicationParser.parse(json);
    assertThat(rule("business.industry.matches('^(a+)+$')").test(application.facts()))
        .isEqualTo(Truth.FALSE);
  }
}
