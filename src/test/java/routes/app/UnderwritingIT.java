package routes.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Underwriting, policies and history against the application as it runs. */
class UnderwritingIT {
  private static final Path GUIDELINE = Path.of("samples/guidelines/harbor-point-leasing.pdf");
  private static final String TOPIC = "underwriting.start";

  private static RunningApplication application;

  @BeforeAll
  static void start() {
    application = SharedApplication.withoutLenders();
    for (Map.Entry<String, Integer> lender :
        Map.of("Easy Capital", 600, "Middle Bank", 700, "Strict Leasing", 780).entrySet()) {
      HttpResponse<String> created =
          application.post("/api/lenders", Samples.policy(lender.getKey(), lender.getValue()));
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }
  }

  @Test
  void aRunIsStartedFollowedAndRead() {
    String id = uploaded("U-1", 712);
    HttpResponse<String> answer = application.post("/api/v1/underwriting/" + id + "/run", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String run = application.tree(answer.body()).path("workflow_run_id").asText();
    assertThat(run).isNotEmpty();
    JsonNode status = completed(id);
    assertThat(status.path("workflow_run_id").asText()).isEqualTo(run);
    assertThat(status.path("percent").asInt()).isEqualTo(100);
    assertThat(status.path("steps").findValuesAsText("step"))
        .containsExactly(
            "validate_application",
            "derive_features",
            "get_active_lenders",
            "evaluate_lenders",
            "rank_lenders",
            "finalize_results");
    assertThat(status.path("steps").findValuesAsText("status")).containsOnly("completed");
    JsonNode results = application.getJson("/api/v1/underwriting/" + id + "/results");
    assertThat(results.path("best_match").path("rank").asInt()).isEqualTo(1);
    assertThat(results.path("eligible")).hasSize(2);
    assertThat(results.path("needs_review")).isEmpty();
    JsonNode refused = results.path("ineligible").path(0);
    assertThat(refused.path("lender").path("name").asText()).isEqualTo("Strict Leasing");
    assertThat(refused.path("criteria"))
        .anySatisfy(
            criterion -> {
              assertThat(criterion.path("type").asText()).isEqualTo("fico_score");
              assertThat(criterion.path("expected").asInt()).isEqualTo(780);
              assertThat(criterion.path("actual").asInt()).isEqualTo(712);
              assertThat(criterion.path("passed").isBoolean()).isTrue();
              assertThat(criterion.path("passed").asBoolean()).isFalse();
              assertThat(criterion.path("explanation").asText()).contains("712");
              assertThat(criterion.path("weight").asInt()).isEqualTo(1);
              assertThat(criterion.path("page").asInt()).isEqualTo(1);
            });
    JsonNode notice = refused.path("adverse_action");
    assertThat(notice.path("reasons").path(0).path("code").asText()).isEqualTo("guarantor_credit");
    assertThat(notice.path("due_by").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(refused.path("nearest").path(0).path("sentence").asText())
        .isEqualTo("Raise FICO from 712 to 780.");
    assertThat(results.path("features").path("years_in_business").asDouble()).isEqualTo(6.1);
    application.waitForLog("Attempting to use Hatchet for application " + id);
    application.waitForLog("Started Hatchet workflow " + run + " for application U-1");
    assertThat(application.log())
        .contains("Workflow registered successfully")
        .contains("Worker listening for jobs...");
  }

  @Test
  void anApplicationWithoutAReferenceIsNamedByItsIdInTheLog() {
    HttpResponse<String> created =
        application.post("/api/loan-applications", "{\"loan\": {\"amount\": 50000}}");
    String id = application.tree(created.body()).path("application_id").asText();
    application.post("/api/v1/underwriting/" + id + "/run", "");
    completed(id);
    String run = status(id).path("workflow_run_id").asText();
    application.waitForLog("Started Hatchet workflow " + run + " for application " + id);
  }

  @Test
  void theSameRequestOnKafkaTwiceMakesOneRun() {
    String id = uploaded("U-EVENT", 640);
    String request = "{\"application_id\": \"" + id + "\"}";
    application.publish(TOPIC, id, request);
    String run = completed(id).path("workflow_run_id").asText();
    application.publish(TOPIC, id, request);
    String after = uploaded("U-AFTER", 640);
    application.publish(TOPIC, id, "{\"application_id\": \"" + after + "\"}");
    completed(after);
    assertThat(completed(id).path("workflow_run_id").asText()).isEqualTo(run);
    application.publish(
        TOPIC, id, "{\"application_id\": \"" + id + "\", \"request_id\": \"again\"}");
    application.waitFor(() -> !completed(id).path("workflow_run_id").asText().equals(run));
  }

  @Test
  void badRequestsAreRefusedWithASentence() {
    String unknown = UUID.randomUUID().toString();
    HttpResponse<String> answer = application.post("/api/v1/underwriting/" + unknown + "/run", "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("the id is unknown");
    assertThat(application.get("/api/v1/underwriting/" + unknown + "/status").statusCode())
        .isEqualTo(404);
    application.publish(TOPIC, "bad", "{\"application_id\": 7}");
    application.publish(TOPIC, "bad", "[]");
    application.waitFor(() -> application.records(TOPIC + ".dlq").size() >= 2);
    String id = uploaded("U-NEVER", 640);
    assertThat(status(id).path("status").asText()).isEqualTo("none");
  }

  @Test
  void theDecisionsCanBePrintedAndThePagesThatTheyCiteSeen() throws IOException {
    HttpResponse<String> lender =
        application.upload(
            "/api/lenders/upload",
            Map.of("lender_name", "Printed Guideline"),
            "guideline.pdf",
            Files.readAllBytes(GUIDELINE));
    JsonNode created = application.tree(lender.body());
    String self = created.path("links").path("self").asText();
    application.waitUntilCompleted(self);
    JsonNode cited = cited(application.getJson(self).path("policy"));
    String page =
        "/api/documents/%s/pages/%d.png"
            .formatted(created.path("document_id").asText(), cited.path("page").asInt());
    byte[] plain = application.bytes(page);
    byte[] marked =
        application.bytes(
            page + "?quote=" + URLEncoder.encode(cited.path("quote").asText(), UTF_8));
    assertThat(plain).startsWith(0x89, 'P', 'N', 'G');
    assertThat(marked).startsWith(0x89, 'P', 'N', 'G').isNotEqualTo(plain);
    assertThat(application.get(page.replaceFirst("pages/.*", "pages/999.png")).statusCode())
        .isEqualTo(422);

    String id = uploaded("U-PRINT", 655);
    application.waitUntilCompleted("/api/loan-applications/" + id);
    byte[] report = application.bytes("/api/loan-applications/" + id + "/report.pdf");
    try (PDDocument document = Loader.loadPDF(report)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("U-PRINT", "Printed Guideline", "Nearest way in", "To the applicant, by");
    }
  }

  /** A criterion that has a page and words on it. */
  private static JsonNode cited(JsonNode policy) {
    return policy.findParents("quote").stream()
        .filter(criterion -> criterion.path("page").isInt() && criterion.has("operator"))
        .findFirst()
        .orElseThrow();
  }

  private static String uploaded(String reference, int fico) {
    HttpResponse<String> created =
        application.post("/api/loan-applications", Samples.application(reference, fico));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return application.tree(created.body()).path("application_id").asText();
  }

  private static JsonNode status(String id) {
    return application.getJson("/api/v1/underwriting/" + id + "/status");
  }

  private static JsonNode completed(String id) {
    application.waitFor(() -> status(id).path("status").asText().equals("completed"));
    return status(id);
  }
}
