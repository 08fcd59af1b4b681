package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskEventType;
import routes.engine.scheduler.Simulation.FakeWorker;
import routes.engine.scheduler.Simulation.Held;

class RateLimitsTest {
  private static final int LIMIT = 5;
  private final Simulation world = new Simulation();

  private void put(String key, int limit, Window window) {
    world.turn(
        turn -> {
          world.parts.rateLimits.put(turn, Simulation.TENANT, key, limit, window);
          world.parts.queues.retry();
        });
  }

  private void limited(String key) {
    world.put(Plan.workflow("limited", Plan.of("t0").limit(key, 1).scheduleTimeout("24h").task()));
  }

  private void trigger(int count) {
    for (int i = 0; i < count; i++) {
      world.trigger("limited", "{\"user\":\"u" + i % 2 + "\"}");
    }
  }

  /** A worker that is never the bottleneck, through this time. */
  private void work(FakeWorker worker, Duration time) {
    Instant end = world.now.plus(time);
    while (world.now.isBefore(end)) {
      worker.beat();
      List.copyOf(worker.held).forEach(Held::complete);
      world.pass(Duration.ofMillis(250));
    }
  }

  @Test
  void throughSixtyWindowsAsManyStartAsTheLimitSays() {
    put("k", LIMIT, Window.MINUTE);
    limited("k");
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(60 * LIMIT + 50);
    Instant begin = world.now;
    work(worker, Duration.ofMinutes(60));
    Map<Long, Integer> started = new HashMap<>();
    worker.starts.forEach(
        held ->
            started.merge(
                Duration.between(begin, held.task().startedAt()).toMinutes(), 1, Integer::sum));
    assertThat(started).hasSizeBetween(60, 61);
    for (long window = 0; window < 60; window++) {
      assertThat(started.get(window)).as("window %d", window).isEqualTo(LIMIT);
    }
  }

  @Test
  void whatIsUsedOfAWindowStaysUsedThroughAStartAndWhoWaitsGoesOn() {
    put("k", LIMIT, Window.MINUTE);
    limited("k");
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(3 * LIMIT);
    assertThat(worker.held).hasSize(LIMIT);
    List.copyOf(worker.held).forEach(Held::complete);
    world.pass(Duration.ofSeconds(20));
    world.restart();
    worker.listen();
    assertThat(worker.held).isEmpty();
    work(worker, Duration.ofSeconds(39));
    assertThat(worker.starts).hasSize(LIMIT);
    work(worker, Duration.ofMinutes(3));
    assertThat(worker.starts).hasSize(3 * LIMIT);
    assertThat(world.stored.ids()).allMatch(id -> world.status(id) == RunStatus.COMPLETED);
  }

  @Test
  void anUnknownKeyLetsItsTasksWaitUntilItIsPut() {
    limited("later");
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(2);
    work(worker, Duration.ofMinutes(10));
    assertThat(worker.starts).isEmpty();
    put("later", 10, Window.SECOND);
    assertThat(worker.starts).hasSize(2);
  }

  @Test
  void aPausedLimitGivesNothingUntilItsTimeOrUntilItIsLifted() {
    put("k", LIMIT, Window.SECOND);
    limited("k");
    FakeWorker worker = world.worker(100, "w:t0");
    Instant until = world.now.plusSeconds(30);
    world.turn(turn -> world.parts.rateLimits.pause(turn, Simulation.TENANT, "k", until));
    trigger(1);
    work(worker, Duration.ofSeconds(29));
    assertThat(worker.starts).isEmpty();
    work(worker, Duration.ofSeconds(2));
    assertThat(worker.starts).hasSize(1);
  }

  @Test
  void dynamicKeysHaveLimitsOfTheirOwn() {
    world.put(
        Plan.workflow(
            "limited", Plan.of("t0").dynamicLimit("input.user", 2, Window.MINUTE).task()));
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(10);
    assertThat(worker.held).hasSize(4);
    List.copyOf(worker.held).forEach(Held::complete);
    work(worker, Duration.ofSeconds(61));
    assertThat(worker.starts).hasSize(8);
  }

  @Test
  void twoRulesOfOneKeyTakeFromItTogether() {
    put("k", 3, Window.MINUTE);
    world.put(Plan.workflow("limited", Plan.of("t0").limit("k", 1).limit("k", 1).task()));
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(2);
    assertThat(worker.starts).hasSize(1);
  }

  @Test
  void limitsOfKeysThatNobodyUsesAnyMoreAreForgotten() {
    world.put(
        Plan.workflow(
            "limited",
            Plan.of("t0")
                .dynamicLimit("input.user", 1, Window.SECOND)
                .scheduleTimeout("2h")
                .task()));
    put("static", 1, Window.SECOND);
    FakeWorker worker = world.worker(100, "w:t0");
    for (int i = 0; i < 5_000; i++) {
      world.trigger("limited", "{\"user\":\"u" + i + "\"}");
      if (i % 50 == 0) {
        work(worker, Duration.ofSeconds(1));
      }
    }
    assertThat(world.parts.rateLimits.size()).isLessThan(2_000);
    work(worker, Duration.ofMinutes(3));
    assertThat(world.stored.ids()).allMatch(id -> world.status(id) == RunStatus.COMPLETED);
    assertThat(world.stored.limits()).hasSize(world.parts.rateLimits.size());
    assertThat(world.stored.limits()).anyMatch(row -> row.key().equals("static"));
  }

  @Test
  void theTimelineTellsOnceWhatATaskWaitsFor() {
    put("k", 1, Window.MINUTE);
    limited("k");
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(1);
    UUID waiting = world.trigger("limited", "{}");
    work(worker, Duration.ofSeconds(90));
    assertThat(world.stored.timeline(waiting))
        .containsExactly(
            TaskEventType.QUEUED,
            TaskEventType.REQUEUED_RATE_LIMIT,
            TaskEventType.ASSIGNED,
            TaskEventType.FINISHED);
  }

  @Test
  void aChangedLimitKeepsWhatIsUsed() {
    put("k", LIMIT, Window.MINUTE);
    limited("k");
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(20);
    assertThat(worker.starts).hasSize(LIMIT);
    put("k", LIMIT + 3, Window.MINUTE);
    assertThat(worker.starts).hasSize(LIMIT + 3);
    put("k", 1, Window.MINUTE);
    work(worker, Duration.ofSeconds(61));
    assertThat(worker.starts).hasSize(LIMIT + 3 + 1);
  }

  @Test
  void aWaitingTaskDelaysNobodyWithoutTheLimit() {
    put("k", 1, Window.HOUR);
    limited("k");
    world.put(Plan.workflow("free", Simulation.task("t0")));
    FakeWorker worker = world.worker(100, "w:t0");
    trigger(50);
    UUID free = world.trigger("free", "{}");
    assertThat(world.status(free)).isEqualTo(RunStatus.RUNNING);
    assertThat(worker.held).hasSize(2);
  }
}
