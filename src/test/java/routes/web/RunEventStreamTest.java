package routes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.FakeEngine;
import routes.hatchet.client.HatchetClient;
import routes.protocol.dispatcher.ResourceEventType;
import routes.protocol.dispatcher.ResourceType;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TaskRunDetail;

/** What a browser hears that follows a run. */
class RunEventStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RUN = UUID.randomUUID().toString();

  private final FakeEngine engine = new FakeEngine();
  private final HatchetClient client = engine.client();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    router.get(RunEventStream.PATH).handler(new RunEventStream(() -> client));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    engine.details.put(RUN, run(RunStatus.RUNNING));
  }

  @AfterEach
  void stop() throws Exception {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    client.close();
    engine.close();
  }

  private static GetRunDetailsResponse run(RunStatus status) {
    return GetRunDetailsResponse.newBuilder()
        .setStatus(status)
        .setDone(status != RunStatus.RUNNING)
        .putTaskRuns(
            "a",
            TaskRunDetail.newBuilder()
                .setExternalId(RUN)
                .setStatus(status)
                .setOutput(ByteString.EMPTY)
                .build())
        .build();
  }

  private HttpRequest.Builder events(String run) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.actualPort() + "/api/runs/" + run + "/stream"))
        .timeout(PATIENCE);
  }

  private HttpResponse<Stream<String>> follow() throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response = http.send(events(RUN).build(), BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> engine.follows.size() == 1);
    return response;
  }

  private static WorkflowEvent task(ResourceEventType type, String payload) {
    return WorkflowEvent.newBuilder()
        .setWorkflowRunId(RUN)
        .setResourceType(ResourceType.RESOURCE_TYPE_STEP_RUN)
        .setResourceId(RUN)
        .setEventType(type)
        .setEventPayload(payload)
        .build();
  }

  private void end() {
    engine.tell(
        WorkflowEvent.newBuilder()
            .setWorkflowRunId(RUN)
            .setResourceType(ResourceType.RESOURCE_TYPE_WORKFLOW_RUN)
            .setResourceId(RUN)
            .setEventType(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED)
            .setHangup(true)
            .build());
  }

  private static List<JsonObject> data(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith("data: "))
        .map(line -> new JsonObject(line.substring("data: ".length())))
        .toList();
  }

  @Test
  void eventsComeAsTheyHappenAndTheStreamEndsWithTheRun() throws Exception {
    HttpResponse<Stream<String>> response = follow();
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    engine.tell(task(ResourceEventType.RESOURCE_EVENT_TYPE_STARTED, ""));
    engine.tell(task(ResourceEventType.RESOURCE_EVENT_TYPE_STREAM, "two\nlines"));
    engine.tell(task(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED, "{\"score\":7}"));
    engine.tell(
        task(
            ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED,
            "{\"text\":\"" + "x".repeat(100_000) + "\"}"));
    end();
    List<String> lines = response.body().toList();
    List<JsonObject> events = data(lines.stream());
    assertThat(events)
        .extracting(event -> event.getString("event"))
        .containsExactly(
            "TASK_STARTED", "TASK_STREAM", "TASK_COMPLETED", "TASK_COMPLETED", "RUN_COMPLETED");
    assertThat(events.get(1).getString("chunk")).isEqualTo("two\nlines");
    assertThat(events.get(2).getJsonObject("output").getInteger("score")).isEqualTo(7);
    assertThat(events.get(3).getInteger("omitted")).isGreaterThan(100_000);
    assertThat(events.get(3).containsKey("output")).isFalse();
    assertThat(events.get(4).getBoolean("last")).isTrue();
    assertThat(lines.get(0)).isEqualTo("retry: 2000");
    assertThat(lines).containsOnlyOnce("id: end");
  }

  @Test
  void browserThatHasSeenTheEndIsToldNotToComeAgain() throws Exception {
    HttpResponse<String> response =
        http.send(events(RUN).header("Last-Event-ID", "end").build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(engine.follows).isEmpty();
  }

  @Test
  void ofAFinishedRunItsEndIsTold() throws Exception {
    engine.details.put(RUN, run(RunStatus.FAILED));
    HttpResponse<Stream<String>> response = follow();
    engine.endFollowers(null);
    assertThat(data(response.body()))
        .extracting(event -> event.getString("event"))
        .containsExactly("RUN_FAILED");
  }

  @Test
  void unknownRunsAndWrongIdsAreRefusedWithASentence() throws Exception {
    String unknown = UUID.randomUUID().toString();
    HttpResponse<String> nowhere = http.send(events(unknown).build(), BodyHandlers.ofString());
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("There is no run " + unknown);
    HttpResponse<String> wrong = http.send(events("1;drop").build(), BodyHandlers.ofString());
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("write its UUID");
  }

  @Test
  void engineIsNotFollowedForABrowserThatHasGone() throws Exception {
    HttpResponse<InputStream> response =
        http.send(events(RUN).build(), BodyHandlers.ofInputStream());
    await().atMost(PATIENCE).until(() -> engine.followers() == 1);
    response.body().close();
    await().atMost(PATIENCE).until(() -> engine.followers() == 0);
  }
}
