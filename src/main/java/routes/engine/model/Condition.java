package routes.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A condition of a task.
 *
 * @param group equal groups of one action are alternatives, different ones must all be met
 * @param expression CEL; empty is always true
 * @param subject the parent's readable id, the sleep's duration text, or the event's key
 * @param scope an event's scope, where only that counts
 */
public record Condition(
    Kind kind,
    Action action,
    String dataKey,
    String group,
    String expression,
    String subject,
    @Nullable String scope) {

  /** What it looks at. */
  public enum Kind {
    PARENT,
    SLEEP,
    EVENT
  }

  /** What happens when it is met. */
  public enum Action {
    CREATE,
    QUEUE,
    CANCEL,
    SKIP
  }
}
