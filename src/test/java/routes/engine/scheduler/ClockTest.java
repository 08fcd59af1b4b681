package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Simulation.FakeWorker;
import routes.engine.store.Loaded.CronRow;

/** Crons, and a clock that is set, a machine that sleeps, an engine that stands still. */
class ClockTest {
  private final Simulation world = new Simulation();

  @BeforeEach
  void tick() {
    world.put(Plan.workflow("tick", Simulation.task("t0")));
  }

  private void cron(String expression) {
    world.turn(
        turn ->
            world.parts.crons.putCron(
                turn,
                new CronRow(
                    UUID.randomUUID(),
                    Simulation.TENANT,
                    world.parts.workflows.find(Simulation.TENANT, "tick").id,
                    "c",
                    expression,
                    "{}",
                    "{}",
                    null,
                    "API",
                    true,
                    turn.now(),
                    null)));
  }

  /** The times for which runs have been started, in order. */
  private List<Instant> fired() {
    List<Instant> fired = new ArrayList<>();
    for (UUID id : world.stored.ids()) {
      String due =
          Json.object(world.stored.run(id).header().metadata())
              .path("hatchet__cron_scheduled_at")
              .asText();
      fired.add(Instant.parse(due));
    }
    fired.sort(null);
    return fired;
  }

  private void resumed(Duration gap) {
    world.turn(turn -> world.parts.resume(turn, gap));
  }

  /** What the deciding thread does when it sees that the clock has jumped. */
  private void jump(Duration by) {
    world.now = world.now.plus(by);
    resumed(by);
  }

  @Test
  void everyTimeOfACronStartsOneRun() {
    cron("*/10 * * * *");
    world.pass(Duration.ofHours(2));
    assertThat(fired()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void aClockSetBackRepeatsNoTimeAndLosesNone() {
    cron("0 * * * *");
    world.pass(Duration.ofMinutes(150));
    List<Instant> before = fired();
    assertThat(before).hasSize(2);
    jump(Duration.ofHours(-2));
    world.pass(Duration.ofHours(4));
    assertThat(fired()).hasSize(4).doesNotHaveDuplicates();
    assertThat(fired().subList(0, 2)).isEqualTo(before);
  }

  @Test
  void aClockSetBackBeforeAStartRepeatsNoTime() {
    cron("0 * * * *");
    world.pass(Duration.ofMinutes(150));
    world.now = world.now.minus(Duration.ofHours(2));
    world.restart();
    world.pass(Duration.ofHours(4));
    assertThat(fired()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void timesThatTheClockJumpsOverAreOneLateRunAndNotMadeUpFor() {
    cron("0 * * * *");
    world.pass(Duration.ofMinutes(30));
    jump(Duration.ofHours(3));
    assertThat(fired()).containsExactly(Instant.parse("2026-06-01T11:00:00Z"));
    world.pass(Duration.ofMinutes(40));
    assertThat(fired())
        .containsExactly(
            Instant.parse("2026-06-01T11:00:00Z"), Instant.parse("2026-06-01T14:00:00Z"));
  }

  @Test
  void timesThatPassWhileTheEngineIsDownAreNotMadeUpFor() {
    cron("0 * * * *");
    world.now = world.now.plus(Duration.ofHours(5)).plusSeconds(1);
    world.restart();
    assertThat(fired()).isEmpty();
    world.pass(Duration.ofHours(1));
    assertThat(fired()).containsExactly(Instant.parse("2026-06-01T16:00:00Z"));
  }

  @Test
  void aDeletedWorkflowTakesItsCronsAlong() {
    cron("* * * * *");
    world.turn(
        turn -> {
          Workflows.Workflow workflow = world.parts.workflows.find(Simulation.TENANT, "tick");
          world.parts.crons.deleteOf(turn, workflow);
          world.parts.workflows.delete(turn, workflow);
        });
    assertThat(world.parts.crons.listCrons(Simulation.TENANT)).isEmpty();
    world.pass(Duration.ofMinutes(5));
    assertThat(world.stored.ids()).isEmpty();
  }

  /** A laptop that slept, an engine that was stopped, a clock that was set, either way. */
  @ParameterizedTest
  @ValueSource(longs = {-7_200, -10, 10, 45, 28_800})
  void timeInWhichTheEngineStoodStillCountsForNobody(long seconds) {
    world.put(Plan.workflow("long", Plan.of("t1").timeout("60s").scheduleTimeout("30s").task()));
    FakeWorker worker = world.worker(1, "w:t1");
    UUID running = world.trigger("long", "{}");
    UUID queued = world.trigger("long", "{}");
    world.pass(Duration.ofSeconds(5));
    worker.beat();
    jump(Duration.ofSeconds(seconds));

    assertThat(world.run(running).tasks().get(0).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(world.run(running).tasks().get(0).attempt()).isZero();
    assertThat(world.run(queued).tasks().get(0).status()).isEqualTo(TaskStatus.QUEUED);
    // What is left of every patience is what was left before.
    world.pass(Duration.ofSeconds(24));
    assertThat(world.status(queued)).isEqualTo(RunStatus.QUEUED);
    world.pass(Duration.ofSeconds(2));
    assertThat(world.status(queued)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void whatIsQueuedWhileTheEngineIsDownIsNotTooLateAtItsStart() {
    world.put(Plan.workflow("short", Plan.of("t1").scheduleTimeout("30s").task()));
    UUID queued = world.trigger("short", "{}");
    world.now = world.now.plus(Duration.ofHours(10));
    world.restart();
    world.pass(Duration.ofSeconds(29));
    assertThat(world.status(queued)).isEqualTo(RunStatus.QUEUED);
    world.pass(Duration.ofSeconds(2));
    assertThat(world.status(queued)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aClockSetBackDelaysNoTimeoutNoRetryAndNoSleep() {
    world.put(Plan.workflow("failing", Plan.of("t1").retries(1, 4.0).task()));
    world.put(Plan.workflow("sleeping", Plan.of("t2").sleep("20s").task()));
    world.put(Plan.workflow("stuck", Plan.of("t3").timeout("20s").task()));
    FakeWorker worker = world.worker(5, "w:t1", "w:t2", "w:t3");
    world.trigger("failing", "{}");
    world.trigger("sleeping", "{}");
    UUID stuck = world.trigger("stuck", "{}");
    worker.held.stream().filter(held -> held.name().equals("t1")).findFirst().orElseThrow().fail();
    jump(Duration.ofHours(-2));
    for (int i = 0; i < 25; i++) {
      world.pass(Duration.ofSeconds(1));
      worker.beat();
    }
    assertThat(worker.held).extracting(Simulation.Held::name).containsExactlyInAnyOrder("t1", "t2");
    assertThat(world.status(stuck)).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void aClockSetBackDoesNotStopARateLimit() {
    world.turn(turn -> world.parts.rateLimits.put(turn, Simulation.TENANT, "k", 1, Window.SECOND));
    Definition limited = Plan.workflow("limited", Plan.of("t4").limit("k", 1).task());
    world.put(limited);
    FakeWorker worker = world.worker(20, "w:t4");
    for (int i = 0; i < 10; i++) {
      world.trigger("limited", "{}");
    }
    jump(Duration.ofHours(-2));
    for (int i = 0; i < 12; i++) {
      world.pass(Duration.ofSeconds(1));
      worker.beat();
    }
    assertThat(worker.held).hasSize(10);
    for (UUID id : world.stored.ids()) {
      Run run = world.run(id);
      assertThat(run.tasks().get(0).status()).isEqualTo(TaskStatus.RUNNING);
    }
  }
}
