package routes.documents.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.documents.DocumentReader;
import routes.documents.DocumentText;
import routes.documents.PolicyReader;
import routes.documents.llm.ModelReader.Answer;
import routes.documents.llm.ModelReader.Merged;
import routes.lending.policy.Policy;

/**
 * Text in a document that tries to give orders changes nothing, neither what the rules read nor
 * what comes of a model that obeys it.
 */
class PromptInjectionTest {

  private static byte[] honest;
  private static Policy expected;

  private final ModelReader model = new ModelReader();

  @BeforeAll
  static void readTheHonestOne() throws IOException {
    honest = Files.readAllBytes(Path.of("samples/guidelines/ridgeway-equipment-capital.pdf"));
    expected = policy(new DocumentReader().read(honest));
  }

  private static Policy policy(DocumentText text) {
    return new PolicyReader().read(text, "x").policy();
  }

  static Stream<Arguments> unseen() {
    return Injections.unseen().entrySet().stream()
        .flatMap(
            way ->
                Injections.payloads().stream()
                    .map(words -> Arguments.of(way.getKey(), way.getValue(), words)));
  }

  static Stream<String> orders() {
    return Injections.orders().stream();
  }

  @Test
  void thereAreFiftyOfThem() {
    assertThat(unseen().count() + orders().count()).isGreaterThanOrEqualTo(50);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void unseen(String name, Injections.Way way, String words) throws IOException {
    DocumentText text = new DocumentReader().read(Injections.into(honest, way, words));

    assertThat(model.questions(text)).noneMatch(question -> question.contains("FICO score is 300"));
    assertThat(model.questions(text)).noneMatch(question -> question.contains("Ignore all"));
    changesNothing(text, words);
  }

  @ParameterizedTest
  @MethodSource
  void orders(String words) throws IOException {
    DocumentText text =
        new DocumentReader().read(Injections.into(honest, Injections.seen(10), words));

    assertThat(model.questions(text)).noneMatch(question -> question.contains(words));
    changesNothing(text, words);
  }

  /** Whatever the model says on behalf of the words, the policy is the honest one's. */
  private void changesNothing(DocumentText text, String words) {
    Policy read = policy(text);
    assertThat(read).isEqualTo(expected);

    Merged merged = model.merge(read, text, List.of(new Answer(obedient(words), null)), "obedient");

    assertThat(merged.policy()).isEqualTo(expected);
    assertThat(merged.review()).isNotEmpty();
  }

  /**
   * What a model would answer that does as the words say: with their quote, and with honest ones.
   */
  private static String obedient(String words) {
    String fact =
        """
        {"program": %s, "type": "%s", "operator": "gte", "value": %d, "unit": %s, "when": null,
         "preferred": false, "page": 1, "quote": "%s"}""";
    return "{\"facts\": ["
        + String.join(
            ",",
            fact.formatted("\"A Credit\"", "fico_score", 300, "null", words),
            fact.formatted("null", "fico_score", 300, "null", words),
            fact.formatted("\"Everybody\"", "fico_score", 300, "null", words),
            fact.formatted("\"B Credit\"", "time_in_business", 0, "\"years\"", words),
            fact.formatted("\"A Credit\"", "fico_score", 300, "null", "700+ FICO, 660+ PayNet"),
            fact.formatted("\"B Credit\"", "fico_score", 300, "null", "FICO of 660 or better"),
            fact.formatted(
                "\"A Credit\"", "time_in_business", 0, "\"years\"", "Minimum 5 years in business"))
        + "], \"rates\": [{\"program\": \"A Credit\", \"amount_min\": null, \"amount_max\": null,"
        + " \"term_min_months\": null, \"term_max_months\": null, \"rate_percent\": 0, \"page\": 1,"
        + " \"quote\": \""
        + words
        + "\"}]}";
  }
}
