package routes.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is thrown at the state machine, these hold. */
class RunMachineTest {
  private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");
  private static final int EVENTS = 60;

  private final RunMachine machine =
      new RunMachine((expression, output, input) -> expression.isEmpty());

  @Property(tries = 300)
  void statesGoForwardWithinAnAttemptAndFinalOnesStay(@ForAll long seed) {
    Random random = new Random(seed);
    walk(
        random,
        (before, after) -> {
          for (Transition step : after.transitions()) {
            Task from = step.before();
            Task to = step.after();
            assertThat(from.isTerminal()).as("%s", step).isFalse();
            assertThat(to.attempt()).isGreaterThanOrEqualTo(from.attempt());
            if (to.attempt() == from.attempt() && from.status() != TaskStatus.BACKOFF) {
              assertThat(to.status()).isGreaterThanOrEqualTo(from.status());
            }
          }
        });
  }

  @Property(tries = 300)
  void aTaskStartsAfterAllItsParents(@ForAll long seed) {
    walk(
        new Random(seed),
        (before, after) -> {
          for (Task task : after.run().tasks()) {
            boolean begun =
                task.status() == TaskStatus.QUEUED
                    || task.status() == TaskStatus.RUNNING
                    || task.status() == TaskStatus.COMPLETED;
            if (begun) {
              for (int parent : after.run().header().version().parents(task.ordinal())) {
                assertThat(after.run().tasks().get(parent).status())
                    .isIn(TaskStatus.COMPLETED, TaskStatus.SKIPPED);
              }
            }
          }
        });
  }

  @Property(tries = 300)
  void theOutcomeIsWhatItsTransitionsSay(@ForAll long seed) {
    walk(
        new Random(seed),
        (before, after) -> {
          List<Task> replayed = new ArrayList<>(before.tasks());
          for (Transition step : after.transitions()) {
            assertThat(replayed.get(step.before().ordinal())).isEqualTo(step.before());
            replayed.set(step.after().ordinal(), step.after());
          }
          assertThat(after.run().tasks()).isEqualTo(replayed);
        });
  }

  @Property(tries = 200)
  void everyRunEndsWhenItsTasksAreCarriedOut(
      @ForAll long seed, @ForAll @IntRange(max = 100) int failures) {
    Random random = new Random(seed);
    Run run = machine.start(newRun(random), START).run();
    Instant now = START;
    for (int i = 0; i < 500 && !run.isFinished(); i++) {
      now = now.plusSeconds(1);
      for (int ordinal = 0; ordinal < run.tasks().size(); ordinal++) {
        run = machine.assign(run, ordinal, new UUID(0, 1), now).run();
        int attempt = run.tasks().get(ordinal).attempt();
        run =
            random.nextInt(100) < failures
                ? machine.fail(run, ordinal, attempt, "no", false, null, now).run()
                : machine.complete(run, ordinal, attempt, "{}", now).run();
        run = machine.retry(run, ordinal, run.tasks().get(ordinal).attempt(), now).run();
      }
    }
    assertThat(run.isFinished()).isTrue();
    boolean failed = run.tasks().stream().anyMatch(t -> t.status() == TaskStatus.FAILED);
    assertThat(run.status() == RunStatus.FAILED).isEqualTo(failed);
  }

  @Property(tries = 200)
  void aCancelledRunIsFinishedAndNothingStartsAfterwards(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = machine.start(newRun(random), START).run();
    for (int i = 0; i < random.nextInt(20); i++) {
      run = event(random, run, START.plusSeconds(i)).run();
    }
    Set<Integer> all = Set.copyOf(run.tasks().stream().map(Task::ordinal).toList());
    Run cancelled = machine.cancel(run, all, "stop", START.plusSeconds(60)).run();
    assertThat(cancelled.isFinished()).isTrue();
    for (int i = 0; i < EVENTS; i++) {
      Outcome after = event(random, cancelled, START.plusSeconds(61 + i));
      assertThat(after.transitions()).isEmpty();
      assertThat(after.run()).isEqualTo(cancelled);
    }
  }

