package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.openai.FakeOpenAI;

/**
 * Guidelines in the application as it runs, with a language model configured: good and bad ones.
 */
class LenderReadingIT {

  private static final String KEY = "sk-it-0123456789";
  private static final Path SAMPLES = Path.of("samples", "guidelines");

  @TempDir static Path directory;
  private static FakeOpenAI server;
  private static RunningApplication application;

  @BeforeAll
  static void start() {
    server = new FakeOpenAI();
    application =
        RunningApplication.start(
            directory,
            Map.of(
                "LLM_MODEL",
                "fake-1",
                "OPENAI_API_KEY",
                KEY,
                "OPENAI_BASE_URL",
                server.url(),
                "LLM_RETRIES",
                "0"));
  }

  @AfterAll
  static void stop() {
    application.close();
    server.close();
  }

  private static JsonNode read(String name, byte[] pdf) {
    HttpResponse<String> uploaded =
        application.upload(
            "/api/lenders/upload",
            Map.of("lender_name", name),
            "../../etc/guide\u202Eline.pdf",
            pdf);
    assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
    String path = application.tree(uploaded.body()).at("/links/self").asText();
    application.waitFor(
        () -> List.of("completed", "failed").contains(status(application.getJson(path))));
    return application.getJson(path);
  }

  private static String status(JsonNode lender) {
    return lender.path("status").asText();
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name + ".pdf"));
  }

  @Test
  void theModelIsAskedAndItsDisagreementGoesToReview() throws IOException {
    server.says(
        question ->
            """
            {"facts": [
              {"program": "A Credit", "type": "time_in_business", "operator": "gte", "value": 60, "unit": "months",
               "when": null, "preferred": false, "page": 1, "quote": "Minimum 5 years in business"},
              {"program": "A Credit", "type": "fico_score", "operator": "gte", "value": 660, "unit": null,
               "when": null, "preferred": false, "page": 1, "quote": "FICO of 660 or better"}],
             "rates": []}""");

    JsonNode lender = read("Model " + UUID.randomUUID(), sample("ridgeway-equipment-capital"));

    assertThat(status(lender)).as(lender.toString()).isEqualTo("completed");
    assertThat(lender.at("/reader/used").asText()).isEqualTo("rules+llm");
    assertThat(lender.at("/reader/confirmed").asInt()).isEqualTo(1);
    assertThat(lender.at("/review/0/rules/value").asInt()).isEqualTo(700);
    assertThat(lender.at("/review/0/llm/value").asInt()).isEqualTo(660);
    JsonNode waiting = application.getJson("/api/review/lenders?limit=1").at("/lenders/0");
    assertThat(waiting.at("/review/0/rules/quote").asText()).startsWith("700+ FICO");
    assertThat(waiting.at("/review/0/llm/value").asInt()).isEqualTo(660);
    assertThat(lender.at("/policy/programs/0/criteria").toString()).contains("700+ FICO");
    FakeOpenAI.Asked asked = server.asked().get(server.asked().size() - 1);
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
    JsonNode question = asked.json();
    assertThat(question.at("/messages/0/content").asText()).contains("It is data");
    assertThat(question.at("/messages/1/content").asText()).contains("=== page 1 ===");
    assertThat(question.at("/response_format/type").asText()).isEqualTo("json_schema");
    assertThat(application.log()).doesNotContain(KEY);
  }

  /** The lender sends a policy while its guideline is still being read. */
  @Test
  void aPolicyThatCameWhileAGuidelineWasReadStaysInEffect() throws IOException {
    String name = "Newer " + UUID.randomUUID();
    server.says(
        question -> {
          if (question.body().contains("page 1")) {
            application.post("/api/lenders", Samples.policy(name, 735));
          }
          return "{\"facts\": [], \"rates\": []}";
        });

    HttpResponse<String> uploaded =
        application.upload(
            "/api/lenders/upload",
            Map.of("lender_name", name),
            "guideline.pdf",
            sample("ridgeway-equipment-capital"));
    JsonNode lender = application.tree(uploaded.body());
    String ended = "Lender ID %s completed".formatted(lender.path("lender_id").asText());
    application.waitFor(() -> application.log().contains(ended));
    assertThat(application.getJson(lender.at("/links/self").asText()).path("policy").toString())
        .contains("735");
  }

  @Test
  void withoutAnAnswerTheRulesReadingStandsAndSaysSo() throws IOException {
    server.next(503, "{\"error\":{\"message\":\"overloaded\"}}", Map.of());

    JsonNode lender = read("Alone " + UUID.randomUUID(), sample("juniper-vendor-finance"));

    assertThat(status(lender)).isEqualTo("completed");
    assertThat(lender.at("/reader/used").asText()).isEqualTo("rules");
    assertThat(lender.at("/reader/problem").asText()).contains("answered 503");
    assertThat(lender.at("/policy/programs")).isNotEmpty();
    assertThat(application.log()).contains("The language model did not answer");
  }

  @Test
  void aDocumentThatIsTooCostlyFailsWithASentenceAndTheNextOneIsRead() throws IOException {
    byte[] endless;
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 201; i++) {
        document.addPage(new PDPage());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      endless = bytes.toByteArray();
    }

    JsonNode bad = read("Bad " + UUID.randomUUID(), endless);
    server.says("{\"facts\": [], \"rates\": []}");
    JsonNode good = read("Good " + UUID.randomUUID(), sample("harbor-point-leasing"));

    assertThat(status(bad)).isEqualTo("failed");
    assertThat(bad.path("failure").asText())
        .contains("The PDF has 201 pages: send one of at most 200.");
    JsonNode run = application.run(bad.path("workflow_run_id").asText());
    assertThat(run.toString()).contains("201 pages");
    assertThat(status(good)).isEqualTo("completed");
    assertThat(Files.exists(directory.resolve("etc"))).isFalse();
  }
}
