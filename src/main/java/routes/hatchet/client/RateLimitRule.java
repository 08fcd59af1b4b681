package routes.hatchet.client;

import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RateLimitDuration;

/**
 * What one run of a task takes of a rate limit.
 *
 * @param key key of the limit; for a dynamic rule, its name
 * @param units units taken by each run; null for one or for {@code unitsExpression}
 * @param keyExpression CEL that gives the key (dynamic rule)
 * @param unitsExpression CEL that gives the units (dynamic rule)
 * @param limitExpression CEL that gives the limit of a window (dynamic rule)
 * @param window window of a dynamic rule
 */
public record RateLimitRule(
    String key,
    @Nullable Integer units,
    @Nullable String keyExpression,
    @Nullable String unitsExpression,
    @Nullable String limitExpression,
    @Nullable RateLimitDuration window) {

  /** Takes units of a limit that {@link RateLimits#put} has set. */
  public static RateLimitRule fixed(String key, int units) {
    return new RateLimitRule(key, units, null, null, null, null);
  }
}
