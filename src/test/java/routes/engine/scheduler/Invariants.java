package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.RateLimitRule;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;
import routes.engine.model.TaskStatus;

/**
 * What holds at every instant, worked out from the definitions and the states of the tasks alone,
 * without asking the parts of the scheduler that are to see to it.
 */
final class Invariants implements Consumer<Simulation> {
  /** Units taken from a limit at a time. */
  private record Use(Instant at, int units) {}

  private record Attempt(UUID task, int attempt) {}

  private final Map<UUID, Task> last = new HashMap<>();
  private final Map<String, List<Use>> uses = new HashMap<>();
  private final Map<String, Integer> limits = new HashMap<>();
  private final Map<String, Duration> windows = new HashMap<>();
  private final Set<Attempt> begun = new HashSet<>();
  private boolean replaying;

  /** Within these turns final tasks may begin again. */
  void replaying(boolean newReplaying) {
    replaying = newReplaying;
  }

  /** The static limits, which no definition tells. */
  void limit(String key, int limit, Duration window) {
    limits.put(key, limit);
    windows.put(key, window);
  }

  @Override
  public void accept(Simulation world) {
    List<Run> runs = world.parts.runs.all().stream().map(ActiveRun::run).toList();
    Set<UUID> changed = world.stored.takeChanged();
    statesGoForward(world, changed);
    runs.forEach(Invariants::parentsFirst);
    slots(world, runs);
    concurrency(runs);
    rateLimits(world, runs);
    memoryIsWhatIsWritten(world, changed);
  }

  private void statesGoForward(Simulation world, Set<UUID> changed) {
    for (UUID id : changed) {
      for (Task task : world.stored.run(id).tasks()) {
        Task before = last.put(task.id(), task);
        if (before == null || before.equals(task)) {
          continue;
        }
        assertThat(task.attempt()).isGreaterThanOrEqualTo(before.attempt());
        if (before.isTerminal()) {
          assertThat(replaying).as("%s became %s", before, task).isTrue();
          assertThat(task.attempt()).isGreaterThan(before.attempt());
        }
        // Between two looks an attempt can have failed and been queued again, never gone back.
        if (task.attempt() == before.attempt() && before.status() != TaskStatus.BACKOFF) {
          assertThat(task.status()).isGreaterThanOrEqualTo(before.status());
        }
      }
    }
  }

  private static void parentsFirst(Run run) {
    for (Task task : run.tasks()) {
      if (task.status() == TaskStatus.QUEUED
          || task.status() == TaskStatus.RUNNING
          || task.status() == TaskStatus.BACKOFF) {
        for (int parent : run.header().version().parents(task.ordinal())) {
          assertThat(run.tasks().get(parent).status())
              .isIn(TaskStatus.COMPLETED, TaskStatus.SKIPPED);
        }
      }
    }
  }

  private static void slots(Simulation world, List<Run> runs) {
    Map<UUID, Integer> used = new HashMap<>();
    Map<UUID, Integer> running = new HashMap<>();
    for (Run run : runs) {
      for (Task task : run.tasks()) {
        if (task.status() == TaskStatus.RUNNING) {
          int units = task.slotReleased() ? 0 : slots(run.definition(task.ordinal()));
          used.merge(task.workerId(), units, Integer::sum);
          running.merge(task.workerId(), 1, Integer::sum);
        }
      }
    }
    for (Worker worker : world.parts.workers.list(Simulation.TENANT)) {
      int units = used.getOrDefault(worker.id, 0);
      assertThat(units).isLessThanOrEqualTo(worker.profile.slots().get("default"));
      assertThat(worker.used("default")).isEqualTo(units);
      assertThat(worker.running).hasSize(running.getOrDefault(worker.id, 0));
    }
  }

  private static int slots(TaskDefinition definition) {
    return definition.slots().getOrDefault("default", 0);
  }

