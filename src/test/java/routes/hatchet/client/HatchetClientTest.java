package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import routes.protocol.dispatcher.StepRunResult;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TaskRunDetail;

/** Connection, runs and results. */
class HatchetClientTest {

  private static final WorkflowDefinition ONE_STEP =
      WorkflowDefinition.of("w", List.of(), List.of(TaskDefinition.named("a").build()));

  private static Map<String, String> environment(int port, String tls) {
    return Map.of(
        "HATCHET_CLIENT_TOKEN",
        FakeEngine.token("127.0.0.1:" + port),
        "HATCHET_CLIENT_TLS_STRATEGY",
        tls);
  }

  /** What connecting says; in more time than usual, as a loaded machine may stall for seconds. */
  private static void connect(Map<String, String> environment) {
    try (HatchetClient client =
        new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment))) {
      client.version(Duration.ofSeconds(30));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nobodyThereIsTold() throws IOException {
    Map<String, String> environment = environment(freePort(), "none");
    assertThatThrownBy(() -> connect(environment))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageStartingWith("Nothing listens at 127.0.0.1:");
  }

  @Test
  void restPortInsteadOfGrpcIsTold() throws IOException {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    rest.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    rest.start();
    try {
      Map<String, String> environment = environment(rest.getAddress().getPort(), "none");
      assertThatThrownBy(() -> connect(environment))
          .hasMessageContaining("looks like Hatchet's REST port");
    } finally {
      rest.stop(0);
    }
  }

  @Test
  void tlsAgainstPlaintextIsTold() {
    try (FakeEngine engine = new FakeEngine()) {
      Map<String, String> environment = environment(engine.port(), "tls");
      assertThatThrownBy(() -> connect(environment))
          .hasMessageContaining("set HATCHET_CLIENT_TLS_STRATEGY=none")
          .hasMessageContaining("plaintext");
    }
  }

  @Test
  void firstBytesTellWhatAPortSpeaks() {
    assertThat(PortProbe.judge("HTTP/1.1".substring(0, 5).getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(PortProbe.Answer.HTTP1);
    assertThat(PortProbe.judge(new byte[] {0x15, 3, 3, 0, 2})).isEqualTo(PortProbe.Answer.TLS);
    assertThat(PortProbe.judge(new byte[] {0, 0, 6, 4, 0}))
        .isEqualTo(PortProbe.Answer.PLAINTEXT_HTTP2);
    assertThat(PortProbe.judge(new byte[] {1})).isEqualTo(PortProbe.Answer.UNKNOWN);
  }

  @Test
  void unknownWorkflowIsRefusedWithTheEnginesOwnSentence() {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      assertThatThrownBy(() -> client.runs().start(RunRequest.of("nobody", null)))
          .hasMessage("workflow names not found: nobody");
    }
  }

  @Test
  void whatAnEngineDoesNotOfferIsToldInItsOwnWords() {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      client.workflows().put(ONE_STEP);
      engine.refusedInputs.put(
          "keyed",
          Status.UNIMPLEMENTED
              .withDescription("workflow w uses idempotency keys")
              .asRuntimeException());
      engine.refusedInputs.put(
          "old",
          Status.UNIMPLEMENTED
              .withDescription("unknown method TriggerWorkflow for service WorkflowService")
              .asRuntimeException());
      RunRequest keyed = RunRequest.of("w", Map.of("keyed", true));
      assertThatThrownBy(() -> client.runs().start(keyed))
          .hasMessage(
              "The engine at 127.0.0.1:%d does not offer this (starting w): workflow w uses"
                      .formatted(engine.port())
                  + " idempotency keys.");
      RunRequest old = RunRequest.of("w", Map.of("old", true));
      assertThatThrownBy(() -> client.runs().start(old))
          .hasMessageEndingWith("is it a Hatchet engine, and new enough?");
    }
  }

  @Test
  void manyRunsGoInMessagesUnderFourMebibytesAndComeBackInOrder() {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      List<RunRequest> runs = new ArrayList<>();
      for (int i = 0; i < 1200; i++) {
        runs.add(RunRequest.of("w", Map.of("n", i, "text", "x".repeat(4000))));
      }
      List<RunHandle> handles = client.runs().start(runs);
      assertThat(engine.bulks).hasSizeGreaterThan(2);
      assertThat(engine.bulks)
          .allSatisfy(bulk -> assertThat(bulk.getSerializedSize()).isLessThan(4 * 1024 * 1024));
      for (int i = 0; i < handles.size(); i++) {
        assertThat(Json.object(handles.get(i).runId().split("@", 2)[0]).get("n").intValue())
            .isEqualTo(i);
      }
    }
  }

  @Test
  void inputThatIsTooLargeIsRefusedBeforeItIsSent() {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      RunRequest run = RunRequest.of("w", Map.of("text", "x".repeat(4_200_000)));
      assertThatThrownBy(() -> client.runs().start(run))
          .isInstanceOf(TerminalException.class)
          .hasMessageContaining("pass large data by reference");
    }
  }

  /** A JSON object of exactly so many bytes. */
  static Map<String, Object> sized(int bytes) {
    return Map.of("t", "x".repeat(bytes - "{\"t\":\"\"}".length()));
  }

  @Test
  void sizesEndAtTheSameByteForAll() {
    int most = JsonObjects.MAX_BYTES;
    assertThat(JsonObjects.text("input", sized(most))).hasSize(most);
    assertThatThrownBy(() -> JsonObjects.text("input", sized(most + 1)))
        .isInstanceOf(TerminalException.class)
        .hasMessageContaining("is " + (most + 1) + " bytes of JSON");
    // Bytes count, not characters.
    assertThatThrownBy(() -> JsonObjects.text("input", Map.of("t", "\u20ac".repeat(most / 3))))
        .isInstanceOf(TerminalException.class);
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      client.workflows().put(ONE_STEP);
      RunHandle unused = client.runs().start(RunRequest.of("w", sized(most)));
      assertThat(engine.triggers.get(0).getSerializedSize()).isLessThan(4 * 1024 * 1024);
      assertThat(client.events().push(EventRequest.of("e", sized(most)))).isNotEmpty();
      assertThat(engine.events.get(0).getSerializedSize()).isLessThan(4 * 1024 * 1024);
      RunRequest laden =
          new RunRequest(
              "w", sized(most), RunRequest.RunOptions.metadata(Map.of("m", "x".repeat(10_000))));
      assertThatThrownBy(() -> client.runs().start(laden))
          .isInstanceOf(TerminalException.class)
          .hasMessageStartingWith("The run of w is, with its metadata, ")
          .hasMessageContaining("more than the 4194304 of a message");
    }
  }

  private static WorkflowRunEvent result(String run, String output) {
    return WorkflowRunEvent.newBuilder()
        .setWorkflowRunId(run)
        .addResults(
            StepRunResult.newBuilder().setTaskRunExternalId(run).setTaskName("a").setOutput(output))
        .build();
  }

  @Test
  void resultsComeOverOneStreamThatIsOpenedAgainWithAllAwaitedRuns() throws Exception {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      Map<String, CompletableFuture<RunResult>> waits = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        waits.put("run-" + i, client.runs().handle("run-" + i).result());
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> engine.subscriptions.get() == 1);
      for (int n = 1; n <= 3; n++) {
        int before = engine.subscriptions.get();
        engine.endSubscriptions(Status.UNAVAILABLE);
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.subscriptions.get() > before);
      }
      waits.keySet().forEach(run -> engine.finish(result(run, "{\"run\":\"" + run + "\"}")));
      for (var wait : waits.entrySet()) {
        assertThat(wait.getValue().get(30, TimeUnit.SECONDS).output().path("run").asText())
            .isEqualTo(wait.getKey());
      }
    }
  }

  @Test
  void oneCallersCancellationLeavesTheOthersWaiting() throws Exception {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      CompletableFuture<RunResult> impatient = client.runs().handle("r").result();
      CompletableFuture<RunResult> patient = client.runs().handle("r").result();
      impatient.cancel(false);
      engine.finish(result("r", "{}"));
      assertThat(patient.get(30, TimeUnit.SECONDS).status()).isEqualTo(TaskResult.Status.COMPLETED);
    }
  }

  @Test
  void resultsLeftOutForTheirSizeAreAskedFor() throws Exception {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      engine.details.put(
          "r",
          GetRunDetailsResponse.newBuilder()
              .setDone(true)
              .setStatus(RunStatus.COMPLETED)
              .putTaskRuns(
                  "a",
                  TaskRunDetail.newBuilder()
                      .setExternalId("t")
                      .setReadableId("a")
                      .setStatus(RunStatus.COMPLETED)
                      .setError("")
                      .setOutput(ByteString.copyFromUtf8("{\"big\":1}"))
                      .build())
              .build());
      CompletableFuture<RunResult> wait = client.runs().handle("r").result();
      engine.finish(WorkflowRunEvent.newBuilder().setWorkflowRunId("r").build());
      assertThat(wait.get(30, TimeUnit.SECONDS).output().at("/a/big").intValue()).isEqualTo(1);
    }
  }

  @Test
  void firstOfTwoResultsOfATaskCounts() throws Exception {
    try (FakeEngine engine = new FakeEngine();
        HatchetClient client = engine.client()) {
      CompletableFuture<RunResult> wait = client.runs().handle("r").result();
      engine.finish(
          result("r", "{\"first\":1}").toBuilder()
              .addResults(StepRunResult.newBuilder().setTaskName("a").setError("too late"))
              .build());
      RunResult result = wait.get(30, TimeUnit.SECONDS);
      assertThat(result.status()).isEqualTo(TaskResult.Status.COMPLETED);
      assertThat(result.output().path("first").intValue()).isEqualTo(1);
    }
  }

  @Test
  void errorThatIsPresentAndEmptyIsACancellation() {
    StepRunResult cancelled = StepRunResult.newBuilder().setTaskName("a").setError("").build();
    assertThat(RunResults.result(cancelled).status()).isEqualTo(TaskResult.Status.CANCELLED);
    StepRunResult failed = StepRunResult.newBuilder().setTaskName("a").setError("no").build();
    assertThat(RunResults.result(failed).status()).isEqualTo(TaskResult.Status.FAILED);
  }
}
