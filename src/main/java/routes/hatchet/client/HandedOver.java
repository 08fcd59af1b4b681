package routes.hatchet.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;

/**
 * Attempts that were given away, until they end or the engine must have ended them. Thread-safe:
 * its own monitor guards the entries and wakes whoever waits for them.
 */
final class HandedOver {

  private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);

  /** A step may extend its timeout, so they are kept longer than the timeout says. */
  private static final int TIMEOUTS_KEPT = 3;

  private final Map<AttemptKey, Entry> entries = new HashMap<>();

  private record Entry(String workerId, HandOver handOver, long until) {}

  synchronized void add(AssignedTask task, Duration timeout, HandOver handOver) {
    forgetOverdue();
    entries.put(
        task.key(),
        new Entry(
            task.workerId(),
            handOver,
            System.nanoTime() + timeout.multipliedBy(TIMEOUTS_KEPT).toNanos()));
  }

  synchronized @Nullable HandOver remove(AttemptKey key) {
    Entry entry = entries.remove(key);
    notifyAll();
    return entry == null ? null : entry.handOver;
  }

  /** Tells whoever has the attempt that the engine has cancelled it. */
  void cancel(AttemptKey key) {
    HandOver handOver = remove(key);
    if (handOver != null) {
      try {
        handOver.cancelled(key);
      } catch (RuntimeException e) {
        LOG.warn(
            "The cancellation of task {} could not be passed on: {}",
            key.taskRunId(),
            e.getMessage());
      }
    }
  }

  /** Attempts that were assigned to this worker id and have not ended. */
  synchronized int count(String workerId) {
    forgetOverdue();
    return (int) entries.values().stream().filter(e -> e.workerId.equals(workerId)).count();
  }

  /** Attempts that have not ended. */
  synchronized int count() {
    forgetOverdue();
    return entries.size();
  }

  /** Waits until all have ended; false when the time was too short. */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (count() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // The overdue are forgotten by looking.
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
    return true;
  }

  private void forgetOverdue() {
    long now = System.nanoTime();
    if (entries.values().removeIf(e -> e.until - now < 0)) {
      notifyAll();
    }
  }
}
