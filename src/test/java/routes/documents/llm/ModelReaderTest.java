package routes.documents.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.documents.DocumentReader;
import routes.documents.DocumentText;
import routes.documents.PolicyReader;
import routes.documents.llm.ModelReader.Answer;
import routes.documents.llm.ModelReader.Merged;
import routes.documents.page.PageText;
import routes.documents.page.Source;
import routes.documents.page.Word;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;
import routes.lending.policy.Program;

/** A model's facts are taken where the page proves them; everything else changes nothing. */
class ModelReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static DocumentText text;
  private static Policy read;

  private final ModelReader reader = new ModelReader();

  @BeforeAll
  static void readTheSample() throws IOException {
    byte[] pdf = Files.readAllBytes(Path.of("samples/guidelines/ridgeway-equipment-capital.pdf"));
    text = new DocumentReader().read(pdf);
    read = new PolicyReader().read(text, "x").policy();
  }

  private static String fact(
      String program, String type, String operator, String value, String unit, String quote)
      throws IOException {
    ObjectNode fact = JSON.createObjectNode();
    fact.put("program", program.isEmpty() ? null : program).put("type", type);
    fact.put("operator", operator).set("value", JSON.readTree(value));
    fact.put("unit", unit.isEmpty() ? null : unit).putNull("when").put("preferred", false);
    fact.put("page", 1).put("quote", quote);
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("facts").add(fact);
    answer.putArray("rates");
    return answer.toString();
  }

  private Merged merged(String... answers) {
    return reader.merge(
        read, text, List.of(answers).stream().map(a -> new Answer(a, null)).toList(), "fake");
  }

  @Test
  void oneQuestionHasTheVisiblePage() {
    assertThat(reader.questions(text))
        .singleElement()
        .asString()
        .startsWith("=== page 1 ===")
        .contains("Minimum 5 years in business")
        .contains("$15,000 - $49,999 | 8.25%");
  }

  @Test
  void aQuoteThatASecondReadingOfTheScanHasNotGoesToReview() throws IOException {
    PageText page = text.pages().get(0);
    List<Word> again = page.words().stream().filter(word -> !word.text().equals("700+")).toList();
    PageText twice =
        new PageText(
            1, page.width(), page.height(), Source.OCR, page.words(), page.rulings(), again, null);
    String answer = fact("A Credit", "fico_score", "gte", "700", "", "700+ FICO, 660+ PayNet");

    Merged merged =
        reader.merge(
            read, new DocumentText(List.of(twice)), List.of(new Answer(answer, null)), "fake");

    assertThat(merged.review())
        .singleElement()
        .satisfies(
            review ->
                assertThat(review.reason())
                    .isEqualTo("The scan is not clear there: a second reading has other words."));
  }

  @Test
  void whatBothReadIsConfirmedWhateverTheUnit() throws IOException {
    Merged merged =
        merged(
            fact(
                "A Credit",
                "time_in_business",
                "gte",
                "60",
                "months",
                "Minimum 5 years in business"),
            fact("A Credit", "fico_score", "gte", "700", "", "700+ FICO, 660+ PayNet"));

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.review()).isEmpty();
    assertThat(merged.reader().confirmed()).isEqualTo(2);
    assertThat(merged.reader().used()).isEqualTo("rules+llm");
  }

  @Test
  void whatTheRulesMissedAndThePageProvesIsAdded() throws IOException {
    Policy less =
        new Policy(
            read.lender(),
            read.effectiveFrom(),
            null,
            null,
            read.allPrograms(),
            read.programs().stream()
                .map(
                    program ->
                        new Program(
                            program.name(),
                            program.page(),
                            null,
                            program.criteria().stream()
                                .filter(one -> !one.type().equals("time_in_business"))
                                .toList(),
                            program.preferences(),
                            program.rates()))
                .toList());
    String answer =
        fact("A Credit", "time_in_business", "gte", "5", "years", "Minimum 5 years in business");

    Merged merged = reader.merge(less, text, List.of(new Answer(answer, null)), "fake");

    assertThat(merged.reader().added()).isEqualTo(1);
    assertThat(merged.policy().programs().get(0).criteria())
        .extracting(Criterion::type)
        .contains("time_in_business");
  }

  @Test
  void aDisagreementGoesToReviewWithBothValues() throws IOException {
    Merged merged =
        merged(fact("A Credit", "fico_score", "gte", "660", "", "FICO of 660 or better"));

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.review()).hasSize(1);
    JsonNode review = JSON.valueToTree(merged.review().get(0));
    assertThat(review.path("field").asText()).isEqualTo("A Credit: fico_score");
    assertThat(review.at("/rules/value").asInt()).isEqualTo(700);
    assertThat(review.at("/llm/value").asInt()).isEqualTo(660);
    assertThat(review.path("page").asInt()).isEqualTo(1);
    assertThat(review.path("quote").asText()).isEqualTo("FICO of 660 or better");
    assertThat(review.path("reason").asText()).isEqualTo("The rules read something else.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "A Credit|fico_score|gte|300|''|Minimum FICO 300|do not stand on that page",
        "A Credit|fico_score|gte|650|''|700+ FICO, 660+ PayNet|does not stand in the quoted words",
        "A Credit|fico_score|lte|700|''|700+ FICO, 660+ PayNet|the other way",
        "A Credit|fico_score|gte|660|''|700+ FICO, 660+ PayNet|this one is another's",
        "B Credit|fico_score|lte|660|''|FICO of 660 or better|the other way",
        "B Credit|paynet_score|gte|660|''|FICO of 660 or better|do not speak of paynet_score",
        "B Credit|time_in_business|gte|3|months|3 years time in business|does not stand",
        "B Credit|tax_lien|is_true|true|''|No tax liens|say the opposite",
        "''|comparable_credit|gte|60|percent|Comparable borrowing required for requests over"
            + " $100,000 (60% of amount requested)|under a condition only",
        "Gold|down_payment|gte|20|percent|20% down payment|found no program of that name",
        "''|state|not_in|['\"AK\",\"TX\"']|''|Ridgeway does not lend in: AK, HI, NV|'TX' does not"
            + " stand",
      })
  void whatThePageDoesNotProveGoesToReview(
      String program,
      String type,
      String operator,
      String value,
      String unit,
      String quote,
      String reason)
      throws IOException {
    String json = value.replace("'", "");
    Merged merged = merged(fact(program, type, operator, json, unit, quote));

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.review()).hasSize(1);
    assertThat(merged.review().get(0).reason()).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I am sorry, I cannot do that.",
        "{\"facts\": [{\"type\":",
        "[]",
        "{\"facts\":{},\"facts\":{}}"
      })
  void anAnswerThatIsNoneFallsBackToTheRulesAndSaysSo(String answer) {
    Merged merged = merged(answer);

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.reader().used()).isEqualTo("rules");
    assertThat(merged.reader().problem()).startsWith("The model's answer");
  }

  @Test
  void noAnswerFallsBackToTheRulesAndSaysWhy() {
    Merged merged =
        reader.merge(read, text, List.of(new Answer(null, "The server is away.")), "fake");

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.reader().used()).isEqualTo("rules");
    assertThat(merged.reader().problem()).isEqualTo("The server is away.");
  }

  @Test
  void unknownKeysTypesAndKindsOfValuesAreDropped() {
    String answer =
        """
        ```json
        {"CamelHttpUri": "http://evil.example", "facts": [
          {"type": "ltv", "operator": "lte", "value": 100, "page": 1, "quote": "700+ FICO, 660+ PayNet"},
          {"type": "fico_score", "operator": "sudo", "value": 1, "page": 1, "quote": "700+ FICO"},
          {"type": "fico_score", "operator": "gte", "value": "low", "page": 1, "quote": "700+ FICO"},
          {"type": "fico_score", "operator": "gte", "value": 700, "page": "one", "quote": "700+ FICO"},
          {"type": "state", "operator": "not_in", "value": [1, 2], "page": 1, "quote": "AK, HI, NV"},
          {"program": "B Credit", "type": "fico_score", "operator": "gte", "value": 660, "page": 1,
           "quote": "FICO of 660 or better", "exec": "rm -rf"},
          {"program": "B Credit", "type": "fico_score", "operator": "gte", "value": 660, "page": 1,
           "quote": "FICO of 660 or better"},
          7, null, "text"],
         "rates": [{"rate_percent": 101, "page": 1, "quote": "x"}]}
        ```\
        """;

    Merged merged = merged(answer);

    assertThat(merged.policy()).isEqualTo(read);
    assertThat(merged.review()).isEmpty();
    assertThat(merged.reader().confirmed()).isEqualTo(1);
  }
}
