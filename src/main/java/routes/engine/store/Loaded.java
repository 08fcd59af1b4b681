package routes.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.WorkflowVersion;

/**
 * What the engine starts with.
 *
 * @param versions the newest of every workflow, and those of unfinished runs
 * @param begun the running tasks whose worker has said that it has begun
 * @param children of the unfinished runs: spawning task, dedupe key, child's run
 * @param revokedTokens ids of tokens that are no longer good
 */
public record Loaded(
    List<WorkflowRow> workflows,
    Map<UUID, WorkflowVersion> versions,
    List<WorkerRow> workers,
    List<Run> runs,
    Set<UUID> begun,
    List<ChildRow> children,
    List<RateLimitRow> rateLimits,
    List<FilterRow> filters,
    List<CronRow> crons,
    List<ScheduleRow> schedules,
    List<UUID> revokedTokens) {

  /**
   * A workflow and its newest version.
   *
   * @param pause JSON: what cron and scheduled runs do while it is paused
   */
  public record WorkflowRow(
      UUID id,
      UUID tenantId,
      String name,
      boolean paused,
      String pause,
      Instant createdAt,
      UUID versionId) {}

  /**
   * A registered worker.
   *
   * @param profile JSON: actions, slots, labels, runtime
   */
  public record WorkerRow(
      UUID id,
      UUID tenantId,
      String name,
      String profile,
      boolean paused,
      Instant createdAt,
      Instant lastHeartbeatAt) {}

  /** A spawned run. */
  public record ChildRow(UUID parentTaskId, String dedupeKey, UUID runId) {}

  /**
   * A rate limit and what is left of it.
   *
   * @param byUse whether a task's expression has given its key
   */
  public record RateLimitRow(
      UUID tenantId,
      String key,
      int limit,
      int value,
      String window,
      Instant lastRefill,
      @Nullable Instant pausedUntil,
      boolean byUse) {}

  /**
   * An event filter.
   *
   * @param payload JSON object text
   */
  public record FilterRow(
      UUID id,
      UUID tenantId,
      UUID workflowId,
      String scope,
      String expression,
      String payload,
      boolean declarative,
      Instant createdAt,
      Instant updatedAt) {
    /** With other contents; null leaves one as it is. */
    public FilterRow with(
        @Nullable String newExpression,
        @Nullable String newScope,
        @Nullable String newPayload,
        Instant now) {
      return new FilterRow(
          id,
          tenantId,
          workflowId,
          newScope == null ? scope : newScope,
          newExpression == null ? expression : newExpression,
          newPayload == null ? payload : newPayload,
          declarative,
          createdAt,
          now);
    }
  }

  /**
   * A cron trigger.
   *
   * @param lastDue the last time of its that has started a run
   */
  public record CronRow(
      UUID id,
      UUID tenantId,
      UUID workflowId,
      String name,
      String expression,
      String input,
      String metadata,
      @Nullable Integer priority,
      String method,
      boolean enabled,
      Instant createdAt,
      @Nullable Instant lastDue) {
    public CronRow withEnabled(boolean newEnabled) {
      return with(newEnabled, lastDue);
    }

    public CronRow withLastDue(Instant due) {
      return with(enabled, due);
    }

    private CronRow with(boolean newEnabled, @Nullable Instant newLastDue) {
      return new CronRow(
          id,
          tenantId,
          workflowId,
          name,
          expression,
          input,
          metadata,
          priority,
          method,
          newEnabled,
          createdAt,
          newLastDue);
    }
  }

  /**
   * A run that is to start at a time.
   *
   * @param request JSON: input, metadata, priority, parent
   */
  public record ScheduleRow(
      UUID id,
      UUID tenantId,
      UUID workflowId,
      Instant triggerAt,
      String request,
      String method,
      Instant createdAt,
      @Nullable UUID runId) {
    public ScheduleRow withTriggerAt(Instant newTriggerAt) {
      return new ScheduleRow(
          id, tenantId, workflowId, newTriggerAt, request, method, createdAt, runId);
    }
  }
}
