package routes.tasks;

import java.util.LinkedHashMap;
import java.util.Map;
import routes.tasks.TaskWorkshop.Tools;
import routes.tasks.tracker.TrackerTask;

/** A task as the routes' SQL takes it. Pure. */
final class TaskRow {
  private TaskRow() {}

  /**
   * The row.
   *
   * @return repository, task_id, title, priority, run_priority, revision, and whether it is open
   */
  static Map<String, Object> of(Tools tools, TrackerTask task) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("repository", tools.name());
    row.put("task_id", task.id());
    row.put("title", task.title());
    row.put("priority", task.priority());
    row.put("run_priority", runPriority(task.priority()));
    row.put("revision", task.revision());
    row.put("open", !task.closed());
    return row;
  }

  /** Beads counts from 0, the most urgent; Hatchet to 3. */
  private static int runPriority(int priority) {
    return priority <= 1 ? 3 : priority == 2 ? 2 : 1;
  }
}
