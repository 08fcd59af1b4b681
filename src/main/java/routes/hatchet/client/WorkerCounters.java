package routes.hatchet.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happened to attempts since the process began. Thread-safe. */
public final class WorkerCounters {

  private final Map<Disposition, AtomicLong> ended = new EnumMap<>(Disposition.class);
  private final AtomicLong assigned = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong reportRetries = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();

  WorkerCounters() {
    for (Disposition disposition : Disposition.values()) {
      ended.put(disposition, new AtomicLong());
    }
  }

  void assigned() {
    assigned.incrementAndGet();
  }

  void unknownAction() {
    unknown.incrementAndGet();
  }

  void reportRetried() {
    reportRetries.incrementAndGet();
  }

  void reconnected() {
    reconnects.incrementAndGet();
  }

  void ended(Disposition disposition) {
    ended.get(disposition).incrementAndGet();
  }

  /** Attempts that ended so. */
  public long count(Disposition disposition) {
    return ended.get(disposition).get();
  }

  /** Attempts that the engine assigned. */
  public long assignedCount() {
    return assigned.get();
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
