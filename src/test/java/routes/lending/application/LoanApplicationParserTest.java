package routes.lending.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.Problem;
import routes.lending.Samples;
import routes.lending.json.CanonicalJson;

class LoanApplicationParserTest {

  private static List<Problem> problems(String json) {
    InvalidApplicationException refused =
        catchThrowableOfType(
            InvalidApplicationException.class,
            () -> LoanApplicationParser.parse(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.problems()).isNotEmpty();
    assertThat(refused.problems())
        .allSatisfy(problem -> assertThat(problem.message()).endsWith("."));
    return refused.problems();
  }

  private static Problem only(String json) {
    List<Problem> problems = problems(json);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void takesTheWholeShape() {
    LoanApplication application = Samples.application();
    assertThat(application.referenceId()).isEqualTo("APP-1001");
    assertThat(application.loanAmount()).isEqualByComparingTo("85000");
    assertThat(application.unknownFields()).isEmpty();
  }

  @Test
  void takesAnAmountAlone() {
    LoanApplication application =
        LoanApplicationParser.parse(Samples.read("{\"loan\":{\"amount\":1}}"));
    assertThat(application.referenceId()).isNull();
    assertThat(application.loanAmount()).isEqualByComparingTo(BigDecimal.ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"loan\":{}}", "{\"loan\":null}", "{\"loan\":{\"amount\":null}}"})
  void refusesAMissingAmount(String json) {
    Problem problem = only(json);
    assertThat(problem.path()).isEqualTo("loan.amount");
    assertThat(problem.message()).startsWith("loan.amount is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loan.amount                      | -1
          loan.amount                      | 0
          loan.amount                      | 1e15
          loan.amount                      | 10.005
          loan.amount                      | "85000"
          loan.amount                      | true
          loan.amount                      | [1]
          loan.term_months                 | 0
          loan.term_months                 | 48.5
          loan.down_payment_percent        | 101
          business.time_in_business_months | -3
          business.annual_revenue          | -1
          business.start_up                | "no"
          business.state                   | 7
          credit.paynet_score              | 6680
          credit.bankruptcy                | 0
          equipment.age_years              | 1000
          guarantors                       | {}
          guarantors.0                     | 5
          guarantors.0                     | null
          guarantors.0.fico_score          | 71
          guarantors.0.fico_score          | 7120
          guarantors.0.fico_score          | "712"
          applicant                        | "Delta"
          reference_id                     | 17
          """)
  void namesTheFieldAndTheValueItRefuses(String path, String value) {
    Problem problem = only(Samples.set(Samples.json(), path, value).toString());
    String shown = path.replaceFirst("guarantors\\.0", "guarantors[0]");
    assertThat(problem.path()).isEqualTo(shown);
    assertThat(problem.value()).isNotNull();
    assertThat(problem.message()).startsWith(shown + " is ");
  }

  @Test
  void tellsEveryProblemAtOnce() {
    ObjectNode application = Samples.json();
    Samples.set(application, "loan.amount", "-5");
    Samples.set(application, "guarantors.0.fico_score", "9");
    Samples.set(application, "business.state", "1");
    assertThat(problems(application.toString()))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("loan.amount", "guarantors[0].fico_score", "business.state");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "null",
        "[]",
        "7",
        "{\"loan\":{\"amount\":1}} x",
        "{\"loan\":{\"amount\":1,\"amount\":2}}",
        "{\"loan\":{\"amount\":1}, \"loan\":{\"amount\":2}}",
        "{\"loan\":{\"amount\":NaN}}",
        "{\"loan\":{\"amount\":1e999999999}}",
        "{\"loan\":{\"amount\":11111111111111111111111111111111111111111111111}}",
        "{\"loan\":{\"amount\":1},\"x\":\"\\u0000\"}",
        "{\"loan\":{\"amount\":1},\"x\":\"\\ud800\"}",
        "{\"loan\":{\"amount\":1},\"x\\u0000\":1}"
      })
  void refusesWhatIsNoSoundJson(String json) {
    assertThat(only(json).path()).isIn("", "loan.amount");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] bytes = "{\"loan\":{\"amount\":1},\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xC3;
    assertThat(
            catchThrowableOfType(
                InvalidApplicationException.class, () -> LoanApplicationParser.parse(bytes)))
        .hasMessageContaining("The application");
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeepOrTooMany() {
    String text = "a".repeat(LoanApplicationParser.MAX_BYTES);
    assertThat(only("{\"loan\":{\"amount\":1},\"x\":\"" + text + "\"}").message())
        .contains("at most 1048576");
    String deep = "[".repeat(100) + "]".repeat(100);
    assertThat(only("{\"loan\":{\"amount\":1},\"x\":" + deep + "}").path()).isEmpty();
    String many = "{},".repeat(60) + "{}";
    assertThat(only("{\"loan\":{\"amount\":1},\"guarantors\":[" + many + "]}").path())
        .isEqualTo("guarantors");
  }

  @Test
  void acceptsUnknownFieldsAndListsThem() {
    ObjectNode application = Samples.json();
    Samples.set(application, "business.naics", "\"238910\"");
    Samples.set(application, "guarantors.0.shoe_size", "44");
    Samples.set(application, "note", "{\"a\":[1,2]}");
    LoanApplication parsed = LoanApplicationParser.parse(application);
    assertThat(parsed.unknownFields())
        .containsExactly("business.naics", "guarantors[0].shoe_size", "note");
    assertThat(parsed.snapshot().at("/note/a/1").intValue()).isEqualTo(2);
  }

  @Test
  void keepsOneSnapshotForEqualInputs() {
    String one = "{\"loan\":{\"amount\":85000.00,\"term_months\":48},\"a\":1.50}";
    String other = "{\"a\":1.5, \"loan\":{\"term_months\":4.8e1, \"amount\":85E3}}";
    assertThat(CanonicalJson.write(snapshot(one)))
        .isEqualTo(CanonicalJson.write(snapshot(other)))
        .isEqualTo("{\"a\":1.5,\"loan\":{\"amount\":85000,\"term_months\":48}}");
    assertThat(snapshot(one)).isEqualTo(snapshot(other));
  }

  private static JsonNode snapshot(String json) {
    return LoanApplicationParser.parse(json.getBytes(StandardCharsets.UTF_8)).snapshot();
  }

  @Test
  void givesTheSnapshotAway() {
    LoanApplication application = Samples.application();
    ((ObjectNode) application.snapshot()).remove("loan");
    assertThat(application.loanAmount()).isEqualByComparingTo("85000");
  }
}
