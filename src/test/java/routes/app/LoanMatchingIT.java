package routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;

/** Applications by every entrance, good ones and bad ones, against the application as it runs. */
class LoanMatchingIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String TOPIC = "loan.application.uploaded";

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
  void anEventOnKafkaIsMatchedAgainstEveryLender() {
    application.publish(TOPIC, "K-1", Samples.event("K-1", 712));
    JsonNode matches = completed("K-1");
    assertThat(matches.path("lenders").asInt()).isEqualTo(3);
    assertThat(matches.path("eligible").asInt()).isEqualTo(2);
    assertThat(matches.path("matches"))
        .extracting(match -> match.path("outcome").asText())
        .containsExactly("ELIGIBLE", "ELIGIBLE", "INELIGIBLE");
    JsonNode last = matches.path("matches").path(2);
    assertThat(last.path("rank").asInt()).isEqualTo(3);
    assertThat(last.path("lender").path("name").asText()).isEqualTo("Strict Leasing");
    JsonNode fico = last.path("programs").path(0).path("criteria");
    assertThat(fico.findValuesAsText("result")).contains("failed");
    assertThat(last.toString()).contains("780+ FICO");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(application.records("loan.matching.completed"))
                    .anySatisfy(
                        record ->
                            assertThat(
                                    application
                                        .tree(text(record.value()))
                                        .path("reference_id")
                                        .asText())
                                .isEqualTo("K-1")));
  }

  @Test
  void theSameEventTwiceMakesOneApplicationAndOneRun() {
    String event = Samples.event("K-TWICE", 690);
    application.publish(TOPIC, "K-TWICE", event);
    String run = completed("K-TWICE").path("workflow_run_id").asText();
    application.publish(TOPIC, "K-TWICE", event);
    application.publish(TOPIC, "K-AFTER", Samples.event("K-AFTER", 690));
    completed("K-AFTER");
    JsonNode found = application.getJson("/api/loan-applications?reference_id=K-TWICE");
    assertThat(found.path("total").asInt()).isEqualTo(1);
    assertThat(found.path("applications").path(0).path("workflow_run_id").asText()).isEqualTo(run);
  }

  /** A cancelled run says nothing; whoever asks again gets the application. */
  @Test
  void anApplicationWhoseRunWasCancelledIsMatchedByTheNextRun() throws Exception {
    try (HatchetClient client = HatchetClient.connect(application.hatchet())) {
      String id = cancelled(client);
      RunHandle again =
          client.runs().start(RunRequest.of("loan-matching", Map.of("application_id", id)));
      application.waitFor(
          () ->
              application
                  .getJson("/api/loan-applications/" + id)
                  .path("status")
                  .asText()
                  .equals("completed"));
      assertThat(
              application.getJson("/api/loan-applications/" + id).path("workflow_run_id").asText())
          .isEqualTo(again.runId());
    }
  }

  /** Its on-failure step does not run; what it left is looked for. */
  @Test
  void anApplicationWhoseRunWasCancelledEndsAsFailedByItself() throws Exception {
    try (HatchetClient client = HatchetClient.connect(application.hatchet())) {
      String path = "/api/loan-applications/" + cancelled(client);
      application.waitFor(() -> application.getJson(path).path("status").asText().equals("failed"));
      assertThat(application.getJson(path).path("failure").asText())
          .isEqualTo("Its run was cancelled.");
    }
  }

  @Test
  void eachRunAnnouncesNoMoreThanItsOwnResult() throws Exception {
    String id =
        application
            .tree(
                application
                    .post("/api/loan-applications", Samples.application("K-MANY", 655))
                    .body())
            .path("application_id")
            .asText();
    try (HatchetClient client = HatchetClient.connect(application.hatchet())) {
      RunRequest again = RunRequest.of("loan-matching", Map.of("application_id", id));
      for (RunHandle run : client.runs().start(Collections.nCopies(8, again))) {
        assertThat(run.result(SOON).errors()).isEmpty();
      }
    }
    completed("K-MANY");
    List<String> announced =
        application.records("loan.matching.completed").stream()
            .map(record -> application.tree(text(record.value())))
            .filter(result -> result.path("reference_id").asText().equals("K-MANY"))
            .peek(result -> assertThat(result.path("status").asText()).isEqualTo("completed"))
            .map(result -> result.path("workflow_run_id").asText())
            .toList();
    assertThat(announced).isNotEmpty().doesNotHaveDuplicates();
  }

  /** An application whose run was cancelled before its end; most are too quick for that. */
  private static String cancelled(HatchetClient client) {
    for (int i = 0; i < 30; i++) {
      JsonNode created =
          application.tree(
              application
                  .post("/api/loan-applications", Samples.application("K-CANCEL-" + i, 655))
                  .body());
      String run = created.path("workflow_run_id").asText();
      String id = created.path("application_id").asText();
      client.runs().cancel(List.of(run));
      application.waitFor(() -> Objects.requireNonNull(client.runs().find(run)).done());
      String status = application.getJson("/api/loan-applications/" + id).path("status").asText();
      if (!status.equals("completed")) {
        return id;
      }
    }
    throw new AssertionError("every run was quicker than its cancellation");
  }

  @Test
  void anEventMayNameAnApplicationThatWasUploaded() {
    JsonNode created =
        application.tree(
            application.post("/api/loan-applications", Samples.application("K-BY-ID", 655)).body());
    completed("K-BY-ID");
    String id = created.path("application_id").asText();
    application.publish(TOPIC, "K-BY-ID", "{\"application_id\": \"" + id + "\"}");
    application.publish(TOPIC, "K-BY-ID", "{\"application_id\": \"" + UUID.randomUUID() + "\"}");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(reasons()).anyMatch(r -> r.contains("is not known")));
    assertThat(
            application
                .getJson("/api/loan-applications?reference_id=K-BY-ID")
                .path("total")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndTheNextIsTaken() {
    byte[] poison =
        "{\"application\": {\"loan\": {\"amount\": -5}}}".getBytes(StandardCharsets.UTF_8);
    application.publish(TOPIC, "P-1", poison, Map.of("kafka.OVERRIDE_TOPIC", "elsewhere"));
    application.publish(TOPIC, "P-1", "no json at all");
    application.publish(TOPIC, "P-1", new byte[] {0, 1, 2, (byte) 0xff}, Map.of());
    application.publish(TOPIC, "P-1", null, Map.of());
    application.publish(
        TOPIC, "P-1", Samples.event("P-NAMED", 700).replace(": 700", ": \"700 Jane Private\""));
    application.publish(TOPIC, "P-1", Samples.event("P-AFTER", 701));
    completed("P-AFTER");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reasons()).anyMatch(reason -> reason.contains("loan.amount"));
              assertThat(reasons()).contains("The event is empty: send a JSON object.");
              assertThat(reasons()).noneMatch(reason -> reason.contains("Jane Private"));
              assertThat(application.records(TOPIC + ".dlq"))
                  .anySatisfy(record -> assertThat(record.value()).isEqualTo(poison));
              assertThat(application.records(TOPIC + ".dlq"))
                  .anySatisfy(record -> assertThat(record.value()).startsWith(0, 1, 2));
            });
    assertThat(application.log()).doesNotContain("Jane Private");
  }

  @Test
  void httpAnswersWithBothIdsAndLinks() {
    HttpResponse<String> answer =
        application.post("/api/loan-applications", Samples.application("H-1", 790));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode body = application.tree(answer.body());
    assertThat(body.path("application_id").asText()).isNotEmpty();
    assertThat(body.path("workflow_run_id").asText()).isNotEmpty();
    assertThat(body.path("links").path("matches").asText()).endsWith("/matches");
    JsonNode matches = completed("H-1");
    assertThat(matches.path("eligible").asInt()).isEqualTo(3);
    assertThat(matches.path("workflow_run_id")).isEqualTo(body.path("workflow_run_id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"loan\": | 400 | ",
        "{\"reference_id\": \"X\"} | 400 | loan.amount",
        "{\"loan\": {\"amount\": -1}} | 400 | loan.amount",
        "{\"loan\": {\"amount\": 1e30}} | 400 | loan.amount",
        "{\"loan\": {\"amount\": \"much\"}} | 400 | loan.amount",
        "[] | 400 | ",
      })
  void aBadApplicationIsRefusedWithTheFieldsName(String body, int status, String field) {
    HttpResponse<String> answer = application.post("/api/loan-applications", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    if (field != null) {
      assertThat(answer.body()).contains(field);
    }
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\\tat ");
  }

  @Test
  void unknownFieldsAreAcceptedAndListed() {
    JsonNode answer =
        application.tree(
            application
                .post(
                    "/api/loan-applications", "{\"loan\": {\"amount\": 5000, \"colour\": \"red\"}}")
                .body());
    assertThat(answer.path("unknown_fields").toString()).contains("loan.colour");
  }

  @Test
  void steeringHeadersOfTheSenderChangeNothing() {
    HttpResponse<String> answer =
        application.post(
            "/api/loan-applications?CamelSqlQuery=select+1",
            Samples.application("H-HEADERS", 720),
            "CamelFileName",
            "../../etc/passwd",
            "CAmelBeanMethodName",
            "fromEvent",
            "CamelSqlQuery",
            "drop table lender",
            "application_id",
            UUID.randomUUID().toString(),
            "CamelHatchetWorkflowRunId",
            UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().map().toString()).doesNotContain("passwd").doesNotContain("drop");
    assertThat(completed("H-HEADERS").path("lenders").asInt()).isEqualTo(3);
  }

  @Test
  void whatLooksLikeCodeIsStoredAsItIs(@TempDir Path elsewhere) {
    String name = "'); drop table lender; -- ${sysenv.PATH}";
    HttpResponse<String> created = application.post("/api/lenders", Samples.policy(name, 600));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String lender = "/api/lenders/" + application.tree(created.body()).path("lender_id").asText();
    assertThat(application.getJson(lender).path("name").asText()).isEqualTo(name);
    assertThat(application.delete(lender).statusCode()).isEqualTo(204);

    Path touched = elsewhere.resolve("touched");
    String words = "${exec:touch %s} {{env:PATH}} ${bean:matching}".formatted(touched);
    String sent = Samples.application("H-CODE", 720).replace("Delta Earthworks LLC", words);
    application.publish(TOPIC, "H-CODE", "{\"application\": " + sent + "}");
    completed("H-CODE");
    JsonNode stored = application.getJson("/api/loan-applications?reference_id=H-CODE");
    assertThat(stored.at("/applications/0/applicant").asText()).isEqualTo(words);
    assertThat(touched).doesNotExist();
  }

  @Test
  void aJavaObjectAndNamesOfClassesAreNothingToUs() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(new ArrayList<>(List.of("H-OBJECT")));
    }
    application.publish(TOPIC, "H-OBJECT", bytes.toByteArray(), Map.of());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(application.records(TOPIC + ".dlq"))
                    .anySatisfy(
                        record -> assertThat(record.value()).isEqualTo(bytes.toByteArray())));
    HttpResponse<String> gadget =
        application.post(
            "/api/loan-applications",
            "{\"@class\": \"java.net.URL\", \"loan\": {\"amount\": 5000, \"@type\": \"java.io.File\"}}");
    assertThat(gadget.statusCode()).as(gadget.body()).isEqualTo(201);
    assertThat(application.tree(gadget.body()).path("unknown_fields").toString())
        .contains("@class")
        .contains("loan.@type");
  }

  @Test
  void anUnknownIdIsNotFound() {
    for (String path :
        new String[] {
          "/api/loan-applications/" + UUID.randomUUID(),
          "/api/loan-applications/" + UUID.randomUUID() + "/matches",
          "/api/loan-applications/not-a-uuid",
          "/api/lenders/" + UUID.randomUUID()
        }) {
      HttpResponse<String> answer = application.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("the id is unknown");
    }
    assertThat(application.delete("/api/lenders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyOfFiftyMegabytesIsRefused() {
    byte[] large = new byte[50 * 1024 * 1024];
    HttpResponse<String> answer =
        application.upload(
            "/api/lenders/upload", Map.of("lender_name", "Large"), "large.pdf", large);
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | is empty", "'<html>no PDF</html>' | is no PDF"})
  void aFileThatIsNoPdfIsRefused(String content, String sentence) {
    HttpResponse<String> answer =
        application.upload(
            "/api/lenders/upload",
            Map.of("lender_name", "No PDF"),
            "guideline.pdf",
            content.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("guideline.pdf").contains(sentence);
  }

  @Test
  void aPdfThatCannotBeReadFailsItsLenderWithASentence() throws IOException {
    assertThat(failureOf("Broken PDF", "%PDF-1.4 and no more".getBytes(StandardCharsets.UTF_8)))
        .contains("The PDF is broken and cannot be read");
    assertThat(failureOf("Encrypted PDF", encrypted())).contains("password");
  }

  private static String failureOf(String lender, byte[] document) {
    HttpResponse<String> answer =
        application.upload(
            "/api/lenders/upload", Map.of("lender_name", lender), "guideline.pdf", document);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String path = application.tree(answer.body()).path("links").path("self").asText();
    application.waitFor(() -> application.getJson(path).path("status").asText().equals("failed"));
    return application.getJson(path).path("failure").asText();
  }

  private static byte[] encrypted() throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void anUnknownAddressAndAWrongMethodAreToldInASentence() {
    HttpResponse<String> unknown = application.get("/api/lender");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is nothing at /api/lender.");
    HttpResponse<String> wrong = application.delete("/api/loan-applications");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.body()).contains("use GET, POST.");
    assertThat(wrong.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  @Test
  void anAddressThatCannotBeDecodedIsToldInASentence() throws IOException {
    URI base = application.uri("/api/loan-applications");
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      String request =
          "GET %s?reference_id=%%ff%%zz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(base.getPath(), base.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json")
          .contains("The address cannot be decoded");
    }
    assertThat(application.log()).doesNotContain("Unhandled exception in router");
  }

  @Test
  void listsArePagedAndFiltered() {
    JsonNode page = application.getJson("/api/lenders?limit=2&offset=1");
    assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(page.path("lenders")).hasSize(2);
    assertThat(application.getJson("/api/lenders?name=easy").path("total").asInt()).isEqualTo(1);
    assertThat(application.get("/api/lenders?limit=0").statusCode()).isEqualTo(400);
    assertThat(application.get("/api/lenders?colour=red").body()).contains("colour");
  }

  private static JsonNode completed(String reference) {
    String list = "/api/loan-applications?reference_id=" + reference;
    application.waitFor(
        () ->
            application
                .getJson(list)
                .path("applications")
                .path(0)
                .path("status")
                .asText()
                .equals("completed"));
    String id = application.getJson(list).path("applications").path(0).path("id").asText();
    return application.getJson("/api/loan-applications/" + id + "/matches");
  }

  private static List<String> reasons() {
    return application.records(TOPIC + ".dlq").stream()
        .map(record -> text(record.headers().lastHeader("reason").value()))
        .toList();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
