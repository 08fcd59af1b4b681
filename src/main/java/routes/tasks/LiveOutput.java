package routes.tasks;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.TaskContext;

/** Output as it comes, to the step's log and to whoever follows the run; bounded. */
final class LiveOutput implements Consumer<String> {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_CHUNKS = 5000;

  private final @Nullable TaskContext step;
  private int characters;
  private int chunks;

  /**
   * Makes one.
   *
   * @param step null where nobody listens
   */
  LiveOutput(@Nullable TaskContext step) {
    this.step = step;
  }

  @Override
  public synchronized void accept(String text) {
    TaskContext to = step;
    if (to == null || chunks > MOST_CHUNKS || characters > MOST_CHARACTERS) {
      return;
    }
    characters += text.length();
    chunks++;
    boolean last = chunks > MOST_CHUNKS || characters > MOST_CHARACTERS;
    String told = last ? "\n… more output is kept, and not shown as it comes …\n" : text;
    to.stream(told);
    to.log("INFO", told.strip());
  }
}