  @Property(tries = 200)
  void aReplayRunsExactlyTheTaskAndWhatComesAfterIt(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = machine.start(newRun(random), START).run();
    for (int ordinal = 0; ordinal < run.tasks().size(); ordinal++) {
      run = machine.assign(run, ordinal, new UUID(0, 1), START).run();
      run = machine.complete(run, ordinal, 0, "{}", START).run();
    }
    int chosen = random.nextInt(run.tasks().size() - 1);
    Run replayed = machine.replay(run, Set.of(chosen), START.plusSeconds(1)).run();
    assertThat(replayed.tasks().get(chosen).attempt()).isEqualTo(1);
    assertThat(replayed.tasks().get(chosen).status()).isEqualTo(TaskStatus.QUEUED);
    for (Task task : replayed.tasks()) {
      boolean follows =
          follows(run, task.ordinal(), chosen) || run.definition(task.ordinal()).onFailure();
      assertThat(task.attempt()).isEqualTo(task.ordinal() == chosen || follows ? 1 : 0);
    }
  }

  private static boolean follows(Run run, int ordinal, int ancestor) {
    List<Integer> parents = run.header().version().parents(ordinal);
    return parents.contains(ancestor) || parents.stream().anyMatch(p -> follows(run, p, ancestor));
  }

  private interface Check {
    void on(Run before, Outcome after);
  }

  private void walk(Random random, Check check) {
    Run run = newRun(random);
    Outcome first = machine.start(run, START);
    check.on(run, first);
    run = first.run();
    for (int i = 0; i < EVENTS; i++) {
      Outcome next = event(random, run, START.plusSeconds(i));
      check.on(run, next);
      run = next.run();
    }
  }

  private Outcome event(Random random, Run run, Instant now) {
    int ordinal = random.nextInt(run.tasks().size());
    int attempt =
        Math.max(0, run.tasks().get(ordinal).attempt() - (random.nextInt(8) == 0 ? 1 : 0));
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> machine.assign(run, ordinal, new UUID(0, random.nextInt(3)), now);
      case 3, 4 -> machine.complete(run, ordinal, attempt, "{\"x\":1}", now);
      case 5 ->
          machine.fail(
              run,
              ordinal,
              attempt,
              "no",
              random.nextInt(5) == 0,
              random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(3)),
              now);
      case 6 -> machine.timeOut(run, ordinal, attempt, now.plusSeconds(120));
      case 7 -> machine.retry(run, ordinal, attempt, now);
      case 8 -> machine.reassign(run, ordinal, attempt, "gone", now);
      case 9 ->
          random.nextInt(6) == 0
              ? machine.scheduleTimeOut(run, ordinal, attempt, now)
              : machine.releaseSlot(run, ordinal, now);
      default ->
          random.nextInt(10) == 0
              ? machine.cancel(run, Set.of(ordinal), "stop", now)
              : machine.refreshTimeout(run, ordinal, Duration.ofSeconds(5), now);
    };
  }

  /**
   * A random graph: every task may have any earlier ones as parents; sometimes an on-failure task.
   */
  private static Run newRun(Random random) {
    List<TaskDefinition> tasks = new ArrayList<>();
    int size = 2 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      List<String> parents = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          parents.add("t" + j);
        }
      }
      Double factor = random.nextBoolean() ? 2.0 : null;
      tasks.add(task("t" + i, parents, random.nextInt(3), factor, false));
    }
    tasks.add(task("mend", List.of(), 1, null, true));
    Definition definition =
        new Definition(
            "w", "", "", List.of(), List.of(), null, tasks, List.of(), null, 1, List.of(), null,
            null);
    WorkflowVersion version =
        new WorkflowVersion(new UUID(1, 1), new UUID(1, 2), 1, START, "", definition);
    RunHeader header =
        new RunHeader(
            Ids.run(START),
            new UUID(1, 3),
            version,
            START,
            "{}",
            "{}",
            1,
            null,
            null,
            null,
            Map.of());
    return Run.created(header, true, 1);
  }

  private static TaskDefinition task(
      String name, List<String> parents, int retries, Double factor, boolean onFailure) {
    return new TaskDefinition(
        name,
        "w:" + name,
        "60s",
        "5m",
        parents,
        retries,
        factor,
        10,
        onFailure,
        false,
        Map.of("default", 1),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
