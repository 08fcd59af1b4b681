package routes.hatchet.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happened to attempts since the process began, and tells of it. Thread-safe. */
public final class WorkerCounters {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerCounters.class);

  private final Map<Disposition, AtomicLong> ended = new EnumMap<>(Disposition.class);
  private final WorkerListener listener;
  private final AtomicLong assigned = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong reportRetries = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  WorkerCounters(WorkerListener listener) {
    this.listener = listener;
    for (Disposition disposition : Disposition.values()) {
      ended.put(disposition, new AtomicLong());
    }
  }

  void assigned(AssignedTask task) {
    assigned.incrementAndGet();
    if (task.retryCount() > 0) {
      retried.incrementAndGet();
    }
    tell(() -> listener.assigned(task));
  }

  void unknownAction() {
    unknown.incrementAndGet();
  }

  void reportRetried() {
    reportRetries.incrementAndGet();
  }

  void reconnecting() {
    reconnects.incrementAndGet();
  }

  void reconnected(String workerId) {
    tell(() -> listener.reconnected(workerId));
  }

  void ended(AssignedTask task, Disposition disposition) {
    ended.get(disposition).incrementAndGet();
    tell(() -> listener.ended(task, disposition));
  }

  /** A listener's failure is its own. */
  private static void tell(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.warn("A listener of the worker failed: {}", e.toString());
    }
  }

  /** Attempts that ended so. */
  public long count(Disposition disposition) {
    return ended.get(disposition).get();
  }

  /** Attempts that the engine assigned. */
  public long assignedCount() {
    return assigned.get();
  }

  /** Attempts that the engine assigned after an earlier one of the same task. */
  public long retried() {
    return retried.get();
  }

  /** Actions of a type that this worker does not know, or without a handler. */
  public long unknownActions() {
    return unknown.get();
  }

  /** Reports that had to be sent again. */
  public long reportRetries() {
    return reportRetries.get();
  }

  /** Streams that were opened again. */
  public long reconnects() {
    return reconnects.get();
  }
}
