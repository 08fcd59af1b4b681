package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.ConcurrencyRule.Strategy;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Simulation.FakeWorker;
import routes.engine.scheduler.Simulation.Held;

class ConcurrencyTest {
  private final Simulation world = new Simulation();

  private void standalone(String name, ConcurrencyRule... rules) {
    world.put(Plan.workflow(name, List.of(rules), List.of(Simulation.task("t0"))));
  }

  private static String user(String user) {
    return "{\"user\":\"" + user + "\",\"kind\":\"k\"}";
  }

  private List<UUID> trigger(String workflow, String... users) {
    List<UUID> ids = new ArrayList<>();
    for (String user : users) {
      ids.add(world.trigger(workflow, user(user)));
    }
    return ids;
  }

  private List<RunStatus> statuses(List<UUID> ids) {
    return ids.stream().map(world::status).toList();
  }

  /** What becomes of three of one key where one may run: R runs, Q waits, C is cancelled. */
  @ParameterizedTest
  @CsvSource({
    "GROUP_ROUND_ROBIN, RQQ",
    "CANCEL_NEWEST, RCC",
    "CANCEL_IN_PROGRESS, CCR",
    "CANCEL_QUEUED_EXCEPT_NEWEST, RCQ",
    "CANCEL_QUEUED_EXCEPT_OLDEST, RQC"
  })
  void strategiesDecideBeyondTheLimit(Strategy strategy, String expected) {
    standalone("w", Plan.rule(1, "input.user", strategy));
    world.worker(10, "w:t0");
    List<UUID> ids = trigger("w", "a", "a", "a");
    StringBuilder seen = new StringBuilder();
    statuses(ids).forEach(status -> seen.append(status.name().charAt(0)));
    assertThat(seen.toString()).isEqualTo(expected);
    // Another key is another matter.
    assertThat(statuses(trigger("w", "b"))).containsExactly(RunStatus.RUNNING);
  }

  /** The same, decided in one turn as a bulk is. */
  @ParameterizedTest
  @CsvSource({
    "GROUP_ROUND_ROBIN, RQQ",
    "CANCEL_NEWEST, RCC",
    "CANCEL_IN_PROGRESS, CCR",
    "CANCEL_QUEUED_EXCEPT_NEWEST, RCQ",
    "CANCEL_QUEUED_EXCEPT_OLDEST, RQC"
  })
  void aBulkIsDecidedAsIfOneCameAfterTheOther(Strategy strategy, String expected) {
    standalone("w", Plan.rule(1, "input.user", strategy));
    world.worker(10, "w:t0");
    List<UUID> ids = new ArrayList<>();
    world.turn(
        turn -> {
          for (int i = 0; i < 3; i++) {
            TriggerRequest request = TriggerRequest.of("w", user("a"), "{}", null);
            ids.add(world.parts.triggers.trigger(turn, Simulation.TENANT, request, null));
          }
        });
    StringBuilder seen = new StringBuilder();
    statuses(ids).forEach(status -> seen.append(status.name().charAt(0)));
    assertThat(seen.toString()).isEqualTo(expected);
  }

  @Test
  void keysInterleaveAndWithinAKeyItIsFirstComeFirstServedByPriority() {
    standalone("w", Plan.rule(1, "input.user", Strategy.GROUP_ROUND_ROBIN));
    FakeWorker worker = world.worker(10, "w:t0");
    trigger("w", "a", "a", "a", "b", "b", "b");
    UUID urgent = world.trigger("w", user("a"), 3);
    List<String> order = new ArrayList<>();
    while (!worker.held.isEmpty()) {
      Held held = worker.held.get(0);
      order.add(held.run().header().input().contains("\"a\"") ? "a" : "b");
      if (held.run().id().equals(urgent)) {
        order.set(order.size() - 1, "A");
      }
      held.complete();
    }
    assertThat(String.join("", order)).isEqualTo("abAbaba".substring(0, 7));
  }

  @Test
  void twoRulesHoldAtOnceAndNoSlotIsLost() {
    standalone(
        "w",
        Plan.rule(1, "input.user", Strategy.GROUP_ROUND_ROBIN),
        Plan.rule(2, "'all'", Strategy.GROUP_ROUND_ROBIN));
    FakeWorker worker = world.worker(10, "w:t0");
    world.afterEveryTurn(new Invariants());
    List<UUID> ids = trigger("w", "a", "a", "b", "b", "c", "c");
    int rounds = 0;
    while (!worker.held.isEmpty()) {
      rounds++;
      assertThat(worker.held).hasSizeLessThanOrEqualTo(2);
      List.copyOf(worker.held).forEach(Held::complete);
    }
    // Six tasks, two at a time, in their order; at the end c's second cannot run beside its first.
    assertThat(rounds).isEqualTo(4);
    assertThat(statuses(ids)).containsOnly(RunStatus.COMPLETED);
  }

