package routes.hatchet.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;

/** Attempts that were given away, until they end or the engine must have ended them. */
final class HandedOver {

  private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);

  /** A step may extend its timeout, so they are kept longer than the timeout says. */
  private static final int TIMEOUTS_KEPT = 3;

  private final Map<AttemptKey, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(String workerId, HandOver handOver, long until) {}

  void add(AssignedTask task, Duration timeout, HandOver handOver) {
    long now = System.nanoTime();
    entries.values().removeIf(e -> e.until - now < 0);
    entries.put(
        task.key(),
        new Entry(task.workerId(), handOver, now + timeout.multipliedBy(TIMEOUTS_KEPT).toNanos()));
  }

  void remove(AttemptKey key) {
    entries.remove(key);
  }

  void cancel(AttemptKey key) {
    Entry entry = entries.remove(key);
    if (entry != null) {
      try {
        entry.handOver.cancelled(key);
      } catch (RuntimeException e) {
        LOG.warn(
            "The cancellation of task {} could not be passed on: {}",
            key.taskRunId(),
            e.getMessage());
      }
    }
  }

  int count(String workerId) {
    long now = System.nanoTime();
    return (int)
        entries.values().stream()
            .filter(e -> e.workerId.equals(workerId) && e.until - now > 0)
            .count();
  }
}
