package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.ConcurrencyRule.Strategy;
import routes.engine.model.Definition;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.model.Run;
import routes.engine.model.TaskDefinition;
import routes.engine.model.TaskEventType;
import routes.engine.scheduler.Simulation.FakeWorker;
import routes.engine.scheduler.Simulation.Held;

/**
 * Random workflows with retries, several concurrency rules and rate limits, under whatever can
 * happen to an engine: {@link Invariants} hold after every turn, and in the end every run ends.
 */
class SchedulerPropertyTest {
  private static final int EVENTS = 250;
  private static final int LIMIT = 3;
  private static final List<Strategy> STRATEGIES = List.of(Strategy.values());
  private static final List<String> KEYS = List.of("input.user", "input.kind", "'all'");

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void whateverHappensTheRulesHoldAndEveryRunEnds(@ForAll long seed) {
    live(seed);
  }

  /** The random worlds are worth something only if all of this happens in them. */
  @Example
  void thatIsRetriesCancelsReplaysLostWorkersTimeoutsAndRulesAtOnce() {
    Set<TaskEventType> happened = EnumSet.noneOf(TaskEventType.class);
    Set<String> messages = new HashSet<>();
    int several = 0;
    for (long seed = 1; seed <= 15; seed++) {
      Simulation world = live(seed);
      happened.addAll(world.stored.happened());
      messages.addAll(world.stored.messages());
      for (UUID id : world.stored.ids()) {
        Definition definition = world.stored.run(id).header().version().definition();
        several += definition.concurrency().size() > 1 ? 1 : 0;
      }
    }
    assertThat(happened)
        .contains(
            TaskEventType.RETRYING,
            TaskEventType.FAILED,
            TaskEventType.CANCELLED,
            TaskEventType.RETRIED_BY_USER,
            TaskEventType.REASSIGNED,
            TaskEventType.TIMED_OUT,
            TaskEventType.SCHEDULING_TIMED_OUT,
            TaskEventType.SKIPPED,
            TaskEventType.REQUEUED_RATE_LIMIT);
    assertThat(messages)
        .contains(
            "Cancelled due to concurrency strategy",
            "Cancelled by a request",
            "Cancelled, because a parent failed or was cancelled",
            "The worker's connections are closed",
            "Worker did not send a heartbeat for 30 seconds");
    assertThat(several).isGreaterThan(60);
  }

