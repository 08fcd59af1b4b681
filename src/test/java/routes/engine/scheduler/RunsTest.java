package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Simulation.FakeWorker;
import routes.engine.scheduler.Simulation.Held;

class RunsTest {
  private final Simulation world = new Simulation();

  /** H#4802, H#1428: a run with an on-failure task that is not needed ended never. */
  @Test
  void aRunWhoseOnFailureTaskIsNotNeededEnds() {
    world.put(
        Plan.workflow(
            "w",
            Simulation.task("t0"),
            Simulation.task("t1", "t0"),
            Plan.of("mend").onFailure().task()));
    FakeWorker worker = world.worker(5, "w:t0", "w:t1", "w:mend");
    UUID done = world.trigger("w", "{}");
    worker.held.get(0).complete();
    worker.held.get(0).complete();
    assertThat(world.status(done)).isEqualTo(RunStatus.COMPLETED);
    assertThat(world.run(done).tasks().get(2).status()).isEqualTo(TaskStatus.SKIPPED);
    UUID cancelled = world.trigger("w", "{}");
    world.cancel(cancelled);
    assertThat(world.status(cancelled)).isEqualTo(RunStatus.CANCELLED);
    assertThat(world.run(cancelled).isFinished()).isTrue();
    Invariants.nothingIsLeft(world);
  }

  /** H#1337, H#596, H#3860: other inputs, or none, on a retry or replay. */
  @Test
  void everyAttemptSeesTheSameInputAndParents() {
    world.put(
        Plan.workflow(
            "w", Simulation.task("t0"), Plan.of("t1").after("t0").retries(1, null).task()));
    FakeWorker worker = world.worker(50, "w:t0", "w:t1");
    for (int i = 0; i < 10; i++) {
      world.trigger("w", "{\"n\":" + i + "}");
    }
    List.copyOf(worker.held).forEach(Held::complete);
    List.copyOf(worker.held).forEach(Held::fail);
    List.copyOf(worker.held).forEach(Held::fail);
    List<UUID> runs = world.stored.ids();
    assertThat(runs).allMatch(id -> world.status(id) == RunStatus.FAILED);
    runs.forEach(id -> world.replay(world.run(id).tasks().get(1).id()));
    world.restart();
    world.worker(50, "w:t0", "w:t1");
    world.pass(Duration.ofSeconds(10));
    for (FakeWorker any : world.workers.values()) {
      for (Held held : any.starts) {
        if (held.name().equals("t1")) {
          UUID id = held.run().id();
          assertThat(held.run().header().input()).isEqualTo(world.stored.run(id).header().input());
          assertThat(held.run().tasks().get(0).output()).isEqualTo("{\"of\":\"t0\"}");
        }
      }
    }
    // Two attempts, one by the replay, one more because its worker was lost with the engine.
    assertThat(world.run(runs.get(0)).tasks().get(1).attempt()).isEqualTo(3);
  }

  @Test
  void aReplayWithdrawsWhatComesAfterIt() {
    world.put(Plan.workflow("w", Simulation.task("t0"), Simulation.task("t1", "t0")));
    FakeWorker worker = world.worker(5, "w:t0", "w:t1");
    UUID run = world.trigger("w", "{}");
    worker.held.get(0).complete();
    Held second = worker.held.get(0);
    List<UUID> replayed = world.replay(world.run(run).tasks().get(0).id());
    assertThat(replayed).containsExactlyElementsOf(ids(run));
    assertThat(worker.cancels).containsExactly(second.task());
    second.complete();
    assertThat(world.run(run).tasks().get(1).status()).isEqualTo(TaskStatus.WAITING);
    worker.held.get(0).complete();
    worker.held.get(0).complete();
    assertThat(world.status(run)).isEqualTo(RunStatus.COMPLETED);
    Invariants.nothingIsLeft(world);
  }

  @Test
  void aReplayOfATaskThatRunsChangesNothing() {
    world.put(Plan.workflow("w", Simulation.task("t0"), Simulation.task("t1", "t0")));
    FakeWorker worker = world.worker(5, "w:t0", "w:t1");
    UUID run = world.trigger("w", "{}");
    assertThat(world.replay(run)).isEmpty();
    assertThat(worker.cancels).isEmpty();
    assertThat(world.run(run).tasks().get(0).attempt()).isZero();
  }

  private List<UUID> ids(UUID run) {
    return world.run(run).tasks().stream().map(Task::id).toList();
  }

  @Test
  void childrenOfAReplayedParentAreTheSameRuns() {
    world.put(Plan.workflow("parent", Simulation.task("t0")));
    world.put(Plan.workflow("child", Simulation.task("t1")));
    FakeWorker worker = world.worker(5, "w:t0");
    UUID parent = world.trigger("parent", "{}");
    TriggerRequest spawn =
        new TriggerRequest("child", "{}", "{}", 1, parent, 0, null, null, Map.of());
    UUID child = spawn(spawn);
    worker.held.get(0).complete();
    world.replay(parent);
    assertThat(spawn(spawn)).isEqualTo(child);
    world.restart();
    assertThat(spawn(spawn)).isEqualTo(child);
  }

  private UUID spawn(TriggerRequest request) {
    return world.decide(
        turn -> world.parts.triggers.trigger(turn, Simulation.TENANT, request, null));
  }
}
