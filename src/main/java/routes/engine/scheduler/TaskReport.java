package routes.engine.scheduler;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says about a task.
 *
 * @param attempt absent means the current one
 * @param payload output, JSON text, or error text
 * @param noRetry a failure that no further attempt can mend
 * @param retryAfter the wait before the next attempt, where the worker chooses it
 */
public record TaskReport(
    UUID taskId,
    Kind kind,
    @Nullable Integer attempt,
    String payload,
    boolean noRetry,
    @Nullable Duration retryAfter) {
  /** What happened. */
  public enum Kind {
    STARTED,
    ACKNOWLEDGED,
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
