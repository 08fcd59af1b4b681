package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.v1.RunStatus;

class EngineRecoveryIT {
  @TempDir Path directory;
  private EngineHarness harness;

  @BeforeEach
  void start() {
    harness = new EngineHarness(directory);
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void afterAKillUnfinishedRunsGoOnAndCompletedStepsDoNotRunAgain() throws InterruptedException {
    harness.put(workflow("chain", task("chain:a"), task("chain:b", "a"), task("chain:c", "b")));
    WorkerClient worker = harness.worker("chain:a", "chain:b", "chain:c");
    String run = harness.trigger("chain", "{\"k\":1}");
    worker.complete(worker.take(), "{\"a\":1}");
    AssignedAction held = worker.take();
    assertThat(held.getTaskName()).isEqualTo("b");

    harness.restartAsAfterKill();
    WorkerClient other = harness.worker("chain:a", "chain:b", "chain:c");
    AssignedAction again = other.take();
    assertThat(again.getTaskName()).isEqualTo("b");
    assertThat(again.getRetryCount()).isEqualTo(1);
    assertThat(again.getActionPayload())
        .contains("\"parents\":{\"a\":{\"a\":1}}")
        .contains("\"k\":1");
    other.complete(again, "{\"b\":2}");
    AssignedAction last = other.take();
    assertThat(last.getTaskName()).isEqualTo("c");
    other.complete(last, "{}");
    await().atMost(Duration.ofSeconds(60)).until(() -> harness.details(run).getDone());
    assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
    assertThat(other.poll(200)).isNull();
  }

  @Test
  void aWorkerThatComesBackWithItsIdKeepsItsTask() throws InterruptedException {
    harness.put(workflow("kept", task("kept:t")));
    WorkerClient worker = harness.worker("kept:t");
    String run = harness.trigger("kept", "{}");
    AssignedAction held = worker.take();
    worker.started(held);

    harness.restartAsAfterKill();
    WorkerClient back = new WorkerClient(harness.connect(), worker.id());
    back.heartbeat();
    assertThat(back.poll(1_000)).isNull();
    back.complete(held, "{\"done\":true}");
    await().atMost(Duration.ofSeconds(60)).until(() -> harness.details(run).getDone());
    assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void theTasksOfAWorkerWithoutConnectionsAreGivenOutAgain() throws InterruptedException {
    harness.put(workflow("lost", task("lost:t")));
    ManagedChannel dying = harness.open();
    Channel authorised =
        ClientInterceptors.intercept(
            dying, EngineHarness.bearer("Bearer " + harness.engine.token()));
    WorkerClient worker = new WorkerClient(authorised, 10, "lost:t");
    harness.trigger("lost", "{}");
    assertThat(worker.take().getRetryCount()).isZero();
    WorkerClient other = harness.worker("lost:t");
    dying.shutdownNow();
    AssignedAction again = other.take();
    assertThat(again.getRetryCount()).isEqualTo(1);
    other.complete(again, "{}");
  }

  @Test
  void aWorkerWhoseStreamAloneClosedKeepsItsTask() throws InterruptedException {
    harness.put(workflow("dropped", task("dropped:t")));
    WorkerClient worker = harness.worker("dropped:t");
    String run = harness.trigger("dropped", "{}");
    AssignedAction held = worker.take();
    worker.started(held);
    worker.closeStream();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThatThrownBy(worker::heartbeat).hasMessageContaining("FAILED_PRECONDITION"));
    worker.listen();
    assertThat(worker.poll(1_000)).isNull();
    worker.complete(held, "{}");
    await().atMost(Duration.ofSeconds(60)).until(() -> harness.details(run).getDone());
  }

  @Test
  void aTaskThatWasOnItsWayWhenTheStreamClosedIsGivenOutAgainAtOnce() throws InterruptedException {
    harness.put(workflow("underway", task("underway:t")));
    WorkerClient worker = harness.worker("underway:t");
    harness.trigger("underway", "{}");
    // For the engine it is the same whether the worker has not got it or says nothing about it.
    assertThat(worker.take().getRetryCount()).isZero();
    worker.closeStream();
    worker.listen();
    AssignedAction withdrawn = worker.take();
    assertThat(withdrawn.getActionType()).isEqualTo(ActionType.CANCEL_STEP_RUN);
    AssignedAction again = worker.take();
    assertThat(again.getRetryCount()).isEqualTo(1);
    worker.complete(again, "{}");
  }

  @Test
  void whatIsNotHeardOfWhenAStreamIsReplacedIsGivenOutAgainAndTheRestStays()
      throws InterruptedException {
    harness.put(workflow("halfopen", task("halfopen:t")));
    WorkerClient worker = harness.worker("halfopen:t");
    String kept = harness.trigger("halfopen", "{\"n\":1}");
    AssignedAction held = worker.take();
    String lost = harness.trigger("halfopen", "{\"n\":2}");
    assertThat(worker.take().getTaskRunExternalId()).isEqualTo(lost);
    // The first stream is open on the engine's side only; the worker says over the second what it
    // has.
    worker.listen();
    worker.send(held, StepActionEventType.STEP_EVENT_TYPE_ACKNOWLEDGED, "");
    AssignedAction withdrawn = worker.take();
    assertThat(withdrawn.getActionType()).isEqualTo(ActionType.CANCEL_STEP_RUN);
    AssignedAction again = worker.take();
    assertThat(again.getTaskRunExternalId()).isEqualTo(lost);
    assertThat(again.getRetryCount()).isEqualTo(1);
    worker.complete(again, "{}");
    worker.complete(held, "{}");
    for (String run : List.of(kept, lost)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> harness.details(run).getDone());
      assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
    }
    assertThat(worker.poll(200)).isNull();
  }

