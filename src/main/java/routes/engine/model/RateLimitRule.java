package routes.engine.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a task takes from a rate limit before it starts.
 *
 * @param keyExpression CEL for a dynamic key; then {@code key} only names the rule
 * @param limitExpression CEL for the limit of a dynamic key
 */
public record RateLimitRule(
    String key,
    int units,
    @Nullable String keyExpression,
    @Nullable String unitsExpression,
    @Nullable String limitExpression,
    Window window) {

  /** The time after which a limit is full again. */
  public enum Window {
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30)),
    YEAR(Duration.ofDays(365));

    private final Duration length;

    Window(Duration length) {
      this.length = length;
    }

    public Duration length() {
      return length;
    }
  }
}
