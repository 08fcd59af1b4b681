package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;

/** A worker whose engine misbehaves in every way that users have reported. */
class HatchetWorkerTest {

  private static final String PAYLOAD = "{\"input\":{\"n\":1},\"parents\":{}}";

  private static final int STREAM_ENDS = 100;
  private static final int LINES = 500;

  /**
   * No test waits this long unless it fails: a thread of a loaded machine may stall for seconds.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeEngine engine = new FakeEngine();
  private final HatchetClient client = engine.client();
  private final HatchetWorker worker =
      new HatchetWorker(
          client, new WorkerOptions("test", 10, Map.of("pool", "a"), Duration.ofMillis(100)));

  @AfterEach
  void close() {
    worker.close(Duration.ofMillis(100));
    client.close();
    engine.close();
  }

  private void serve(TaskHandler handler) {
    worker.serve(
        List.of(
            new TaskBinding(
                "w",
                TaskDefinition.named("a")
                    .timeout(Duration.ofSeconds(30))
                    .retry(RetryPolicy.of(3))
                    .build(),
                handler)));
    awaitStream();
  }

  private void awaitStream() {
    await().atMost(PATIENCE).until(engine::hasStream);
  }

  private StepActionEvent outcome(String task) {
    await().atMost(PATIENCE).until(() -> !engine.outcomes(task).isEmpty());
    return engine.outcomes(task).get(0);
  }

  private static void awaitLatch(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  /**
   * The outcome of the first of several tasks that reaches the worker. While a stream is being
   * replaced, what goes to the dying one is lost: an engine gives it out again, the fake one does
   * not.
   */
  private StepActionEvent outcomeOfFirstToArrive() {
    List<String> tasks = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(
            () -> {
              tasks.add(engine.assign("w", "a", run(), 0, PAYLOAD));
              return tasks.stream().anyMatch(task -> !engine.outcomes(task).isEmpty());
            });
    return tasks.stream().flatMap(task -> engine.outcomes(task).stream()).findFirst().orElseThrow();
  }

  private static String run() {
    return UUID.randomUUID().toString();
  }

  @Test
  void streamThatEndsIsOpenedAgainWithTheSameWorkerHoweverOften() {
    serve(context -> Map.of("n", 1));
    for (int i = 0; i < STREAM_ENDS; i++) {
      int before = engine.listens.get();
      engine.endStreams(
          switch (i % 3) {
            case 0 -> null;
            case 1 -> Status.CANCELLED;
            default -> Status.UNAVAILABLE;
          });
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(PATIENCE)
          .until(() -> engine.listens.get() > before && engine.hasStream());
    }
    assertThat(engine.registrations).hasSize(1);
    assertThat(outcomeOfFirstToArrive().getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
  }

  @Test
  void whatRunsIsAcknowledgedOverANewStream() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    serve(
        context -> {
          begun.countDown();
          go.await();
          return Map.of("kept", true);
        });
    String task = engine.assign("w", "a", run(), 0, PAYLOAD);
    awaitLatch(begun);
    assertThat(engine.acknowledgements(task)).isZero();
    engine.endStreams(Status.UNAVAILABLE);
    await().atMost(PATIENCE).until(() -> engine.acknowledgements(task) == 1);
    go.countDown();
    assertThat(outcome(task).getEventPayload()).isEqualTo("{\"kept\":true}");
  }

  @Test
  void rejectedHeartbeatRebuildsTheStream() {
    serve(context -> null);
    int before = engine.listens.get();
    engine.rejectHeartbeats.set(3);
    await().atMost(PATIENCE).until(() -> engine.listens.get() > before);
    outcomeOfFirstToArrive();
    assertThat(engine.rejectHeartbeats).hasValue(0);
    assertThat(engine.registrations).hasSize(1);
  }

  @Test
  void forgottenWorkerRegistersAnew() {
    serve(context -> null);
    engine.forgetWorkers = true;
    await().atMost(PATIENCE).until(() -> engine.registrations.size() > 1);
    engine.forgetWorkers = false;
    outcomeOfFirstToArrive();
    await().atMost(PATIENCE).until(() -> worker.status().live());
  }

  @Test
  void reportIsSentAgainUntilItIsAcceptedAndThenNoMore() {
    serve(context -> Map.of("ok", true));
    engine.failReports.set(2);
    String task = engine.assign("w", "a", run(), 0, PAYLOAD);
    assertThat(outcome(task).getEventPayload()).isEqualTo("{\"ok\":true}");
    outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(engine.outcomes(task)).hasSize(1);
    assertThat(worker.counters().reportRetries()).isEqualTo(2);
  }