  @Test
  void onlyTheNewerOfTwoEnginesOnOneDatabaseWrites() {
    EmbeddedEngine older = harness.engine;
    ManagedChannel toOlder = harness.open();
    harness.put(workflow("fenced", task("fenced:t")));
    harness.restartAsAfterKill();
    Channel authorised =
        ClientInterceptors.intercept(toOlder, EngineHarness.bearer("bearer " + older.token()));
    assertThatThrownBy(() -> new WorkerClient(authorised, 1, "fenced:t"))
        .hasMessageContaining("UNAVAILABLE");
    assertThat(harness.trigger("fenced", "{}")).isNotEmpty();
  }

  @Test
  void everyCallNeedsAGoodToken() {
    ManagedChannel plain = harness.open();
    for (String value :
        new String[] {
          "bearer nonsense",
          "basic " + harness.engine.token(),
          "bearer " + harness.engine.token() + "x",
          harness.engine.token()
        }) {
      Channel channel = ClientInterceptors.intercept(plain, EngineHarness.bearer(value));
      assertThatThrownBy(
              () ->
                  DispatcherGrpc.newBlockingStub(channel)
                      .getVersion(GetVersionRequest.getDefaultInstance()))
          .hasMessage("UNAUTHENTICATED: invalid auth token");
    }
    assertThatThrownBy(
            () ->
                DispatcherGrpc.newBlockingStub(plain)
                    .getVersion(GetVersionRequest.getDefaultInstance()))
        .hasMessage("UNAUTHENTICATED: invalid auth token");
  }

  @Test
  void theTokenIsKeptForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).isEqualTo(harness.engine.token() + "\n");
  }

  @Test
  void aTakenPortIsNamedWithWhatToSet() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      EngineConfiguration configuration =
          new EngineConfiguration(
              harness.database, "127.0.0.1", taken.getLocalPort(), 0, directory.resolve("other"));
      assertThatThrownBy(() -> EmbeddedEngine.start(configuration))
          .isInstanceOf(EngineStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("HATCHET_GRPC_PORT");
    }
    // The engine that runs has not been disturbed.
    harness.put(workflow("still", task("still:t")));
    assertThat(harness.trigger("still", "{}")).isNotEmpty();
  }
}
