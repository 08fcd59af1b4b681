package routes.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * At most {@code maxRuns} at once of equal keys.
 *
 * @param expression CEL that gives the key, a text
 * @param name where given, all rules of the tenant with this name share their slots
 * @param maxRunsExpression CEL that gives the limit instead of {@code maxRuns}
 */
public record ConcurrencyRule(
    String expression,
    int maxRuns,
    Strategy strategy,
    @Nullable String name,
    @Nullable String maxRunsExpression) {

  /** What happens beyond the limit. */
  public enum Strategy {
    CANCEL_IN_PROGRESS,
    CANCEL_NEWEST,
    GROUP_ROUND_ROBIN,
    CANCEL_QUEUED_EXCEPT_NEWEST,
    CANCEL_QUEUED_EXCEPT_OLDEST
  }
}
