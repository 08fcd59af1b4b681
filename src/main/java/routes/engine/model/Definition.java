package routes.engine.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as registered.
 *
 * @param tasks in the given order, the on-failure task last
 * @param concurrency rules for the whole run
 * @param cronInput JSON text
 * @param inputJsonSchema JSON text, for display
 */
public record Definition(
    String name,
    String description,
    String version,
    List<String> eventTriggers,
    List<String> cronTriggers,
    @Nullable String cronInput,
    List<TaskDefinition> tasks,
    List<ConcurrencyRule> concurrency,
    @Nullable Sticky sticky,
    int defaultPriority,
    List<DefaultFilter> defaultFilters,
    @Nullable String inputJsonSchema,
    @Nullable String unsupported) {

  /** How strongly the tasks of a run want the same worker. */
  public enum Sticky {
    SOFT,
    HARD
  }

  /**
   * An event filter that belongs to the version.
   *
   * @param payload JSON object text
   */
  public record DefaultFilter(String expression, String scope, @Nullable String payload) {}

  /** One task and nothing else: the run and its task share their id. */
  @JsonIgnore
  public boolean isStandalone() {
    return tasks.size() == 1;
  }

  public int position(String readableId) {
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).readableId().equals(readableId)) {
        return i;
      }
    }
    throw new IllegalArgumentException("task " + readableId + " is not in workflow " + name);
  }
}
