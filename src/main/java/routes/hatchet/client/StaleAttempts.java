package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.v1.RunStatus;

/**
 * Tells attempts that were handed over and are no longer current. A fresh one costs nothing; for
 * one that has waited, the engine is asked. Thread-safe.
 */
public final class StaleAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(StaleAttempts.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final HatchetClient client;
  private final AtomicLong dropped = new AtomicLong();

  public StaleAttempts(HatchetClient client) {
    this.client = client;
  }

  /**
   * Whether an attempt must not run any more: its task has ended, or a newer attempt was given out.
   *
   * @param age time since it was assigned
   * @param timeout longest execution of its step
   */
  public boolean isStale(AssignedTask task, Duration age, Duration timeout) {
    if (age.compareTo(FRESH) < 0) {
      return false;
    }
    boolean stale = over(task, age, timeout);
    if (stale) {
      dropped.incrementAndGet();
    }
    return stale;
  }

  private boolean over(AssignedTask task, Duration age, Duration timeout) {
    try {
      RunDetails run = client.runs().find(task.workflowRunId());
      if (run == null) {
        // Engines tell of their runs some seconds late.
        return age.compareTo(timeout) > 0;
      }
      RunDetails.Task now = run.tasks().get(task.taskName());
      if (now != null
          && (now.status() == RunStatus.COMPLETED
              || now.status() == RunStatus.FAILED
              || now.status() == RunStatus.CANCELLED)) {
        return true;
      }
      Integer attempt = client.rest().retryCount(task.taskRunId());
      return attempt != null && attempt > task.retryCount();
    } catch (HatchetException e) {
      LOG.debug("Attempt of task {} not looked up: {}", task.taskRunId(), e.getMessage());
      // The engine has given up an attempt that is older than its timeout.
      return age.compareTo(timeout) > 0;
    }
  }

  /** Attempts that were dropped. */
  public long dropped() {
    return dropped.get();
  }
}
