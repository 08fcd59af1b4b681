package routes.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.RunSummary;
import routes.protocol.v1.RunStatus;

/**
 * How the runs of a workflow went.
 *
 * @param workflow its name
 * @param runs how many there are
 * @param completed how many of them completed
 * @param failed how many failed
 * @param cancelled how many were cancelled
 * @param open how many have not ended
 * @param successRate share of those that completed among those that completed or failed, 0 to 1;
 *     null when there are none
 * @param seconds how long those took that completed; null when none has
 */
record RunNumbers(
    String workflow,
    int runs,
    int completed,
    int failed,
    int cancelled,
    int open,
    @Nullable Double successRate,
    @Nullable Seconds seconds) {

  /**
   * Durations by rank: the value that this share of the runs did not exceed.
   *
   * @param median of half of them
   * @param p95 of 95 in a hundred
   * @param longest of all
   */
  record Seconds(double median, double p95, double longest) {}

  /** One for each workflow, by name. */
  static List<RunNumbers> of(List<RunSummary> runs) {
    Map<String, List<RunSummary>> workflows = new TreeMap<>();
    runs.forEach(
        run -> workflows.computeIfAbsent(run.workflow(), name -> new ArrayList<>()).add(run));
    List<RunNumbers> numbers = new ArrayList<>();
    workflows.forEach((name, some) -> numbers.add(of(name, some)));
    return numbers;
  }

  private static RunNumbers of(String workflow, List<RunSummary> runs) {
    int completed = count(runs, RunStatus.COMPLETED);
    int failed = count(runs, RunStatus.FAILED);
    int cancelled = count(runs, RunStatus.CANCELLED);
    int ended = completed + failed;
    return new RunNumbers(
        workflow,
        runs.size(),
        completed,
        failed,
        cancelled,
        runs.size() - ended - cancelled,
        ended == 0 ? null : Math.round(1000.0 * completed / ended) / 1000.0,
        seconds(runs));
  }

  private static int count(List<RunSummary> runs, RunStatus status) {
    return (int) runs.stream().filter(run -> run.status() == status).count();
  }

  private static @Nullable Seconds seconds(List<RunSummary> runs) {
    List<Duration> durations =
        runs.stream()
            .filter(run -> run.status() == RunStatus.COMPLETED)
            .map(RunSummary::took)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return durations.isEmpty()
        ? null
        : new Seconds(rank(durations, 0.5), rank(durations, 0.95), rank(durations, 1));
  }

  private static double rank(List<Duration> sorted, double share) {
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, place)).toMillis() / 1000.0;
  }
}
