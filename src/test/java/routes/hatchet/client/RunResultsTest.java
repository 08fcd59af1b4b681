package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.protocol.v1.RunStatus;

/** Results that the engine does not tell of itself are asked for. */
class RunResultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CHECK = Duration.ofMillis(20);

  private final FakeEngine engine = new FakeEngine();
  private final HatchetClientConfiguration configuration =
      HatchetClientConfiguration.fromEnvironment(engine.environment());
  private final Connection connection = new Connection(configuration);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    timer.shutdownNow();
    connection.close();
    engine.close();
  }

  private RunResults results(RunResults.RunLookup lookup) {
    return new RunResults(connection, lookup, new Faults(configuration), timer, CHECK);
  }

  private static RunDetails done(String run) {
    return new RunDetails(
        run,
        RunStatus.COMPLETED,
        true,
        null,
        null,
        Map.of(
            "a",
            new RunDetails.Task(run, RunStatus.COMPLETED, Json.read("{\"late\":true}"), null)));
  }

  @Test
  void runThatIsNotFoundJustAfterItsStartIsWaitedFor() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    RunResults.RunLookup lookup =
        run ->
            CompletableFuture.<@Nullable RunDetails>completedFuture(
                looks.incrementAndGet() < 4 ? null : done(run));
    try (RunResults results = results(lookup)) {
      RunResult result = results.await("r").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(result.output().path("late").booleanValue()).isTrue();
      assertThat(looks).hasValue(4);
    }
  }

  @Test
  void runThatIsNeverFoundIsTold() {
    try (RunResults results = results(run -> CompletableFuture.completedFuture(null))) {
      CompletableFuture<RunResult> wait = results.await("r");
      assertThatThrownBy(() -> wait.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .hasRootCauseMessage("The Hatchet engine does not know the run r.");
    }
  }

  @Test
  void failedLookUpsAreRepeatedAndDoNotCountAsUnknown() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    RunResults.RunLookup lookup =
        run ->
            looks.incrementAndGet() < 10
                ? CompletableFuture.failedFuture(new HatchetException("away"))
                : CompletableFuture.completedFuture(done(run));
    try (RunResults results = results(lookup)) {
      assertThat(results.await("r").get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
          .isEqualTo(TaskResult.Status.COMPLETED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAUTHENTICATED", "PERMISSION_DENIED"})
  void tokenThatIsRefusedEndsAllWaits(Status.Code code) throws Exception {
    RunResults.RunLookup away = run -> new CompletableFuture<>();
    try (RunResults results = results(away)) {
      List<CompletableFuture<RunResult>> waits = List.of(results.await("r"), results.await("s"));
      await().atMost(PATIENCE).until(() -> engine.subscriptions.get() == 1);
      engine.endSubscriptions(code.toStatus());
      for (CompletableFuture<RunResult> wait : waits) {
        assertThatThrownBy(() -> wait.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .hasCauseInstanceOf(ConnectionSettingsException.class)
            .hasMessageContaining("refuses the token: set HATCHET_CLIENT_TOKEN");
      }
      // The next wait asks again.
      CompletableFuture<RunResult> unused = results.await("t");
      await().atMost(PATIENCE).until(() -> engine.subscriptions.get() == 2);
    }
  }

  @Test
  void tokenThatIsRefusedToALookUpEndsAllWaits() {
    HatchetException refused = new ConnectionSettingsException("refuses the token", null);
    try (RunResults results = results(run -> CompletableFuture.failedFuture(refused))) {
      CompletableFuture<RunResult> wait = results.await("r");
      assertThatThrownBy(() -> wait.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).hasCause(refused);
    }
  }

  @Test
  void engineThatDoesNotAnswerHoldsNoTimerUpAndEveryRunHasItsTurn() {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    RunResults.RunLookup silent =
        run -> {
          asked.add(run);
          return new CompletableFuture<>();
        };
    try (RunResults results = results(silent)) {
      List<CompletableFuture<RunResult>> waits = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        waits.add(results.await("r" + i));
      }
      await().atMost(PATIENCE).until(() -> asked.size() == 250);
      CompletableFuture<Void> planned = new CompletableFuture<>();
      Later.run(timer, Duration.ZERO, () -> planned.complete(null));
      await().atMost(PATIENCE).until(planned::isDone);
      assertThat(waits).noneMatch(CompletableFuture::isDone);
    }
  }
}
