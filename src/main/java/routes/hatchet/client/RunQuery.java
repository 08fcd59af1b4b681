package routes.hatchet.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RunStatus;

/**
 * Which runs are listed, the newest first.
 *
 * @param since only those that were created since then
 * @param workflow only those of this workflow; null for all
 * @param statuses only those with one of these; empty for all
 * @param parentTaskRunId only those that this task has started; null for all
 * @param offset how many to leave out
 * @param limit the most that are wanted, 1 to 1,000
 */
public record RunQuery(
    Instant since,
    @Nullable String workflow,
    Set<RunStatus> statuses,
    @Nullable String parentTaskRunId,
    int offset,
    int limit) {

  private static final int MOST = 1_000;

  public RunQuery {
    statuses = Set.copyOf(statuses);
    if (offset < 0 || limit < 1 || limit > MOST) {
      throw new HatchetException(
          "offset %d and limit %d ask for no page of runs: offset is 0 or more, limit is 1 to %d."
              .formatted(offset, limit, MOST));
    }
  }

  /** All runs since a time, the newest fifty of them. */
  public static RunQuery since(Instant since) {
    return new RunQuery(since, null, Set.of(), null, 0, 50);
  }

  /** Only runs of a workflow. */
  public RunQuery ofWorkflow(String name) {
    return new RunQuery(since, name, statuses, parentTaskRunId, offset, limit);
  }

  /** Only runs with one of these statuses. */
  public RunQuery withStatus(RunStatus... wanted) {
    return new RunQuery(since, workflow, Set.of(wanted), parentTaskRunId, offset, limit);
  }

  /** Only runs that a task has started. */
  public RunQuery startedBy(String taskRunId) {
    return new RunQuery(since, workflow, statuses, taskRunId, offset, limit);
  }

  /** Another page. */
  public RunQuery page(int from, int most) {
    return new RunQuery(since, workflow, statuses, parentTaskRunId, from, most);
  }
}
