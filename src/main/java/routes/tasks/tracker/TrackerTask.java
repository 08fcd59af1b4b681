package routes.tasks.tracker;

import java.util.List;

/**
 * A task as its tracker tells it.
 *
 * @param id its id, checked by {@link TaskIds}
 * @param title one line
 * @param text what is to be done: description, design, acceptance criteria and notes
 * @param status open, in_progress, blocked, closed, tombstone, or one of the tracker's own
 * @param priority 0 (first) to 4 (last)
 * @param type task, bug, feature, chore, epic
 * @param createdAt as the tracker wrote it; empty if it did not
 * @param blockers ids of the tasks that must be closed before
 * @param parents ids of the tasks it is a part of: while one waits, it waits
 * @param revision changes when the tracker's line changes
 */
public record TrackerTask(
    String id,
    String title,
    String text,
    String status,
    int priority,
    String type,
    String createdAt,
    List<String> blockers,
    List<String> parents,
    String revision) {

  public TrackerTask {
    blockers = List.copyOf(blockers);
    parents = List.copyOf(parents);
  }

  /** Whether nothing is left to do. */
  public boolean closed() {
    return status.equals("closed") || status.equals("tombstone");
  }

  /** Whether somebody may begin it, as far as it itself says. */
  public boolean open() {
    return status.equals("open");
  }

  /** Whether it only groups other tasks. */
  public boolean epic() {
    return type.equals("epic");
  }
}
