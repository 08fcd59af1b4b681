package routes.engine.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.LabelWish;

/** Ready tasks that want the same: where the first must wait, all must. */
final class ReadyQueue {
  /**
   * What a task wants.
   *
   * @param worker the one it is bound to, or would like
   */
  record Wants(
      UUID tenantId,
      String action,
      Map<String, Integer> slots,
      Map<String, LabelWish> labels,
      List<RateLimits.Demand> demands,
      @Nullable UUID worker,
      boolean bound) {}

  /** A place in the queue: urgent ones first, then who came first. */
  record Ticket(int priority, Instant since, long number, ActiveTask task)
      implements Comparable<Ticket> {
    @Override
    public int compareTo(Ticket other) {
      int order = Integer.compare(other.priority, priority);
      order = order != 0 ? order : since.compareTo(other.since);
      return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ticket ticket && ticket.number == number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  private final Wants wants;
  private final NavigableSet<Ticket> tickets = new TreeSet<>();

  ReadyQueue(Wants wants) {
    this.wants = wants;
  }

  Wants wants() {
    return wants;
  }

  NavigableSet<Ticket> tickets() {
    return tickets;
  }
}
