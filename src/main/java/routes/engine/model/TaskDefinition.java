package routes.engine.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a workflow.
 *
 * @param action lower-case action id, {@code service:task}
 * @param timeout duration text, from assignment
 * @param scheduleTimeout duration text, from queueing
 * @param retries extra attempts
 * @param backoffFactor base of the exponential delay, in seconds
 * @param slots slot type to units
 */
public record TaskDefinition(
    String readableId,
    String action,
    String timeout,
    String scheduleTimeout,
    List<String> parents,
    int retries,
    @Nullable Double backoffFactor,
    int backoffMaxSeconds,
    boolean onFailure,
    boolean durable,
    Map<String, Integer> slots,
    Map<String, LabelWish> labels,
    List<RateLimitRule> rateLimits,
    List<ConcurrencyRule> concurrency,
    List<Condition> conditions) {

  @JsonIgnore
  public Duration executionTimeout() {
    return Durations.parse(timeout);
  }

  @JsonIgnore
  public Duration queueTimeout() {
    return Durations.parse(scheduleTimeout);
  }

  /** The delay before the retry with this number, 1 for the first. */
  public Duration backoff(int retry) {
    if (backoffFactor == null) {
      return Duration.ZERO;
    }
    double seconds = Math.min(backoffMaxSeconds, Math.pow(backoffFactor, retry));
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
