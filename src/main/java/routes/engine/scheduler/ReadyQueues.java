package routes.engine.scheduler;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import routes.engine.model.Task;

/** All tasks that only wait for a worker or a rate limit. */
final class ReadyQueues {
  private final Map<ReadyQueue.Wants, ReadyQueue> queues = new LinkedHashMap<>();
  private boolean worthTrying;

  void add(ActiveTask task, ReadyQueue.Wants wants) {
    ReadyQueue queue = queues.computeIfAbsent(wants, ReadyQueue::new);
    task.ticket = ticket(task);
    queue.tickets().add(task.ticket);
    task.queue = queue;
    worthTrying = true;
  }

  void remove(ActiveTask task) {
    ReadyQueue queue = task.queue;
    if (queue != null) {
      task.queue = null;
      queue.tickets().remove(task.ticket);
      task.ticket = null;
      if (queue.tickets().isEmpty()) {
        queues.remove(queue.wants());
      }
    }
  }

  /** Something has changed that may let a task go: room, a worker, units. */
  void retry() {
    worthTrying = true;
  }

  boolean takeWorthTrying() {
    boolean now = worthTrying;
    worthTrying = false;
    return now && !queues.isEmpty();
  }

  /** The rate limits that somebody needs something of. */
  Set<RateLimits.Key> awaitedLimits() {
    Set<RateLimits.Key> awaited = new HashSet<>();
    for (ReadyQueue.Wants wants : queues.keySet()) {
      wants
          .demands()
          .forEach(demand -> awaited.add(new RateLimits.Key(wants.tenantId(), demand.key())));
    }
    return awaited;
  }

  Collection<ReadyQueue> all() {
    return queues.values();
  }

  private static ReadyQueue.Ticket ticket(ActiveTask active) {
    Task task = active.task();
    return new ReadyQueue.Ticket(
        active.priority(), Objects.requireNonNull(task.queuedAt()), task.number(), active);
  }
}
