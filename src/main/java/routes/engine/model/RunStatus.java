package routes.engine.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The status of a run or task as clients see it. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }

  /** The status of a run with tasks in these states: final only when all of them are. */
  public static RunStatus of(Collection<Task> tasks) {
    Set<RunStatus> seen = EnumSet.noneOf(RunStatus.class);
    for (Task task : tasks) {
      seen.add(task.status().visible());
    }
    if (seen.size() == 1) {
      return seen.iterator().next();
    }
    if (seen.contains(RUNNING) || seen.contains(QUEUED)) {
      return RUNNING;
    }
    return seen.contains(FAILED) ? FAILED : seen.contains(CANCELLED) ? CANCELLED : COMPLETED;
  }
}
