package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.TaskDefinition;
import routes.engine.model.WorkflowVersion;

/** What has just finished is remembered: little of it, shortly, and for its own tenant. */
class RecentRunsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final UUID TENANT = new UUID(1, 1);

  private static final WorkflowVersion VERSION =
      new WorkflowVersion(
          new UUID(2, 2),
          new UUID(3, 3),
          1,
          NOW,
          "",
          new Definition(
              "w",
              "",
              "",
              List.of(),
              List.of(),
              null,
              List.of(
                  new TaskDefinition(
                      "t", "w:t", "60s", "60s", List.of(), 0, null, 0, false, false, Map.of(),
                      Map.of(), List.of(), List.of(), List.of())),
              List.of(),
              null,
              1,
              List.of(),
              null,
              null));

  private final Timers timers = new Timers();
  private final RecentRuns recent = new RecentRuns(timers);

  private static Run run(String input) {
    return Run.created(
        new RunHeader(
            Ids.run(NOW), TENANT, VERSION, NOW, input, "{}", 1, null, null, null, Map.of()),
        true,
        1);
  }

  private Run add(Instant when, String input) {
    Run run = run(input);
    recent.add(new Turn(when), run);
    return run;
  }

  @Test
  void foundByItsIdByItsOwnTenant() {
    Run run = add(NOW, "{}");
    assertThat(recent.find(TENANT, run.id())).isSameAs(run);
    assertThat(recent.find(new UUID(9, 9), run.id())).isNull();
    assertThat(recent.find(TENANT, Ids.run(NOW))).isNull();
  }

  @Test
  void goneAfterThirtySeconds() {
    Run first = add(NOW, "{}");
    Run second = add(NOW.plusSeconds(20), "{}");
    timers.fire(new Turn(NOW.plusSeconds(31)));
    assertThat(recent.find(TENANT, first.id())).isNull();
    assertThat(recent.find(TENANT, second.id())).isSameAs(second);
    timers.fire(new Turn(NOW.plus(Duration.ofMinutes(2))));
    assertThat(recent.find(TENANT, second.id())).isNull();
    assertThat(timers.size()).isZero();
  }

  @Test
  void goneWhenItIsReplayed() {
    Run run = add(NOW, "{}");
    recent.forget(run.id());
    assertThat(recent.find(TENANT, run.id())).isNull();
  }

  @Test
  void theNewestFiveThousand() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 5_100; i++) {
      runs.add(add(NOW, "{}"));
    }
    assertThat(runs.stream().filter(run -> recent.find(TENANT, run.id()) != null))
        .containsExactlyElementsOf(runs.subList(100, 5_100));
  }

  @Test
  void neitherLargeOnesNorMuchInAll() {
    Run large = add(NOW, "x".repeat(100_000));
    assertThat(recent.find(TENANT, large.id())).isNull();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      runs.add(add(NOW, "x".repeat(50_000)));
    }
    long kept = runs.stream().filter(run -> recent.find(TENANT, run.id()) != null).count();
    assertThat(kept).isPositive().isLessThanOrEqualTo(8 * 1024 * 1024 / 50_000);
    assertThat(recent.find(TENANT, runs.get(299).id())).isNotNull();
  }
}
