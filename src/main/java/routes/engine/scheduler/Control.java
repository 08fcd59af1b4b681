package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.store.Loaded;

/** Cancelling and replaying by request. */
final class Control {
  private final Parts parts;

  Control(Parts parts) {
    this.parts = parts;
  }

  /**
   * The tasks that are cancelled by it; ids of tasks and runs that are finished or unknown are
   * passed over.
   */
  List<UUID> cancel(Turn turn, UUID tenantId, List<UUID> ids) {
    List<UUID> cancelled = new ArrayList<>();
    for (UUID id : ids) {
      ActiveRun run = parts.runs.find(tenantId, id);
      if (run != null) {
        Set<Integer> ordinals = ordinals(run.run(), id);
        for (int ordinal : ordinals) {
          Task task = run.run().tasks().get(ordinal);
          if (!task.isTerminal()) {
            cancelled.add(task.id());
          }
        }
        parts.runs.cancel(turn, run, ordinals, "Cancelled by a request");
      }
    }
    return cancelled;
  }

  /**
   * The tasks of one run that run again because of it.
   *
   * @param finished the run as the database has it, where it is not among the unfinished ones
   */
  List<UUID> replay(
      Turn turn, UUID tenantId, UUID id, @Nullable Run finished, List<Loaded.ChildRow> children) {
    ActiveRun run = parts.runs.find(tenantId, id);
    if (run == null) {
      if (finished == null) {
        return List.of();
      }
      Definition definition = finished.header().version().definition();
      boolean gated = !definition.isStandalone() && !definition.concurrency().isEmpty();
      run = parts.runs.restore(new Run(finished.header(), !gated, finished.tasks()));
      // Written whole: it may have been deleted since it was read, because it is old.
      turn.changes().newRun(run.run());
      for (Loaded.ChildRow child : children) {
        ActiveTask parent = run.task(child.parentTaskId());
        if (parent != null) {
          parent.children.put(child.dedupeKey(), child.runId());
        }
      }
    }
    Run before = run.run();
    Set<Integer> ordinals = new HashSet<>(ordinals(before, id));
    ordinals.removeIf(
        ordinal -> before.definition(ordinal).onFailure() && before.tasks().size() > 1);
    boolean wasFinished = before.isFinished();
    parts.runs.replay(turn, run, ordinals);
    List<UUID> replayed = new ArrayList<>();
    for (Task task : run.run().tasks()) {
      if (task.attempt() > before.tasks().get(task.ordinal()).attempt()) {
        replayed.add(task.id());
      }
    }
    if (wasFinished && !run.run().isFinished()) {
      turn.changes().runState(before.id(), RunStatus.RUNNING, null);
    }
    return replayed;
  }

  private static Set<Integer> ordinals(Run run, UUID id) {
    Task task = run.task(id);
    return task == null ? Runs.steps(run) : Set.of(task.ordinal());
  }
}
