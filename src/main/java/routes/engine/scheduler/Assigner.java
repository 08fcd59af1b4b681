package routes.engine.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition.Sticky;
import routes.engine.model.LabelWish;
import routes.engine.model.Note;
import routes.engine.model.Outcome;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;
import routes.engine.model.TaskEventType;

/** Gives ready tasks to workers: the most urgent first, each to the worker that suits it best. */
final class Assigner {
  /** What a message of the protocol may have, less what the fields around the payload need. */
  private static final int MOST_PAYLOAD_BYTES = 4 * 1024 * 1024 - 8 * 1024;

  private static final String TOO_LARGE =
      "The task's input and its parents' outputs together exceed the 4 MiB that a message can have";

  private final Parts parts;
  private long assignments;
  private @Nullable Instant refillAt;

  Assigner(Parts parts) {
    this.parts = parts;
  }

  ReadyQueue.Wants wants(ActiveTask task) {
    RunHeader header = task.run.run().header();
    TaskDefinition definition = task.definition();
    Map<String, LabelWish> labels = definition.labels();
    if (!header.desiredLabels().isEmpty()) {
      labels = new HashMap<>(labels);
      labels.putAll(header.desiredLabels());
    }
    Sticky sticky = header.version().definition().sticky();
    UUID first = sticky == null ? null : task.run.firstWorker();
    UUID worker =
        header.desiredWorkerId() != null && first == null ? header.desiredWorkerId() : first;
    return new ReadyQueue.Wants(
        header.tenantId(),
        definition.action(),
        definition.slots(),
        labels,
        task.demands,
        worker,
        worker != null && sticky == Sticky.HARD);
  }

  /** Assigns all that can be. */
  void assign(Turn turn) {
    if (!parts.queues.takeWorthTrying()) {
      return;
    }
    PriorityQueue<ReadyQueue> heads =
        new PriorityQueue<>((a, b) -> a.tickets().first().compareTo(b.tickets().first()));
    heads.addAll(parts.queues.all());
    while (!heads.isEmpty()) {
      ReadyQueue queue = heads.poll();
      ActiveTask task = queue.tickets().first().task();
      if (isCurrent(task, queue) && assign(turn, task, queue.wants())) {
        if (!queue.tickets().isEmpty()) {
          heads.add(queue);
        }
      }
    }
  }

  /** A sibling that has started in the meantime can bind a task of a sticky run. */
  private boolean isCurrent(ActiveTask task, ReadyQueue queue) {
    if (queue.wants().worker() != null
        || task.run.run().header().version().definition().sticky() == null) {
      return true;
    }
    ReadyQueue.Wants wants = wants(task);
    if (wants.equals(queue.wants())) {
      return true;
    }
    parts.queues.remove(task);
    parts.queues.add(task, wants);
    return false;
  }

  /** Whether the task has left its queue. */
  private boolean assign(Turn turn, ActiveTask task, ReadyQueue.Wants wants) {
    Worker worker = choose(turn.now(), wants);
    if (worker == null) {
      return false;
    }
    if (isTooLarge(task)) {
      parts.runs.refuse(turn, task, TOO_LARGE);
      return true;
    }
    if (!parts.rateLimits.canTake(turn, wants.tenantId(), wants.demands())) {
      wakeAtRefill(turn, wants);
      tell(turn, task);
      return false;
    }
    parts.rateLimits.take(turn, wants.tenantId(), wants.demands());
    give(turn, task, worker);
    return true;
  }

  /** Once for every wait, so that whoever looks knows what a task waits for. */
  private void tell(Turn turn, ActiveTask task) {
    if (!task.limitTold) {
      task.limitTold = true;
      Task state = task.task();
      Note note = Note.of(TaskEventType.REQUEUED_RATE_LIMIT, "");
      parts.runs.note(turn, task.run.run().id(), task.ordinal, state.attempt(), note, null);
    }
  }

  private void give(Turn turn, ActiveTask task, Worker worker) {
    ActiveRun run = task.run;
    Outcome outcome = parts.machine.assign(run.run(), task.ordinal, worker.id, turn.now());
    worker.lastAssignment = ++assignments;
    worker.take(task.definition().slots());
    worker.running.add(task);
    parts.runs.apply(turn, run, outcome);
    task.worker = worker;
    Run assigned = outcome.run();
    WorkerStream stream = worker.streams.getLast();
    task.sentOver = stream;
    task.reported = false;
    turn.afterCommit(() -> stream.start(assigned, task.ordinal));
  }

  private @Nullable Worker choose(Instant now, ReadyQueue.Wants wants) {
    Worker best = null;
    int bestRank = -1;
    for (Worker worker : parts.workers.withAction(wants.tenantId(), wants.action())) {
      if (wants.bound() && !worker.id.equals(wants.worker())) {
        continue;
      }
      int rank = worker.rank(wants.labels());
      if (rank < 0 || !worker.takesWork(now) || !worker.hasRoom(wants.slots())) {
        continue;
      }
      if (worker.id.equals(wants.worker())) {
        return worker;
      }
      if (rank > bestRank
          || (best != null && rank == bestRank && worker.lastAssignment < best.lastAssignment)) {
        best = worker;
        bestRank = rank;
      }
    }
    return best;
  }

  /** It is worked out anew by who needs it. */
  void forgetRefill() {
    refillAt = null;
  }

  private void wakeAtRefill(Turn turn, ReadyQueue.Wants wants) {
    Instant at = parts.rateLimits.retryAt(turn.now(), wants.tenantId(), wants.demands());
    if (at == null
        || (refillAt != null && !at.isBefore(refillAt) && refillAt.isAfter(turn.now()))) {
      return;
    }
    refillAt = at;
    parts.timers.at(
        at,
        t -> {
          refillAt = null;
          parts.queues.retry();
        });
  }

  private static boolean isTooLarge(ActiveTask task) {
    Run run = task.run.run();
    List<String> texts = payload(run, task.ordinal);
    long characters = texts.stream().mapToLong(String::length).sum();
    return characters * 3 >= MOST_PAYLOAD_BYTES
        && texts.stream().mapToLong(Assigner::utf8).sum() > MOST_PAYLOAD_BYTES;
  }

  /** The texts of any length that a worker gets with a task. */
  private static List<String> payload(Run run, int ordinal) {
    List<String> texts = new ArrayList<>(List.of(run.header().input(), run.header().metadata()));
    for (int parent : run.header().version().parents(ordinal)) {
      add(run.tasks().get(parent).output(), texts);
    }
    RunHeader.TriggeringEvent event = run.header().event();
    add(event == null ? null : event.filterPayload(), texts);
    texts.addAll(run.tasks().get(ordinal).matches().values());
    boolean told = run.definition(ordinal).onFailure();
    if (told) {
      run.tasks().forEach(failed -> add(failed.error(), texts));
    }
    return texts;
  }

  private static void add(@Nullable String text, List<String> texts) {
    if (text != null) {
      texts.add(text);
    }
  }

  private static long utf8(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