  private static Simulation live(long seed) {
    Random random = new Random(seed);
    Simulation world = new Simulation();
    Invariants invariants = new Invariants();
    invariants.limit("static", LIMIT, Duration.ofSeconds(1));
    world.afterEveryTurn(invariants);
    world.turn(
        turn ->
            world.parts.rateLimits.put(turn, Simulation.TENANT, "static", LIMIT, Window.SECOND));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      names.add("w" + i);
      world.put(workflow(random, "w" + i));
    }
    for (int i = 0; i < EVENTS; i++) {
      happen(random, world, invariants, names);
    }
    assertThat(world.parts.runs.all()).hasSameSizeAs(world.stored.unfinished());
    carryOut(world);
    for (UUID id : world.stored.ids()) {
      Run run = world.stored.run(id);
      assertThat(run.isFinished()).as("%s", run).isTrue();
      assertThat(world.stored.state(id).status()).isEqualTo(run.status());
    }
    Invariants.nothingIsLeft(world);
    return world;
  }

  private static void happen(
      Random random, Simulation world, Invariants invariants, List<String> names) {
    List<Held> held = world.held();
    List<FakeWorker> workers = List.copyOf(world.workers.values());
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 ->
          world.trigger(
              names.get(random.nextInt(names.size())),
              "{\"user\":\"u" + random.nextInt(3) + "\",\"kind\":\"k" + random.nextInt(2) + "\"}",
              1 + random.nextInt(3));
      case 4 -> {
        if (workers.stream().filter(FakeWorker::isConnected).count() < 3) {
          world.worker(1 + random.nextInt(4), "w:t0", "w:t1", "w:t2", "w:t3", "w:mend");
        }
      }
      case 5, 6, 7, 8 -> {
        if (!held.isEmpty()) {
          held.get(random.nextInt(held.size())).complete();
        }
      }
      case 9, 10 -> {
        if (!held.isEmpty()) {
          held.get(random.nextInt(held.size()))
              .report(TaskReport.Kind.FAILED, "no", random.nextInt(4) == 0);
        }
      }
      case 11 -> {
        if (!held.isEmpty()) {
          held.get(random.nextInt(held.size())).report(TaskReport.Kind.STARTED, "", false);
        }
      }
      case 12 -> {
        if (!workers.isEmpty()) {
          workers.get(random.nextInt(workers.size())).kill();
        }
      }
      case 13 -> {
        if (!workers.isEmpty()) {
          FakeWorker worker = workers.get(random.nextInt(workers.size()));
          worker.closeStream();
          if (random.nextBoolean()) {
            worker.listen();
          }
        }
      }
      case 14 -> any(random, world).ifPresent(world::cancel);
      case 15 ->
          any(random, world)
              .ifPresent(
                  id -> {
                    invariants.replaying(true);
                    world.replay(id);
                    invariants.replaying(false);
                  });
      case 16 -> {
        if (random.nextInt(3) == 0) {
          world.restart();
        }
      }
      case 17 -> pause(random, world, names);
      default -> {
        workers.forEach(FakeWorker::beat);
        world.pass(Duration.ofMillis(random.nextInt(random.nextInt(6) == 0 ? 40_000 : 3_000)));
      }
    }
  }

  private static Optional<UUID> any(Random random, Simulation world) {
    List<UUID> ids = world.stored.ids();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Run run = world.stored.run(ids.get(random.nextInt(ids.size())));
    return Optional.of(
        random.nextBoolean() ? run.id() : run.tasks().get(random.nextInt(run.tasks().size())).id());
  }

  private static void pause(Random random, Simulation world, List<String> names) {
    String name = names.get(random.nextInt(names.size()));
    world.turn(
        turn -> {
          Workflows.Workflow workflow = world.parts.workflows.find(Simulation.TENANT, name);
          if (workflow.paused) {
            world.parts.workflows.unpause(turn, workflow);
          } else {
            world.parts.workflows.pause(turn, workflow, WorkflowPause.NEVER);
          }
        });
  }

  /** From now on everything works. */
  private static void carryOut(Simulation world) {
    world.turn(
        turn -> {
          for (Workflows.Workflow workflow : world.parts.workflows.list(Simulation.TENANT)) {
            if (workflow.paused) {
              world.parts.workflows.unpause(turn, workflow);
            }
          }
        });
    List.copyOf(world.workers.values()).forEach(FakeWorker::kill);
    FakeWorker worker = world.worker(50, "w:t0", "w:t1", "w:t2", "w:t3", "w:mend");
    for (int i = 0; i < 2_000 && !world.parts.runs.all().isEmpty(); i++) {
      worker.beat();
      List.copyOf(worker.held).forEach(Held::complete);
      world.pass(Duration.ofMillis(500));
    }
    for (FakeWorker gone : List.copyOf(world.workers.values())) {
      gone.kill();
    }
    world.pass(Duration.ofSeconds(10));
  }

  private static Definition workflow(Random random, String name) {
    List<TaskDefinition> tasks = new ArrayList<>();
    int size = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      List<String> parents = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          parents.add("t" + j);
        }
      }
      Plan plan =
          Plan.of("t" + i)
              .after(parents.toArray(new String[0]))
              .retries(random.nextInt(3), random.nextBoolean() ? 2.0 : null)
              .timeout(random.nextInt(3) == 0 ? "5s" : "60s")
              .scheduleTimeout(random.nextInt(3) == 0 ? "10s" : "5m");
      if (random.nextInt(4) == 0) {
        plan.limit("static", 1 + random.nextInt(2));
      }
      if (random.nextInt(5) == 0) {
        plan.dynamicLimit("input.user", 2, Window.SECOND);
      }
      if (random.nextInt(4) == 0) {
        plan.sleep("2s");
      }
      for (int r = random.nextInt(3); r > 0; r--) {
        plan.rule(rule(random));
      }
      tasks.add(plan.task());
    }
    if (size > 1 && random.nextBoolean()) {
      tasks.add(Plan.of("mend").onFailure().task());
    }
    List<ConcurrencyRule> ofRun = new ArrayList<>();
    for (int r = random.nextInt(3); r > 0; r--) {
      ofRun.add(rule(random));
    }
    return Plan.workflow(name, ofRun, tasks);
  }

  private static ConcurrencyRule rule(Random random) {
    if (random.nextInt(5) == 0) {
      return Plan.shared("shared", 2, "input.user", Strategy.GROUP_ROUND_ROBIN);
    }
    Strategy strategy =
        random.nextBoolean()
            ? Strategy.GROUP_ROUND_ROBIN
            : STRATEGIES.get(random.nextInt(STRATEGIES.size()));
    return Plan.rule(1 + random.nextInt(3), KEYS.get(random.nextInt(KEYS.size())), strategy);
  }
}