  private static void concurrency(List<Run> runs) {
    Map<String, Set<UUID>> holders = new HashMap<>();
    Map<String, Integer> most = new HashMap<>();
    for (Run run : runs) {
      Definition definition = run.header().version().definition();
      boolean begun =
          run.tasks().stream()
              .anyMatch(t -> t.status() == TaskStatus.RUNNING || t.status() == TaskStatus.BACKOFF);
      for (Task task : run.tasks()) {
        if (task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.BACKOFF) {
          List<ConcurrencyRule> rules = run.definition(task.ordinal()).concurrency();
          hold(run, task.id(), run.definition(task.ordinal()).readableId(), rules, holders, most);
          if (definition.isStandalone()) {
            hold(run, task.id(), "", definition.concurrency(), holders, most);
          }
        }
      }
      if (begun && !definition.isStandalone()) {
        hold(run, run.id(), "", definition.concurrency(), holders, most);
      }
    }
    holders.forEach((key, ids) -> assertThat(ids).as(key).hasSizeLessThanOrEqualTo(most.get(key)));
  }

  private static void hold(
      Run run,
      UUID holder,
      String scope,
      List<ConcurrencyRule> rules,
      Map<String, Set<UUID>> holders,
      Map<String, Integer> most) {
    for (int i = 0; i < rules.size(); i++) {
      ConcurrencyRule rule = rules.get(i);
      String owner =
          rule.name() == null
              ? run.header().version().workflowId() + scope + i
              : "name " + rule.name();
      String key = owner + " " + value(rule.expression(), run);
      holders.computeIfAbsent(key, k -> new HashSet<>()).add(holder);
      most.put(key, rule.maxRuns());
    }
  }

  /** What the few expressions that these tests use give. */
  static String value(String expression, Run run) {
    JsonNode input = Json.tree(run.header().input());
    return switch (expression) {
      case "input.user" -> input.path("user").asText();
      case "input.kind" -> input.path("kind").asText();
      case "'all'" -> "all";
      default -> throw new IllegalArgumentException(expression);
    };
  }

  private void rateLimits(Simulation world, List<Run> runs) {
    Map<String, Integer> now = new HashMap<>();
    for (Run run : runs) {
      for (Task task : run.tasks()) {
        if (task.status() == TaskStatus.RUNNING
            && begun.add(new Attempt(task.id(), task.attempt()))) {
          for (RateLimitRule rule : run.definition(task.ordinal()).rateLimits()) {
            String key = rule.key();
            if (rule.keyExpression() != null) {
              key = value(rule.keyExpression(), run);
              limit(key, Integer.parseInt(rule.limitExpression()), rule.window().length());
            }
            now.merge(key, rule.units(), Integer::sum);
          }
        }
      }
    }
    now.forEach(
        (key, units) -> {
          List<Use> all = uses.computeIfAbsent(key, k -> new ArrayList<>());
          all.add(new Use(world.now, units));
          Duration window = windows.get(key);
          Instant begin = all.get(0).at();
          // Any stretch as long as a window touches two windows at the most.
          int recent =
              all.stream()
                  .filter(use -> use.at().isAfter(world.now.minus(window)))
                  .mapToInt(Use::units)
                  .sum();
          assertThat(recent).as(key).isLessThanOrEqualTo(2 * limits.get(key));
          long passed = Duration.between(begin, world.now).toMillis() / window.toMillis();
          int total = all.stream().mapToInt(Use::units).sum();
          assertThat((long) total).as(key).isLessThanOrEqualTo(limits.get(key) * (passed + 2));
        });
  }

  private static void memoryIsWhatIsWritten(Simulation world, Set<UUID> changed) {
    for (UUID id : changed) {
      ActiveRun active = world.parts.runs.find(Simulation.TENANT, id);
      if (!world.stored.isUnfinished(id)) {
        assertThat(active).as("finished run %s is not in memory", id).isNull();
        continue;
      }
      Run stored = world.stored.run(id);
      assertThat(active).as("unfinished run %s is in memory", stored.id()).isNotNull();
      // But for the time that a start of the engine grants to those who could not report.
      assertThat(active.run().tasks())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("deadline")
          .isEqualTo(stored.tasks());
      assertThat(active.run().isFinished()).isFalse();
    }
  }

  /** Nothing is left of what has ended. */
  static void nothingIsLeft(Simulation world) {
    assertThat(world.parts.runs.all()).isEmpty();
    assertThat(world.parts.concurrency.size()).isZero();
    assertThat(world.parts.queues.all()).isEmpty();
    // What is left to come is the look after the workers, once a second, and one after old results.
    long expected =
        (world.parts.recent.isSweepPlanned() ? 2 : 1)
            + world.parts.workers.list(Simulation.TENANT).stream()
                .filter(w -> w.gone != null)
                .count();
    assertThat((long) world.parts.timers.size()).isEqualTo(expected);
  }
}