  /** H#2866: a graph under two rules took several times as long as its tasks. */
  @Test
  void aGraphUnderTwoRulesGoesOnAtOnceWithTheNextTask() {
    world.put(
        Plan.workflow(
            "graph",
            List.of(
                Plan.rule(1, "input.user", Strategy.GROUP_ROUND_ROBIN),
                Plan.rule(3, "'all'", Strategy.GROUP_ROUND_ROBIN)),
            List.of(
                Plan.of("t0").atMost(2, "'all'", Strategy.GROUP_ROUND_ROBIN).task(),
                Plan.of("t1").after("t0").task())));
    FakeWorker worker = world.worker(10, "w:t0", "w:t1");
    UUID id = world.trigger("graph", user("a"));
    Duration task = Duration.ofMillis(200);
    int steps = 0;
    while (!world.status(id).isTerminal()) {
      world.pass(task);
      worker.beat();
      List.copyOf(worker.held).forEach(Held::complete);
      steps++;
    }
    assertThat(steps).isEqualTo(2);
  }

  @Test
  void aNameSharesTheSlotsOfSeveralWorkflowsOfATenant() {
    ConcurrencyRule shared = Plan.shared("quota", 2, "input.user", Strategy.GROUP_ROUND_ROBIN);
    standalone("first", shared);
    standalone("second", shared);
    standalone("alone", Plan.rule(2, "input.user", Strategy.GROUP_ROUND_ROBIN));
    FakeWorker worker = world.worker(20, "w:t0");
    trigger("first", "a", "a");
    List<UUID> waiting = trigger("second", "a", "b");
    trigger("alone", "a");
    assertThat(statuses(waiting)).containsExactly(RunStatus.QUEUED, RunStatus.RUNNING);
    assertThat(worker.held).hasSize(4);
    worker.held.get(0).complete();
    assertThat(statuses(waiting)).containsOnly(RunStatus.RUNNING);
  }

  @Test
  void theNewestRunsExpressionSetsTheLimitOfItsKey() {
    ConcurrencyRule rule =
        new ConcurrencyRule("input.user", 1, Strategy.GROUP_ROUND_ROBIN, null, "int(input.most)");
    standalone("w", rule);
    FakeWorker worker = world.worker(20, "w:t0");
    for (int i = 0; i < 4; i++) {
      world.trigger("w", "{\"user\":\"a\",\"most\":1}");
    }
    assertThat(worker.held).hasSize(1);
    world.trigger("w", "{\"user\":\"a\",\"most\":3}");
    assertThat(worker.held).hasSize(3);
  }

  @Test
  void anExpressionThatFailsFailsTheTaskWithASentence() {
    standalone("w", Plan.rule(1, "input.user.name", Strategy.GROUP_ROUND_ROBIN));
    UUID id = world.trigger("w", user("a"));
    assertThat(world.status(id)).isEqualTo(RunStatus.FAILED);
    assertThat(world.run(id).tasks().get(0).error()).startsWith("failed to parse step expression");
  }

  /** Not one inside the other: thousands of them would be too deep for any stack. */
  @Test
  void thousandsThatCannotBeGivenOutEndOneAfterTheOther() {
    world.put(
        Plan.workflow(
            "w",
            Plan.of("t0")
                .atMost(1, "'all'", Strategy.GROUP_ROUND_ROBIN)
                .dynamicLimit("input.user.name", 1, Window.SECOND)
                .task()));
    standalone("holder", Plan.rule(1, "'all'", Strategy.GROUP_ROUND_ROBIN));
    List<UUID> ids = new ArrayList<>();
    world.turn(
        turn -> {
          for (int i = 0; i < 20_000; i++) {
            TriggerRequest request = TriggerRequest.of("w", user("a"), "{}", null);
            ids.add(world.parts.triggers.trigger(turn, Simulation.TENANT, request, null));
          }
        });
    assertThat(statuses(ids)).containsOnly(RunStatus.FAILED);
    Invariants.nothingIsLeft(world);
  }

