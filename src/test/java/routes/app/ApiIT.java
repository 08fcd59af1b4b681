package routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.protocol.publish.v1.EventPublisherGrpc;
import routes.protocol.publish.v1.EventPublisherGrpc.EventPublisherBlockingStub;
import routes.protocol.publish.v1.PublishReply;
import routes.protocol.publish.v1.PublishRequest;

/**
 * What programs rely on at the HTTP and gRPC ports, against the application as it runs; {@link
 * AnswerCheck} holds every answer against the contract.
 */
class ApiIT {
  private static final String TOPIC = "loan.application.uploaded";

  private static RunningApplication application;
  private static ManagedChannel channel;
  private static EventPublisherBlockingStub publisher;

  @BeforeAll
  static void start() {
    application = SharedApplication.withoutLenders();
    for (Map.Entry<String, Integer> lender :
        Map.of("Easy Capital", 600, "Middle Bank", 700, "Strict Leasing", 780).entrySet()) {
      application.post("/api/lenders", Samples.policy(lender.getKey(), lender.getValue()));
    }
    int port = Integer.parseInt(application.environment().get("EVENTS_GRPC_PORT"));
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    publisher = EventPublisherGrpc.newBlockingStub(channel);
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
  }

  @Test
  void tasksWithoutARepositoryAreNoneAndSayWhatToSet() {
    JsonNode page = application.getJson("/api/v1/tasks");
    assertThat(page.path("configured").asBoolean(true)).isFalse();
    assertThat(page.path("tasks")).isEmpty();
    assertThat(page.path("problems").path(0).asText()).contains("set TASKS_REPOSITORY");
    HttpResponse<String> run = application.post("/api/v1/tasks/bd-1/run", "");
    assertThat(run.statusCode()).as(run.body()).isEqualTo(409);
    assertThat(run.body()).contains("set TASKS_REPOSITORY");
    assertThat(application.get("/api/v1/tasks/bd-1").statusCode()).isEqualTo(404);
    assertThat(application.get("/api/v1/task-runs/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    application.waitForLog("Task runner is idle.");
    assertThat(application.log().split("Task runner is idle", -1)).hasSize(2);
  }

  @Test
  void aRunThatFailsSaysSoInASentenceAndNotByAStack() {
    int before = application.log().length();
    HttpResponse<String> taken =
        application.post(
            "/api/transcripts",
            """
            {"transcript_id": "no-file", "room_name": "r", "bucket_name": "b",
             "tracks": [{"s3_key": "a.wav", "name": "Ada", "consent": true}]}""");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String list = "/api/transcripts?status=failed";
    application.waitFor(() -> application.getJson(list).path("total").asInt() == 1);
    assertThat(application.getJson(list).path("transcripts").path(0).path("failure").asText())
        .contains("a.wav");
    application.waitForLog("failed in attempt 0 for good: None of the tracks is there");
    assertThat(application.log().substring(before)).doesNotContain("Failed delivery for");
  }

  @Test
  void runsAreListedToldRunAgainAndCancelled() {
    application.post("/api/loan-applications", Samples.application("RUNS", 712));
    String run = completed("RUNS").path("workflow_run_id").asText();
    String path = "/api/runs/" + run;
    application.waitFor(
        () -> application.getJson(path).path("status").asText().equals("completed"));
    JsonNode told = application.getJson(path);
    assertThat(told.path("workflow").asText()).isEqualTo("loan-matching");
    assertThat(told.path("seconds").asDouble()).isPositive();
    assertThat(told.path("steps").findValuesAsText("step"))
        .containsExactlyInAnyOrder("prepare_matching", "calculate_matches", "finalize_matching");
    assertThat(told.toString()).as("nothing of what it holds").doesNotContain("712");
    application.waitFor(
        () ->
            application.getJson(path + "/logs").path("lines").findValuesAsText("message").stream()
                .anyMatch(line -> line.startsWith("Matched application")));
    assertThat(application.getJson(path + "/children").path("runs")).isEmpty();

    JsonNode page =
        application.getJson("/api/runs?workflow=loan-matching&status=completed&limit=1");
    assertThat(page.path("runs")).hasSize(1);
    assertThat(page.path("pages").asInt()).isPositive();
    assertThat(application.getJson("/api/workflows").path("workflows").findValuesAsText("workflow"))
        .contains("loan-matching");
    HttpResponse<String> unknown = application.get("/api/runs?workflow=nothing");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("workflow names not found: nothing");
    assertThat(application.get("/api/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);

    HttpResponse<String> ended = application.post(path + "/cancel", "");
    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.body()).contains("The run is completed: only one that has not ended");
    assertThat(application.post(path + "/replay", "").statusCode()).isEqualTo(202);
    String status = application.getJson("/api/runs/" + cancelled()).path("status").asText();
    assertThat(status).isEqualTo("cancelled");
  }

  /** A run that could be cancelled before it had ended. */
  private static String cancelled() {
    for (int i = 0; i < 30; i++) {
      String run =
          application
              .tree(
                  application
                      .post("/api/loan-applications", Samples.application("STOP-" + i, 655))
                      .body())
              .path("workflow_run_id")
              .asText();
      String path = "/api/runs/" + run;
      HttpResponse<String> told = application.post(path + "/cancel", "");
      application.waitFor(
          () ->
              Set.of("completed", "cancelled")
                  .contains(application.getJson(path).path("status").asText()));
      if (told.statusCode() == 202
          && application.getJson(path).path("status").asText().equals("cancelled")) {
        return run;
      }
    }
    throw new AssertionError("each run had ended before it was cancelled");
  }

  @Test
  void matchesArePagedAndFilteredAndTheCountsTellTheWhole() {
    application.post("/api/loan-applications", Samples.application("PAGED", 712));
    JsonNode all = completed("PAGED");
    String path = "/api/loan-applications/" + all.path("application_id").asText() + "/matches";
    JsonNode second = application.getJson(path + "?limit=1&offset=1&detail=summary");
    assertThat(second.path("lenders").asInt()).isEqualTo(3);
    assertThat(second.path("eligible").asInt()).isEqualTo(2);
    assertThat(second.path("total").asInt()).isEqualTo(3);
    assertThat(second.path("matches")).hasSize(1);
    assertThat(second.path("matches").path(0).path("rank").asInt()).isEqualTo(2);
    assertThat(second.path("matches").path(0).path("programs").isNull()).isTrue();
    JsonNode third = application.getJson(second.path("links").path("next").asText());
    assertThat(third.path("matches").path(0).path("rank").asInt()).isEqualTo(3);
    assertThat(third.path("links").has("next")).isFalse();
    assertThat(application.getJson(third.path("links").path("prev").asText())).isEqualTo(second);
    JsonNode refused = application.getJson(path + "?outcome=INELIGIBLE");
    assertThat(refused.path("total").asInt()).isEqualTo(1);
    assertThat(refused.path("lenders").asInt()).isEqualTo(3);
    JsonNode match = refused.path("matches").path(0);
    assertThat(application.getJson(path + "/" + match.path("lender").path("id").asText()))
        .isEqualTo(match);
    assertThat(application.get(path + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void anApplicationIsFoundByPartOfItsNameOrReference() {
    application.post("/api/loan-applications", Samples.application("FIND-ME-1", 700));
    JsonNode found = application.getJson("/api/loan-applications?search=find-me");
    assertThat(found.path("total").asInt()).isEqualTo(1);
    assertThat(found.path("applications").path(0).path("reference_id").asText())
        .isEqualTo("FIND-ME-1");
    assertThat(application.getJson("/api/loan-applications?search=find_me").path("total").asInt())
        .as("an underscore is itself")
        .isZero();
    assertThat(application.getJson("/api/lenders?name=%25").path("total").asInt())
        .as("so is a percent sign")
        .isZero();
  }

  @Test
  void theContractIsServed() {
    JsonNode contract = application.getJson("/api/openapi.json");
    assertThat(contract.path("openapi").asText()).startsWith("3.1");
    assertThat(contract.path("paths").has("/lenders/{id}")).isTrue();
    assertThat(application.get("/api/openapi.yaml").body()).startsWith("openapi: 3.1");
    assertThat(application.getJson("/api/policies/schema").path("title").asText())
        .contains("policy");
  }

  @Test
  void theSameKeyAndRequestIsDoneOnceAndAnsweredAlike() {
    String body = Samples.application("ONCE", 700);
    HttpResponse<String> first =
        application.post("/api/loan-applications", body, "Idempotency-Key", "once-1");
    HttpResponse<String> second =
        application.post("/api/loan-applications", body, "Idempotency-Key", "once-1");
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(total("ONCE")).isEqualTo(1);
    String id = application.tree(first.body()).path("application_id").asText();
    assertThat(UUID.fromString(id).version())
        .as("made of the key, so that an attempt after a refusal stores it once")
        .isEqualTo(3);
  }

  @Test
  void theSameKeyWithAnotherRequestIsRefusedAndTheFirstResultKept() {
    String key = "another-1";
    application.post(
        "/api/loan-applications", Samples.application("KEPT", 700), "Idempotency-Key", key);
    HttpResponse<String> other =
        application.post(
            "/api/loan-applications", Samples.application("OTHER", 700), "Idempotency-Key", key);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("send a new key with a new request").doesNotContain(key);
    assertThat(total("OTHER")).isZero();
    assertThat(total("KEPT")).isEqualTo(1);
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    String key = "free-1";
    HttpResponse<String> refused =
        application.post(
            "/api/loan-applications", "{\"loan\": {\"amount\": -1}}", "Idempotency-Key", key);
    assertThat(refused.statusCode()).isEqualTo(400);
    HttpResponse<String> mended =
        application.post(
            "/api/loan-applications", Samples.application("MENDED", 700), "Idempotency-Key", key);
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(201);
  }

  @Test
  void anUploadSentTwiceWithItsKeyIsDoneOnce() {
    byte[] file = Samples.application("UPLOADED", 700).getBytes(StandardCharsets.UTF_8);
    String path = "/api/loan-applications/upload";
    HttpResponse<String> first =
        application.upload(path, Map.of(), "form.json", file, "Idempotency-Key", "upload-1");
    HttpResponse<String> second =
        application.upload(path, Map.of(), "form.json", file, "Idempotency-Key", "upload-1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(total("UPLOADED")).isEqualTo(1);
  }

  @Test
  void theSameKeyFromManyAtOnceIsDoneOnce() {
    String body = Samples.application("AT-ONCE", 700);
    List<Integer> statuses =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            application
                                .post("/api/loan-applications", body, "Idempotency-Key", "many-1")
                                .statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).contains(201).isSubsetOf(201, 409);
    assertThat(total("AT-ONCE")).isEqualTo(1);
  }

  @Test
  void aRunIsFollowedUntilItsEnd() {
    JsonNode created =
        application.tree(
            application.post("/api/loan-applications", Samples.application("LIVE", 700)).body());
    String path = "/api/runs/" + created.path("workflow_run_id").asText() + "/events";
    HttpResponse<String> stream = application.get(path, "Accept", "text/event-stream");
    assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(stream.body())
        .startsWith("event: run\ndata: {")
        .endsWith("event: end\ndata: {}\n\n");
    assertThat(stream.body()).contains("prepare_matching").contains("\"done\":true");
    assertThat(stream.body()).doesNotContain("LIVE");
    JsonNode now = application.getJson(path);
    assertThat(now.path("done").asBoolean()).isTrue();
    assertThat(now.path("steps")).hasSize(3);
    String unknown = "/api/runs/" + UUID.randomUUID() + "/events";
    assertThat(application.get(unknown).statusCode()).isEqualTo(404);
    assertThat(application.get(unknown, "Accept", "text/event-stream").statusCode()).isEqualTo(404);
  }

  @Test
  void aDocumentIsSavedAndNeverShown() throws IOException {
    byte[] pdf = Files.readAllBytes(Path.of("samples/guidelines/old-mill-bank.pdf"));
    HttpResponse<String> created =
        application.upload(
            "/api/lenders/upload", Map.of("lender_name", "Old Mill"), "old \u202emill.pdf", pdf);
    String document = application.tree(created.body()).path("document_id").asText();
    HttpResponse<String> answer = application.get("/api/documents/" + document);
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("attachment; filename*=UTF-8''old"));
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(answer.body()).startsWith("%PDF-");
    String lender = application.tree(created.body()).path("lender_id").asText();
    assertThat(application.delete("/api/lenders/" + lender).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"Origin,http://evil.example", "Origin,null", "Sec-Fetch-Site,cross-site"})
  void anotherOriginsPageIsRefused(String header, String value) {
    HttpResponse<String> answer =
        application.post("/api/loan-applications", Samples.application("EVIL", 700), header, value);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(total("EVIL")).isZero();
  }

  @Test
  void anotherOriginsPageReadsNothing() {
    String list = "/api/lenders";
    assertThat(application.get(list, "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(application.get("/lenders", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/lenders", "/api/lenders", "/api/openapi.json", "/hawtio/"})
  void headIsAnsweredAsGetIs(String path) throws IOException {
    HttpURLConnection head = (HttpURLConnection) application.uri(path).toURL().openConnection();
    head.setRequestMethod("HEAD");
    assertThat(head.getResponseCode()).isEqualTo(200);
    assertThat(head.getInputStream()).isEmpty();
    assertThat(application.get(path).headers().firstValue("Content-Type"))
        .hasValue(head.getContentType());
  }

  @Test
  void hawtioOffersNoPageForWhichNothingIsGiven() {
    JsonNode configuration = application.getJson("/hawtio/hawtconfig.json");
    assertThat(configuration.path("disabledRoutes"))
        .extracting(JsonNode::asText)
        .containsExactly("/runtime", "/jvm-diagnostics");
  }

  @Test
  void anAddressThatIsNoneIsAPageForPeopleAndAProblemForPrograms() {
    HttpResponse<String> person = application.get("/nope", "Accept", "text/html,*/*;q=0.8");
    assertThat(person.statusCode()).isEqualTo(404);
    assertThat(person.body()).contains("<title>Hatchet Routes</title>");
    HttpResponse<String> program = application.get("/nope");
    assertThat(program.statusCode()).isEqualTo(404);
    assertThat(program.body()).contains("There is nothing at /nope.");
  }

  @Test
  void anEventByGrpcIsOneApplicationWhicheverWayItCameBefore() {
    String event = Samples.event("GRPC-1", 712);
    PublishReply first = publish("loan:application:uploaded", event);
    assertThat(first.getTopic()).isEqualTo(TOPIC);
    assertThat(first.getWorkflowRunId()).isNotEmpty();
    PublishReply second = publish(TOPIC, event);
    assertThat(second).isEqualTo(first);
    application.publish(TOPIC, "GRPC-1", event);
    application.publish(TOPIC, "GRPC-2", Samples.event("GRPC-2", 700));
    completed("GRPC-2");
    assertThat(completed("GRPC-1").path("application_id").asText())
        .isEqualTo(first.getApplicationId());
    assertThat(total("GRPC-1")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "elsewhere | {} | INVALID_ARGUMENT | topic is 'elsewhere': send one of",
        "loan.application.uploaded | [] | INVALID_ARGUMENT | value is no JSON object",
        "loan.application.uploaded | {\"a\" | INVALID_ARGUMENT | value is not readable JSON",
        "loan.application.uploaded | {\"application\": {\"loan\": {}}} | INVALID_ARGUMENT |"
            + " loan.amount",
        "loan.application.uploaded | {\"application_id\": \"0b8a4fd8-6f3b-4a0e-9d0b-6c1c8e7a1d11\"}"
            + " | NOT_FOUND | is not known",
        "underwriting.start | {} | INVALID_ARGUMENT | application",
        "underwriting.start | {\"application_id\": \"0b8a4fd8-6f3b-4a0e-9d0b-6c1c8e7a1d11\","
            + " \"request_id\": 7} | INVALID_ARGUMENT | request_id is no text",
        "lender.document.uploaded | {} | INVALID_ARGUMENT | lender_id is missing",
        "recording.uploaded | {} | INVALID_ARGUMENT | bucket_name is missing",
        "turn.new_message | {} | INVALID_ARGUMENT | tenant_id",
        "task:ready | {\"task_id\": \"../etc\"} | INVALID_ARGUMENT | task_id '../etc' is no id",
        "task.execute | {} | INVALID_ARGUMENT | task_id",
      })
  void aBadEventIsRefusedWithASentence(String topic, String event, String code, String sentence) {
    assertThatThrownBy(() -> publish(topic, event))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.valueOf(code));
              assertThat(refused.getStatus().getDescription())
                  .contains(sentence)
                  .doesNotContain("Exception");
            });
  }

  @Test
  void anEventThatIsSoundGoesToItsTopicAsItCame() {
    String event = "{\"task_id\": \"grpc-1\", \"more\": 1}";
    assertThat(publish("task:execute", event).getTopic()).isEqualTo("task.execute");
    assertThat(application.records("task.execute"))
        .anySatisfy(
            record ->
                assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(event));
  }

  @Test
  void anEventThatIsTooLargeIsRefused() {
    String event = "{\"x\": \"" + "x".repeat(3 << 20) + "\"}";
    assertThatThrownBy(() -> publish(TOPIC, event))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused ->
                assertThat(refused.getStatus().getCode())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
  }

  private static PublishReply publish(String topic, String event) {
    return publisher
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .publish(PublishRequest.newBuilder().setTopic(topic).setKey("any").setValue(event).build());
  }

  private static int total(String reference) {
    return application
        .getJson("/api/loan-applications?reference_id=" + reference)
        .path("total")
        .asInt();
  }

  private static JsonNode completed(String reference) {
    String list = "/api/loan-applications?status=completed&reference_id=" + reference;
    application.waitFor(() -> application.getJson(list).path("total").asInt() > 0);
    String id = application.getJson(list).path("applications").path(0).path("id").asText();
    return application.getJson("/api/loan-applications/" + id + "/matches");
  }
}
