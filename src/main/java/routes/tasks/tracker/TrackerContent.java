package routes.tasks.tracker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tracker says.
 *
 * @param tasks by id, in the tracker's order
 * @param problems a sentence for each part that could not be used
 */
public record TrackerContent(Map<String, TrackerTask> tasks, List<String> problems) {

  public TrackerContent {
    problems = List.copyOf(problems);
  }

  /** A task, if it is there. */
  public @Nullable TrackerTask find(String id) {
    return tasks.get(id);
  }
}