  /** H#4900: the run that gave way must not run its next attempt after all. */
  @ParameterizedTest
  @EnumSource(names = {"CANCEL_IN_PROGRESS"})
  void aRetryThatWaitsForItsTimeIsDeadOnceItsRunHasGivenWay(Strategy strategy) {
    world.put(
        Plan.workflow(
            "graph",
            List.of(Plan.rule(1, "input.user", strategy)),
            List.of(Plan.of("t0").retries(3, 2.0).task(), Plan.of("t1").after("t0").task())));
    FakeWorker worker = world.worker(10, "w:t0", "w:t1");
    UUID old = world.trigger("graph", user("a"));
    worker.held.get(0).fail();
    assertThat(world.run(old).tasks().get(0).status()).isEqualTo(TaskStatus.BACKOFF);
    UUID newer = world.trigger("graph", user("a"));
    assertThat(world.status(old)).isEqualTo(RunStatus.CANCELLED);
    for (int i = 0; i < 60; i++) {
      world.pass(Duration.ofSeconds(1));
      worker.beat();
    }
    assertThat(worker.starts).hasSize(2);
    assertThat(worker.starts.get(1).run().id()).isEqualTo(newer);
    assertThat(world.status(old)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aSlotIsKeptBetweenAttempts() {
    world.put(
        Plan.workflow(
            "w",
            List.of(Plan.rule(1, "input.user", Strategy.GROUP_ROUND_ROBIN)),
            List.of(Plan.of("t0").retries(1, 5.0).task())));
    FakeWorker worker = world.worker(10, "w:t0");
    List<UUID> ids = trigger("w", "a", "a");
    worker.held.get(0).fail();
    world.pass(Duration.ofSeconds(1));
    assertThat(worker.held).isEmpty();
    for (int i = 0; i < 6; i++) {
      worker.beat();
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(worker.held).hasSize(1);
    assertThat(worker.held.get(0).run().id()).isEqualTo(ids.get(0));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aStartOfTheEngineDecidesNothingAnew(Strategy strategy) {
    standalone("w", Plan.rule(2, "input.user", strategy));
    FakeWorker worker = world.worker(10, "w:t0");
    List<UUID> ids = trigger("w", "a", "a", "a", "a", "a");
    List<RunStatus> before = statuses(ids);
    world.restart();
    worker.listen();
    world.pass(Duration.ofSeconds(1));
    assertThat(statuses(ids)).isEqualTo(before);
    worker.held.get(0).complete();
    world.worker(10, "w:t0");
    assertThat(world.running()).isEqualTo(2 - (before.contains(RunStatus.QUEUED) ? 0 : 1));
  }

  @Test
  void aReplayOfARunThatWaitsForItsSlotTakesNoSecondPlace() {
    world.put(
        Plan.workflow(
            "graph",
            List.of(Plan.rule(1, "'all'", Strategy.GROUP_ROUND_ROBIN)),
            List.of(Simulation.task("t0"), Simulation.task("t1"))));
    FakeWorker worker = world.worker(10, "w:t0", "w:t1");
    UUID waiting = world.trigger("graph", user("a"));
    List.copyOf(worker.held).forEach(Held::complete);
    world.trigger("graph", user("a"));
    world.replay(world.run(waiting).tasks().get(0).id());
    world.replay(world.run(waiting).tasks().get(1).id());
    for (int i = 0; i < 2; i++) {
      assertThat(worker.held).hasSize(2);
      List.copyOf(worker.held).forEach(Held::complete);
    }
    assertThat(world.status(waiting)).isEqualTo(RunStatus.COMPLETED);
    Invariants.nothingIsLeft(world);
  }

  @Test
  void aGatedRunThatIsReplayedLongAfterItsCreationIsNotTooLate() {
    world.put(
        Plan.workflow(
            "graph",
            List.of(Plan.rule(1, "'all'", Strategy.GROUP_ROUND_ROBIN)),
            List.of(Simulation.task("t0"), Simulation.task("t1", "t0"))));
    FakeWorker worker = world.worker(10, "w:t0", "w:t1");
    UUID run = world.trigger("graph", user("a"));
    worker.held.get(0).fail();
    assertThat(world.status(run)).isEqualTo(RunStatus.FAILED);
    world.pass(Duration.ofHours(2));
    worker.beat();
    world.replay(run);
    assertThat(worker.held).extracting(Held::name).containsExactly("t0");
  }

  @Test
  void aReplayedTaskOfAGatedRunGetsItsSlotAlsoAfterAStart() {
    world.put(
        Plan.workflow(
            "graph",
            List.of(Plan.rule(1, "'all'", Strategy.GROUP_ROUND_ROBIN)),
            List.of(Simulation.task("t0"), Simulation.task("t1", "t0"))));
    FakeWorker worker = world.worker(10, "w:t0", "w:t1");
    UUID first = world.trigger("graph", user("a"));
    worker.held.get(0).complete();
    worker.held.get(0).complete();
    UUID second = world.trigger("graph", user("a"));
    world.replay(world.run(first).tasks().get(1).id());
    assertThat(world.run(first).tasks().get(1).status()).isEqualTo(TaskStatus.WAITING);
    world.restart();
    worker.listen();
    assertThat(worker.held).hasSize(1);
    worker.held.get(0).complete();
    assertThat(worker.held).extracting(Held::name).containsExactly("t1");
    worker.held.get(0).complete();
    assertThat(world.status(second)).isEqualTo(RunStatus.COMPLETED);
    assertThat(worker.held).extracting(Held::name).containsExactly("t1");
    worker.held.get(0).complete();
    assertThat(world.status(first)).isEqualTo(RunStatus.COMPLETED);
  }
}
