package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.engine.model.RunMachine;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Simulation.FakeWorker;

/** Who keeps a task and who loses it, by the second. */
class LivenessTest {
  private final Simulation world = new Simulation();

  @BeforeEach
  void workflow() {
    world.put(Plan.workflow("w", Plan.of("t0").timeout("10m").retries(0, null).task()));
  }

  private Task task(UUID run) {
    return world.run(run).tasks().get(0);
  }

  private void beating(FakeWorker worker, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      if (worker.isConnected()) {
        worker.beat();
      }
      world.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void aKilledProcessLosesItsTasksWithinTwoSeconds() {
    FakeWorker killed = world.worker(1, "w:t0");
    UUID run = world.trigger("w", "{}");
    FakeWorker other = world.worker(1, "w:t0");
    killed.kill();
    world.pass(Duration.ofMillis(1_400));
    assertThat(other.held).isEmpty();
    world.pass(Duration.ofMillis(200));
    assertThat(other.held).hasSize(1);
    assertThat(task(run).attempt()).isEqualTo(1);
    assertThat(task(run).failures()).isZero();
    other.held.get(0).complete();
    assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void oneThatComesBackInTimeKeepsItsTasks() {
    FakeWorker worker = world.worker(1, "w:t0");
    UUID run = world.trigger("w", "{}");
    var held = worker.held.get(0);
    held.report(TaskReport.Kind.STARTED, "", false);
    worker.kill();
    world.pass(Duration.ofSeconds(1));
    worker.listen();
    beating(worker, Duration.ofSeconds(60));
    assertThat(task(run).attempt()).isZero();
    held.complete();
    assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void oneWhoseStreamAloneClosedKeepsItsTasksWhileItHeartbeats() {
    FakeWorker worker = world.worker(1, "w:t0");
    UUID run = world.trigger("w", "{}");
    worker.held.get(0).report(TaskReport.Kind.STARTED, "", false);
    world.pass(Duration.ofSeconds(5));
    worker.closeStream();
    for (int i = 0; i < 60; i++) {
      world.pass(Duration.ofSeconds(1));
      Object connection = new Object();
      world.turn(
          turn ->
              world.parts.workers.reported(
                  turn, world.parts.workers.require(Simulation.TENANT, worker.id), connection));
    }
    assertThat(task(run).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(task(run).attempt()).isZero();
  }

  @Test
  void aSilentOneGetsNothingNewAfterSixSecondsAndLosesItsTasksAfterThirty() {
    FakeWorker silent = world.worker(5, "w:t0");
    UUID held = world.trigger("w", "{}");
    world.pass(Duration.ofSeconds(7));
    UUID waiting = world.trigger("w", "{}");
    assertThat(task(waiting).status()).isEqualTo(TaskStatus.QUEUED);
    FakeWorker other = world.worker(5, "w:t0");
    assertThat(task(waiting).workerId()).isEqualTo(other.id);
    beating(other, Duration.ofSeconds(22));
    assertThat(task(held).workerId()).isEqualTo(silent.id);
    beating(other, Duration.ofSeconds(3));
    assertThat(task(held).workerId()).isEqualTo(other.id);
    assertThat(task(held).attempt()).isEqualTo(1);
    // What the silent one says at last comes too late.
    silent.starts.get(0).complete();
    assertThat(task(held).status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void oneThatReportsWithoutItsIdLives() {
    FakeWorker worker = world.worker(5, "w:t0");
    UUID first = world.trigger("w", "{}");
    world.pass(Duration.ofSeconds(5));
    world.turn(
        turn -> {
          ActiveTask task = world.parts.runs.findTask(Simulation.TENANT, task(first).id());
          assertThat(world.parts.workers.reporter(task, new Object())).isNull();
          Worker reporter = world.parts.workers.reporter(task, worker.connection);
          assertThat(reporter).isNotNull();
          world.parts.workers.reported(turn, reporter, worker.connection);
        });
    world.pass(Duration.ofSeconds(5));
    // Ten seconds after its only heartbeat.
    UUID second = world.trigger("w", "{}");
    assertThat(task(second).workerId()).isEqualTo(worker.id);
  }

  @Test
  void aSilentOneDelaysNobodyElse() {
    world.worker(5, "w:t0");
    world.pass(Duration.ofSeconds(7));
    FakeWorker other = world.worker(5, "w:t0");
    for (int i = 0; i < 100; i++) {
      UUID run = world.trigger("w", "{}");
      assertThat(task(run).workerId()).isEqualTo(other.id);
      other.held.get(0).complete();
      assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void whatAnEngineThatWasKilledHadNotSentIsGivenOutAgain() {
    FakeWorker worker = world.worker(5, "w:t0");
    UUID run = world.trigger("w", "{}");
    UUID begun = world.trigger("w", "{}");
    worker.held.get(1).report(TaskReport.Kind.STARTED, "", false);
    world.restart();
    worker.held.remove(0);
    worker.listen();
    beating(worker, Duration.ofSeconds(4));
    assertThat(worker.starts).hasSize(2);
    beating(worker, Duration.ofSeconds(2));
    assertThat(worker.starts).hasSize(3);
    assertThat(task(run).attempt()).isEqualTo(1);
    assertThat(task(run).failures()).isZero();
    worker.starts.get(2).complete();
    assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
    beating(worker, Duration.ofSeconds(60));
    assertThat(task(begun).attempt()).isZero();
  }

  @Test
  void whatAWorkerSaysThatItHasAfterARestartIsLeftToIt() {
    FakeWorker worker = world.worker(1, "w:t0");
    UUID run = world.trigger("w", "{}");
    world.restart();
    worker.listen();
    worker.held.get(0).report(TaskReport.Kind.ACKNOWLEDGED, "", false);
    beating(worker, Duration.ofSeconds(60));
    assertThat(task(run).attempt()).isZero();
  }

  @Test
  void aTaskThatKillsItsWorkersFailsInTheEnd() {
    UUID run = world.trigger("w", "{}");
    for (int i = 0; i <= RunMachine.MAX_REASSIGNMENTS; i++) {
      world.worker(1, "w:t0").kill();
      world.pass(Duration.ofSeconds(2));
    }
    assertThat(task(run).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task(run).error()).isEqualTo("Task reached its maximum reassignment count");
  }

  @Test
  void aDrainingOneKeepsItsTasksWithoutHeartbeats() {
    FakeWorker worker = world.worker(1, "w:t0");
    UUID run = world.trigger("w", "{}");
    world.turn(
        turn ->
            world.parts.workers.unsubscribe(
                turn, world.parts.workers.require(Simulation.TENANT, worker.id)));
    world.pass(Duration.ofSeconds(90));
    assertThat(task(run).attempt()).isZero();
    worker.held.get(0).complete();
    assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
  }
}
