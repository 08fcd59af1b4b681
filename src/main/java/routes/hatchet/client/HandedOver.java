package routes.hatchet.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.AssignedTask.AttemptKey;

/**
 * Attempts that were given away, until they end or the engine must have ended them. Thread-safe:
 * its own monitor guards the entries and wakes whoever waits for them.
 */
final class HandedOver {

  private final Map<AttemptKey, Entry> entries = new HashMap<>();
  private final WaitingTime waiting;

  HandedOver(WaitingTime waiting) {
    this.waiting = waiting;
  }

  private record Entry(AssignedTask task, HandOver handOver, long until, WaitingTime.Wait turn) {
    boolean isOf(String workerId) {
      return task.workerId().equals(workerId);
    }

    boolean isOverdue(long now) {
      return until + turn.given().toNanos() - now < 0;
    }
  }

  /** A step may extend its timeout, so they are kept longer than the timeout says. */
  synchronized void add(AssignedTask task, TaskDefinition definition, HandOver handOver) {
    forgetOverdue();
    long until = System.nanoTime() + definition.longest().toNanos();
    Entry before =
        entries.put(task.key(), new Entry(task, handOver, until, waiting.begin(task, definition)));
    if (before != null) {
      before.turn.end();
    }
  }

  /** Somebody has taken the attempt over and begins: its time counts from now on. */
  synchronized void begun(AttemptKey key) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.turn.begun();
    }
  }

  synchronized @Nullable HandOver remove(AttemptKey key) {
    Entry entry = entries.remove(key);
    if (entry != null) {
      entry.turn.end();
    }
    notifyAll();
    return entry == null ? null : entry.handOver;
  }

  /** Attempts that were assigned to this worker id and have not ended. */
  synchronized List<AssignedTask> of(String workerId) {
    forgetOverdue();
    return entries.values().stream().filter(e -> e.isOf(workerId)).map(Entry::task).toList();
  }

  /** Attempts that have not ended. */
  synchronized int count() {
    forgetOverdue();
    return entries.size();
  }

  /** Waits until all have ended; false when the time was too short. */
  boolean awaitNone(Duration atMost) throws InterruptedException {
    return await(() -> count() == 0, atMost);
  }

  /**
   * Waits for something that can become true whenever an attempt ends, handed over or not.
   *
   * @return false when the time was too short
   */
  synchronized boolean await(BooleanSupplier ended, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!ended.getAsBoolean()) {
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
    List<Entry> overdue = entries.values().stream().filter(e -> e.isOverdue(now)).toList();
    overdue.forEach(entry -> entry.turn.end());
    if (entries.values().removeAll(overdue)) {
      notifyAll();
    }
  }
}
