package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.RunSummary;
import routes.protocol.v1.RunStatus;

class RunNumbersTest {
  private static final Instant BEGAN = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void ratesAreOfRunsThatCompletedOrFailedAndDurationsOfThoseThatCompleted() {
    List<RunSummary> runs = new ArrayList<>();
    for (int i = 1; i <= 19; i++) {
      runs.add(run("b", RunStatus.COMPLETED, i));
    }
    runs.add(run("b", RunStatus.FAILED, 1_000));
    runs.add(run("b", RunStatus.CANCELLED, 2_000));
    runs.add(run("b", RunStatus.RUNNING, null));
    runs.add(run("a", RunStatus.QUEUED, null));
    assertThat(RunNumbers.of(runs))
        .containsExactly(
            new RunNumbers("a", 1, 0, 0, 0, 1, null, null),
            new RunNumbers("b", 22, 19, 1, 1, 1, 0.95, new RunNumbers.Seconds(10.0, 19.0, 19.0)));
  }

  @Test
  void oneRunIsItsOwnMedian() {
    assertThat(RunNumbers.of(List.of(run("a", RunStatus.COMPLETED, 3))))
        .containsExactly(
            new RunNumbers("a", 1, 1, 0, 0, 0, 1.0, new RunNumbers.Seconds(3.0, 3.0, 3.0)));
    assertThat(RunNumbers.of(List.of())).isEmpty();
  }

  private static RunSummary run(String workflow, RunStatus status, @Nullable Integer seconds) {
    return new RunSummary(
        "id",
        workflow,
        status,
        BEGAN,
        seconds == null ? null : BEGAN,
        seconds == null ? null : BEGAN.plusSeconds(seconds),
        null,
        null);
  }
}