  @Test
  void reportIsNotSentAgainWhenTheEngineHasCancelledMeanwhile() {
    serve(context -> Map.of("ok", true));
    engine.failReports.set(Integer.MAX_VALUE);
    String run = run();
    String task = engine.assign("w", "a", run, 0, PAYLOAD);
    await().atMost(PATIENCE).until(() -> worker.counters().reportRetries() > 0);
    engine.cancel("w", "a", run, 0);
    await().atMost(PATIENCE).until(() -> worker.counters().count(Disposition.CANCELLED) == 1);
    engine.failReports.set(0);
    outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(engine.outcomes(task)).isEmpty();
  }

  @Test
  void cancelInterruptsAndNothingIsReported() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    serve(
        context -> {
          if (calls.getAndIncrement() > 0) {
            return null;
          }
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException("late failure", e);
          }
          return null;
        });
    String run = run();
    String task = engine.assign("w", "a", run, 0, PAYLOAD);
    awaitLatch(begun);
    engine.cancel("w", "a", run, 0);
    awaitLatch(interrupted);
    outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(engine.outcomes(task)).isEmpty();
    assertThat(worker.counters().count(Disposition.CANCELLED)).isEqualTo(1);
  }

  @Test
  void newerAttemptReplacesTheOlderOneWhoseLateOutcomeIsDropped() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        context -> {
          if (context.task().retryCount() == 0) {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              return Map.of("attempt", "old");
            }
          }
          return Map.of("attempt", context.task().retryCount());
        });
    String run = run();
    String task = engine.assign("w", "a", run, 0, PAYLOAD);
    awaitLatch(begun);
    // Attempts that the engine burnt never came here: the numbers have gaps.
    engine.assign("w", "a", run, 8, PAYLOAD);
    assertThat(outcome(task).getEventPayload()).isEqualTo("{\"attempt\":8}");
    assertThat(outcome(task).getRetryCount()).isEqualTo(8);
    engine.assign("w", "a", run, 0, PAYLOAD);
    outcome(engine.assign("w", "a", run(), 1, PAYLOAD));
    assertThat(engine.outcomes(task)).hasSize(1);
  }

  @Test
  void sameAttemptTwiceRunsOnce() {
    AtomicInteger calls = new AtomicInteger();
    serve(context -> Map.of("call", calls.incrementAndGet()));
    String run = run();
    String task = engine.assign("w", "a", run, 0, PAYLOAD);
    outcome(task);
    engine.assign("w", "a", run, 0, PAYLOAD);
    await().atMost(PATIENCE).until(() -> worker.counters().count(Disposition.STALE) == 1);
    assertThat(calls).hasValue(1);
    assertThat(engine.outcomes(task)).hasSize(1);
  }

  @Test
  void unknownActionsAreLoggedAndSurvived() {
    serve(context -> null);
    engine.send(AssignedAction.newBuilder().setActionTypeValue(42).setActionId("x:y").build());
    engine.send(AssignedAction.newBuilder().setActionTypeValue(2).setActionId("x:y").build());
    engine.send(AssignedAction.newBuilder().setActionTypeValue(3).setActionId("x:y").build());
    assertThat(outcome(engine.assign("w", "a", run(), 0, PAYLOAD)).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(worker.counters().unknownActions()).isEqualTo(3);
  }

  @Test
  void payloadThatCannotBeReadFailsForGoodInsteadOfRunningWithoutInput() {
    serve(context -> null);
    for (String payload : List.of("no json", "{\"input\":" + "[".repeat(500) + "]".repeat(500))) {
      StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, payload));
      assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
      assertThat(outcome.getEventPayload()).startsWith("The payload of step a cannot be read");
      assertThat(outcome.getShouldNotRetry()).isTrue();
    }
  }

  @Test
  void taskWithoutHandlerIsReportedAsFailed() {
    serve(context -> null);
    StepActionEvent outcome = outcome(engine.assign("w", "gone", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome.getEventPayload()).contains("w:gone");
    assertThat(outcome.getShouldNotRetry()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "\"text\"", "5", "true", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{"})
  void outputThatTheEngineCannotTakeFailsForGoodWithASentence(String json) {
    serve(context -> json);
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome.getEventPayload())
        .startsWith("The output of step a")
        .doesNotContain("\u0000");
    assertThat(outcome.getShouldNotRetry()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numberThatJsonHasNotFailsForGood(double number) {
    serve(context -> Map.of("n", number));
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome.getEventPayload()).contains("at $.n, which JSON has not");
    assertThat(outcome.getShouldNotRetry()).isTrue();
  }

  @Test
  void hugeNumberGoesThroughExactly() {
    serve(context -> "{\"n\":1e400,\"m\":0.10}");
    assertThat(outcome(engine.assign("w", "a", run(), 0, PAYLOAD)).getEventPayload())
        .isEqualTo("{\"n\":1E+400,\"m\":0.10}");
  }

  @Test
  void parentsLargerThanAMessageShouldBeDoNotKillTheStream() {
    serve(context -> Map.of("length", context.task().input().get("text").toString().length()));
    String large = "{\"input\":{\"text\":\"" + "x".repeat(9_000_000) + "\"}}";
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, large));
    assertThat(outcome.getEventPayload()).isEqualTo("{\"length\":9000000}");
    assertThat(engine.listens).hasValue(1);
  }

  @Test
  void outputThatIsTooLargeFailsBeforeItIsSent() {
    serve(context -> Map.of("text", "x".repeat(4_200_000)));
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome.getEventPayload()).contains("pass large data by reference");
  }

  @Test
  void outputOfTheLargestSizeFitsIntoAMessage() {
    serve(context -> HatchetClientTest.sized(JsonObjects.MAX_BYTES));
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(outcome.getSerializedSize()).isLessThan(4 * 1024 * 1024);
  }

  @Test
  void outputThatTheEngineRefusesAsTooLargeFailsInstead() {
    serve(context -> Map.of("text", "small"));
    engine.reportFailure =
        Status.RESOURCE_EXHAUSTED.withDescription("grpc: received message larger than max");
    engine.failReports.set(1);
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 0, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome.getShouldNotRetry()).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  void nothingBecomesAnEmptyObject(@Nullable String nothing) {
    serve(context -> nothing);
    assertThat(outcome(engine.assign("w", "a", run(), 0, PAYLOAD)).getEventPayload())
        .isEqualTo("{}");
  }

  /** As each line waits for its answer, no more than one of a step is ever in memory. */
  @Test
  void linesOfALogGoOutOneByOneAndLostOnesAreCountedAndFailNothing() {
    AtomicInteger ahead = new AtomicInteger();
    serve(
        context -> {
          for (int i = 0; i < LINES; i++) {
            context.log("INFO", "line " + i);
            ahead.accumulateAndGet(i + 1 - engine.logs.size(), Math::max);
          }
          context.log("INFO", null);
          context.log("INFO", "");
          context.log("WARN", "x\0" + "y".repeat(20_000));
          engine.failLogs.set(3);
          for (int i = 0; i < 3; i++) {
            context.log("ERROR", "lost " + i);
          }
          return null;
        });
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 2, PAYLOAD));
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(engine.logs).hasSize(LINES + 1);
    assertThat(ahead).hasValue(0);
    assertThat(engine.logs.get(LINES - 1).getMessage()).isEqualTo("line " + (LINES - 1));
    assertThat(engine.logs.get(LINES - 1).getTaskRetryCount()).isEqualTo(2);
    assertThat(engine.logs.get(LINES).getMessage()).startsWith("x yy").hasSize(10_000);
    assertThat(client.tasks().lostLines()).isEqualTo(3);
  }

  @Test
  void closeWaitsForWhatRunsAndLeavesTheEngine() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    serve(
        context -> {
          begun.countDown();
          go.await();
          return Map.of("drained", true);
        });
    String ends = engine.assign("w", "a", run(), 0, PAYLOAD);
    awaitLatch(begun);
    Thread closing = new Thread(() -> worker.close(PATIENCE));
    closing.start();
    await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(engine.unsubscribed).isEmpty();
    go.countDown();
    closing.join(PATIENCE.toMillis());
    assertThat(closing.isAlive()).isFalse();
    assertThat(outcome(ends).getEventPayload()).isEqualTo("{\"drained\":true}");
    assertThat(engine.unsubscribed).containsExactlyElementsOf(engine.workerIds);
    await().atMost(PATIENCE).until(() -> !engine.hasStream());
    AtomicInteger seen = new AtomicInteger(-1);
    await()
        .during(Duration.ofMillis(500))
        .atMost(PATIENCE)
        .until(() -> seen.getAndSet(engine.heartbeats.get()) == engine.heartbeats.get());
  }

  @Test
  void closeReportsAsFailedWhatHasNotEndedWithinTheGrace() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    serve(
        context -> {
          begun.countDown();
          try {
            return new CountDownLatch(1).await(1, TimeUnit.HOURS);
          } finally {
            interrupted.countDown();
          }
        });
    String hangs = engine.assign("w", "a", run(), 0, PAYLOAD);
    awaitLatch(begun);
    worker.close(Duration.ofMillis(100));
    awaitLatch(interrupted);
    assertThat(outcome(hangs).getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(outcome(hangs).getShouldNotRetry()).isFalse();
    assertThat(engine.outcomes(hangs)).hasSize(1);
    assertThat(engine.unsubscribed).containsExactlyElementsOf(engine.workerIds);
  }

  @Test
  void closeTellsOfAllThatIsCutShortAtOnceAndWaitsForASilentEngineOnlyOnce() throws Exception {
    int many = 20;
    CountDownLatch begun = new CountDownLatch(many);
    serve(
        context -> {
          begun.countDown();
          return new CountDownLatch(1).await(1, TimeUnit.HOURS);
        });
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      tasks.add(engine.assign("w", "a", run(), 0, PAYLOAD));
    }
    awaitLatch(begun);
    engine.silentToOutcomes = true;
    long start = System.nanoTime();
    worker.close(Duration.ZERO);
    // One by one it would be two seconds each.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(tasks).allSatisfy(task -> assertThat(engine.outcomes(task)).hasSize(1));
  }

  @Test
  void changeOfTasksRegistersAnewAndTheOldRegistrationEndsWhenItIsIdle() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TaskHandler slow =
        context -> {
          begun.countDown();
          go.await();
          return Map.of("by", "old");
        };
    serve(slow);
    String task = engine.assign("w", "a", run(), 0, PAYLOAD);
    awaitLatch(begun);
    worker.serve(
        List.of(
            new TaskBinding("w", TaskDefinition.named("a").build(), slow),
            new TaskBinding("w", TaskDefinition.named("b").build(), context -> null)));
    assertThat(engine.registrations).hasSize(2);
    assertThat(engine.registrations.get(1).getActionsList()).containsExactly("w:a", "w:b");
    awaitStream();
    outcome(engine.assign("w", "b", run(), 0, PAYLOAD));
    assertThat(engine.unsubscribed).isEmpty();
    go.countDown();
    assertThat(outcome(task).getEventPayload()).isEqualTo("{\"by\":\"old\"}");
    await().atMost(PATIENCE).until(() -> engine.unsubscribed.contains(engine.workerIds.get(0)));
    assertThat(engine.unsubscribed).hasSize(1);
  }

  @Test
  void failureCarriesTheDelayAndTheLanguageStaysUnset() {
    serve(
        context -> {
          throw new IllegalStateException("no\u0000t yet");
        });
    StepActionEvent outcome = outcome(engine.assign("w", "a", run(), 2, PAYLOAD));
    assertThat(outcome.getRetryAfterMs()).isEqualTo(4000);
    assertThat(outcome.getEventPayload()).isEqualTo("no t yet");
    assertThat(engine.registrations.get(0).getRuntimeInfo().hasLanguage()).isFalse();
    assertThat(engine.registrations.get(0).getLabelsMap().get("pool").getStrValue()).isEqualTo("a");
    assertThat(engine.authorizations).allMatch(a -> a.startsWith("bearer ey"));
  }

  @Test
  void timeThatIsOverEndsTheAttemptWithoutAReport() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    worker.serve(
        List.of(
            new TaskBinding(
                "w",
                TaskDefinition.named("a").timeout(Duration.ofMillis(50)).build(),
                context -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                  return null;
                })));
    awaitStream();
    String task = engine.assign("w", "a", run(), 0, PAYLOAD);
    await().atMost(PATIENCE).until(() -> worker.counters().count(Disposition.TIMED_OUT) == 1);
    // Where the machine stalls, the time is over before the handler is called.
    if (begun.getCount() == 0) {
      awaitLatch(interrupted);
    }
    assertThat(engine.outcomes(task)).isEmpty();
  }
}
