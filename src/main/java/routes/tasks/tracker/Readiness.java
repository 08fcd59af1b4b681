package routes.tasks.tracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tasks may begin, and what the others wait for. Pure. */
public final class Readiness {

  /** The most urgent first, the oldest of the equally urgent. */
  private static final Comparator<TrackerTask> ORDER =
      Comparator.comparingInt(TrackerTask::priority)
          .thenComparing(TrackerTask::createdAt)
          .thenComparing(TrackerTask::id);

  private Readiness() {}

  /** The tasks that may begin now, in their order. */
  public static List<TrackerTask> ready(TrackerContent tracker) {
    return tracker.tasks().values().stream()
        .filter(task -> task.open() && !task.epic() && waitsFor(tracker, task).isEmpty())
        .sorted(ORDER)
        .toList();
  }

  /**
   * The ids of the tasks that must be closed before. One that the tracker does not have, perhaps as
   * its line is broken, counts as not closed.
   */
  public static List<String> waitsFor(TrackerContent tracker, TrackerTask task) {
    List<String> open = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    collect(tracker, task, seen, open);
    return open.stream().distinct().toList();
  }

  private static void collect(
      TrackerContent tracker, TrackerTask task, Set<String> seen, List<String> open) {
    if (!seen.add(task.id())) {
      return;
    }
    for (String id : task.blockers()) {
      TrackerTask blocker = tracker.find(id);
      if (blocker == null || !blocker.closed()) {
        open.add(id);
      }
    }
    for (String id : task.parents()) {
      TrackerTask parent = tracker.find(id);
      if (parent != null && !parent.closed()) {
        collect(tracker, parent, seen, open);
      }
    }
  }
}
