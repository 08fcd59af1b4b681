package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.StepActionEventType;

/** Attempts that a worker gives to others: whom it waits for, and what it passes on. */
class HandOverTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TaskDefinition STEP =
      TaskDefinition.named("a").timeout(Duration.ofMinutes(5)).build();

  private static final TaskDefinition SHORT =
      TaskDefinition.named("a").timeout(Duration.ofMillis(400)).build();

  private final FakeEngine engine = new FakeEngine();
  private final HatchetClient client = engine.client();
  private final HatchetWorker worker = new HatchetWorker(client, WorkerOptions.named("test"));
  private final List<AssignedTask> taken = new CopyOnWriteArrayList<>();
  private final List<AttemptKey> cancelled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    worker.close(Duration.ZERO);
    client.close();
    engine.close();
  }

  private class Elsewhere implements HandOver {
    @Override
    public void take(AssignedTask task) throws Exception {
      taken.add(task);
    }

    @Override
    public void cancelled(AttemptKey key) {
      cancelled.add(key);
    }
  }

  private String assign(HandOver handOver) {
    return assign(STEP, handOver);
  }

  private String assign(TaskDefinition step, HandOver handOver) {
    worker.serve(List.of(new TaskBinding("w", step, handOver)));
    await().atMost(PATIENCE).until(engine::hasStream);
    return engine.assign("w", "a", UUID.randomUUID().toString(), 0, "{\"input\":{}}");
  }

  @Test
  void closeWaitsUntilOthersHaveEndedWhatTheyTookOver() throws Exception {
    String task = assign(new Elsewhere());
    await().atMost(PATIENCE).until(() -> taken.size() == 1);
    assertThat(worker.drain(Duration.ZERO)).isFalse();
    Thread closing = new Thread(() -> worker.close(PATIENCE));
    closing.start();
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .until(() -> closing.isAlive() && engine.unsubscribed.isEmpty());
    worker.finished(taken.get(0).key());
    closing.join(PATIENCE.toMillis());
    assertThat(closing.isAlive()).isFalse();
    assertThat(engine.unsubscribed).containsExactlyElementsOf(engine.workerIds);
    assertThat(engine.outcomes(task)).isEmpty();
  }

  @Test
  void closeLeavesWhatOthersHaveNotEndedWithinTheGraceToThem() {
    String task = assign(new Elsewhere());
    await().atMost(PATIENCE).until(() -> taken.size() == 1);
    worker.close(Duration.ofMillis(100));
    assertThat(engine.unsubscribed).containsExactlyElementsOf(engine.workerIds);
    assertThat(engine.outcomes(task)).isEmpty();
  }

  @Test
  void attemptIsAcknowledgedWhenItArrivesAndAgainOverEveryNewStreamUntilItHasEnded() {
    String task = assign(new Elsewhere());
    await().atMost(PATIENCE).until(() -> engine.acknowledgements(task) == 1);
    reopenStream();
    await().atMost(PATIENCE).until(() -> engine.acknowledgements(task) == 2);
    worker.finished(taken.get(0).key());
    reopenStream();
    assertThat(worker.drain(PATIENCE)).isTrue();
    assertThat(engine.acknowledgements(task)).isEqualTo(2);
  }

  private void reopenStream() {
    int before = engine.listens.get();
    engine.endStreams(null);
    await().atMost(PATIENCE).until(() -> engine.listens.get() > before);
  }

  @Test
  void secondCopyOfAnAttemptThatHasEndedElsewhereIsDropped() throws Exception {
    assign(new Elsewhere());
    await().atMost(PATIENCE).until(() -> taken.size() == 1);
    AssignedTask attempt = taken.get(0);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Disposition> copy =
        worker
            .runner()
            .run(
                attempt,
                STEP,
                context -> {
                  begun.countDown();
                  return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                });
    assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    worker.runner().endedElsewhere(attempt.key());
    assertThat(copy.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Disposition.STALE);
    CompletableFuture<Disposition> later =
        worker.runner().run(attempt, STEP, context -> Map.of("twice", true));
    assertThat(later.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Disposition.STALE);
    assertThat(engine.outcomes(attempt.taskRunId())).isEmpty();
    worker.finished(attempt.key());
  }

  @Test
  void attemptThatComesBackToThisProcessIsForgottenWhenItEnds() {
    String task =
        assign(
            new Elsewhere() {
              @Override
              public void take(AssignedTask given) {
                worker.runner().run(given, STEP, context -> Map.of("here", true)).join();
              }
            });
    await().atMost(PATIENCE).until(() -> worker.drain(Duration.ZERO));
    assertThat(engine.outcomes(task)).hasSize(1);
  }

  @Test
  void attemptThatCannotBeHandedOverIsReportedAsFailed() {
    String task =
        assign(
            new Elsewhere() {
              @Override
              public void take(AssignedTask given) throws Exception {
                throw new IllegalStateException("topic away");
              }
            });
    await().atMost(PATIENCE).until(() -> !engine.outcomes(task).isEmpty());
    assertThat(engine.outcomes(task).get(0).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(engine.outcomes(task).get(0).getEventPayload()).isEqualTo("topic away");
    await().atMost(PATIENCE).until(() -> worker.drain(Duration.ZERO));
  }

  @Test
  void attemptThatWaitsIsGivenWhatItWaitsUntilItBegins() {
    String task = assign(SHORT, new Elsewhere());
    await().atMost(PATIENCE).until(() -> engine.extensions.size() >= 2);
    worker.begun(taken.get(0).key());
    int given = settled();
    await().during(SHORT.timeout()).atMost(PATIENCE).until(() -> engine.extensions.size() == given);
    assertThat(engine.extensions)
        .extracting(RefreshTimeoutRequest::getTaskRunExternalId)
        .containsOnly(task);
    worker.finished(taken.get(0).key());
  }

  /** What the engine is asked for while a call is on its way. */
  private int settled() {
    await().atMost(PATIENCE).during(SHORT.timeout().dividedBy(4)).until(() -> true);
    return engine.extensions.size();
  }

  @Test
  void attemptThatNobodyTakesWaitsAsLongAsForAWorkerAndNoLonger() {
    TaskDefinition impatient =
        TaskDefinition.named("a")
            .timeout(SHORT.timeout())
            .scheduleTimeout(SHORT.timeout().multipliedBy(3))
            .build();
    assign(impatient, new Elsewhere());
    await().atMost(PATIENCE).until(() -> engine.extensions.size() >= 3);
    await()
        .during(SHORT.timeout().multipliedBy(2))
        .atMost(PATIENCE)
        .until(() -> engine.extensions.size() <= 6);
    assertThat(engine.extensions).hasSizeLessThanOrEqualTo(6);
    worker.finished(taken.get(0).key());
  }

  @Test
  void attemptThatHasEndedIsGivenNothing() {
    assign(SHORT, new Elsewhere());
    await().atMost(PATIENCE).until(() -> taken.size() == 1);
    worker.finished(taken.get(0).key());
    await()
        .during(SHORT.timeout().multipliedBy(2))
        .atMost(PATIENCE)
        .until(() -> engine.extensions.isEmpty());
  }

  @Test
  void cancellationIsPassedOn() {
    worker.serve(List.of(new TaskBinding("w", STEP, new Elsewhere())));
    await().atMost(PATIENCE).until(engine::hasStream);
    String run = UUID.randomUUID().toString();
    String task = engine.assign("w", "a", run, 2, "{\"input\":{}}");
    await().atMost(PATIENCE).until(() -> taken.size() == 1);
    engine.cancel("w", "a", run, 2);
    await().atMost(PATIENCE).until(() -> cancelled.contains(new AttemptKey(task, 2)));
    assertThat(worker.drain(PATIENCE)).isTrue();
  }
}
