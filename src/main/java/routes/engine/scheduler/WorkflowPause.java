package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Durations;

/**
 * What a workflow does while it is paused: its tasks wait in the queue, and what the clock starts
 * waits with them or is dropped.
 *
 * @param crons what becomes of runs that cron triggers start
 * @param schedules what becomes of scheduled runs
 * @param queueTtl duration text: how long a task waits; empty means without end
 * @param resumedAt when it last went on, milliseconds; schedule timeouts begin anew then
 */
public record WorkflowPause(Behaviour crons, Behaviour schedules, String queueTtl, long resumedAt) {
  /** What becomes of a run that the clock starts. */
  public enum Behaviour {
    DROP,
    QUEUE
  }

  private static final Duration WITHOUT_END = Duration.ofDays(3650);

  static final WorkflowPause NEVER = new WorkflowPause(Behaviour.DROP, Behaviour.DROP, "", 0);

  /** What is missing has its default. */
  public WorkflowPause(
      @Nullable Behaviour crons,
      @Nullable Behaviour schedules,
      @Nullable String queueTtl,
      long resumedAt) {
    this.crons = crons == null ? Behaviour.DROP : crons;
    this.schedules = schedules == null ? Behaviour.DROP : schedules;
    this.queueTtl = queueTtl == null ? "" : queueTtl;
    this.resumedAt = resumedAt;
    ttl();
  }

  private Duration ttl() {
    return queueTtl.isEmpty() ? WITHOUT_END : Durations.parse(queueTtl);
  }

  WorkflowPause resumed(Instant now) {
    return new WorkflowPause(crons, schedules, queueTtl, now.toEpochMilli());
  }

  /** Until when a task may wait for a worker. */
  Instant queueDeadline(boolean paused, Instant queuedAt, Duration timeout) {
    if (paused) {
      return queuedAt.plus(ttl());
    }
    Instant resumed = Instant.ofEpochMilli(resumedAt);
    return (queuedAt.isAfter(resumed) ? queuedAt : resumed).plus(timeout);
  }
}
