package routes.tasks.tracker;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where tasks are kept. Thread-safe. */
public interface Tracker {

  /**
   * A look at the tracker.
   *
   * @param ready the tasks that may begin, in their order
   * @param content everything it told
   */
  record View(List<TrackerTask> ready, TrackerContent content) {
    public View {
      ready = List.copyOf(ready);
    }
  }

  /**
   * Looks at all of it.
   *
   * @throws IOException with a sentence when it cannot be read
   */
  View look() throws IOException, InterruptedException;

  /** One task, or null when it is not there. */
  @Nullable TrackerTask find(String id) throws IOException, InterruptedException;

  /** What a task waits for, by id; nothing when it may begin. */
  List<String> waitsFor(TrackerTask task) throws IOException, InterruptedException;

  /**
   * Closes a task; one that is closed stays as it is.
   *
   * @return whether it is closed now; false when it is not there any more
   */
  boolean close(String id, String reason) throws IOException, InterruptedException;
}
