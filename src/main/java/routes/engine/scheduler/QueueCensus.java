package routes.engine.scheduler;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Task;

/**
 * How many unfinished tasks there are at a moment.
 *
 * @param byWorkflow by workflow id
 * @param queued those that could start, by action
 * @param byTask by the name of the task
 */
public record QueueCensus(
    Map<UUID, Count> byWorkflow, Map<String, Long> queued, Map<String, Load> byTask) {

  /** Waiting for a worker, running, and waiting for parents or conditions. */
  public record Count(long queued, long running, long pending) {
    static final Count NONE = new Count(0, 0, 0);

    public Count plus(Count other) {
      return new Count(queued + other.queued, running + other.running, pending + other.pending);
    }
  }

  /** A task's count, and since when the longest of its queued ones has waited. */
  public record Load(String action, Count count, @Nullable Instant oldestQueued) {}

  public Count total() {
    return byWorkflow.values().stream().reduce(Count.NONE, Count::plus);
  }

  static QueueCensus take(Iterable<ActiveRun> runs, UUID tenantId) {
    Map<UUID, Count> byWorkflow = new HashMap<>();
    Map<String, Long> queued = new HashMap<>();
    Map<String, Load> byTask = new HashMap<>();
    for (ActiveRun run : runs) {
      if (!run.run().header().tenantId().equals(tenantId)) {
        continue;
      }
      for (ActiveTask active : run.tasks()) {
        Task task = active.task();
        Count one = one(task);
        if (!one.equals(Count.NONE)) {
          byWorkflow.merge(run.run().header().version().workflowId(), one, Count::plus);
          String action = active.definition().action();
          if (one.queued() > 0) {
            queued.merge(action, 1L, Long::sum);
          }
          Load load = new Load(action, one, one.queued() > 0 ? task.queuedAt() : null);
          byTask.merge(active.definition().readableId(), load, QueueCensus::joined);
        }
      }
    }
    return new QueueCensus(byWorkflow, queued, byTask);
  }

  private static Count one(Task task) {
    return switch (task.status()) {
      case QUEUED, BACKOFF -> new Count(1, 0, 0);
      case RUNNING -> new Count(0, 1, 0);
      case WAITING -> new Count(0, 0, 1);
      default -> Count.NONE;
    };
  }

  private static Load joined(Load first, Load second) {
    Instant oldest =
        first.oldestQueued() == null
                || (second.oldestQueued() != null
                    && second.oldestQueued().isBefore(first.oldestQueued()))
            ? second.oldestQueued()
            : first.oldestQueued();
    return new Load(first.action(), first.count().plus(second.count()), oldest);
  }
}
