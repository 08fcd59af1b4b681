package routes.hatchet.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RunStatus;

/**
 * A run with its steps and what each of them waits for.
 *
 * @param run the run
 * @param steps in the order in which the engine tells them
 */
public record RunGraph(RunSummary run, List<Step> steps) {
  public RunGraph {
    steps = List.copyOf(steps);
  }

  /**
   * A step of a run.
   *
   * @param name its name in the workflow
   * @param taskRunId task run UUID
   * @param status how it stands
   * @param parents names of the steps before it
   * @param attempt which attempt it is at, from 1
   * @param startedAt when this attempt began; null before
   * @param finishedAt when it ended; null before
   * @param error why it failed; null when it has not
   */
  public record Step(
      String name,
      String taskRunId,
      RunStatus status,
      List<String> parents,
      int attempt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String error) {
    public Step {
      parents = List.copyOf(parents);
    }
  }
}
