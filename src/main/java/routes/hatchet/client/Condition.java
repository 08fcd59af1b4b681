package routes.hatchet.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.Action;

/** What a task waits for, is skipped by or is cancelled by, besides its parents. */
public sealed interface Condition {

  /** QUEUE to wait, SKIP or CANCEL. */
  Action action();

  /** Conditions of one group are alternatives; null for a group of its own. */
  @Nullable String orGroup();

  /**
   * Time after all parents completed.
   *
   * @param duration how long
   */
  record Sleep(Action action, @Nullable String orGroup, Duration duration) implements Condition {}

  /**
   * An event pushed after all parents completed.
   *
   * @param key event key
   * @param scope only events of this scope, when given
   * @param expression CEL on the event's payload; empty for always
   */
  record UserEvent(
      Action action,
      @Nullable String orGroup,
      String key,
      @Nullable String scope,
      String expression)
      implements Condition {}

  /**
   * The output of a parent.
   *
   * @param parent name of the parent task
   * @param expression CEL over {@code output} and {@code input}
   */
  record ParentOutput(Action action, @Nullable String orGroup, String parent, String expression)
      implements Condition {}
}
