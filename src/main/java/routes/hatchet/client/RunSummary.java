package routes.hatchet.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RunStatus;

/**
 * A run as lists show it, without what it holds.
 *
 * @param runId workflow run UUID
 * @param workflow name of its workflow
 * @param status status made of its tasks'
 * @param createdAt when it was asked for
 * @param startedAt when its first task began; null before
 * @param finishedAt when its last task ended; null before
 * @param error why it failed; null when it has not
 * @param parentTaskRunId the task that has started it; null when none has
 */
public record RunSummary(
    String runId,
    String workflow,
    RunStatus status,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String error,
    @Nullable String parentTaskRunId) {

  /** From its first task's begin to its last one's end; null until then. */
  public @Nullable Duration took() {
    return startedAt == null || finishedAt == null ? null : Duration.between(startedAt, finishedAt);
  }
}
