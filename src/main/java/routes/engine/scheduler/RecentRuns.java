package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Run;
import routes.engine.model.Task;

/**
 * The runs that have just finished: whoever started a short run asks for its result when it is
 * already there. They are few and small, and for a short time; all others are in the database.
 */
final class RecentRuns {
  private static final Duration KEPT = Duration.ofSeconds(30);
  private static final int MOST_RUNS = 5_000;
  private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

  /** Longer ones would push too many others out. */
  private static final int LONGEST = 64 * 1024;

  private record Entry(Run run, Instant finished, int characters) {}

  private final Timers timers;
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();
  private int characters;
  private boolean sweeping;

  RecentRuns(Timers timers) {
    this.timers = timers;
  }

  void add(Turn turn, Run run) {
    forget(run.id());
    long size = size(run);
    if (size > LONGEST) {
      return;
    }
    entries.put(run.id(), new Entry(run, turn.now(), (int) size));
    characters += (int) size;
    while (entries.size() > MOST_RUNS || characters > MOST_CHARACTERS) {
      forget(entries.keySet().iterator().next());
    }
    sweepLater(turn);
  }

  /** Finished, if only just: of this run's or task's id. */
  @Nullable Run find(UUID tenantId, UUID id) {
    Entry entry = entries.get(Ids.runOf(id));
    return entry != null && entry.run.header().tenantId().equals(tenantId) ? entry.run : null;
  }

  /** A run that is to be replayed is no longer finished. */
  void forget(UUID runId) {
    Entry entry = entries.remove(runId);
    if (entry != null) {
      characters -= entry.characters;
    }
  }

  /** Whether it has a look at what has grown old planned. */
  boolean isSweepPlanned() {
    return sweeping;
  }

  private void sweepLater(Turn turn) {
    if (!sweeping) {
      sweeping = true;
      timers.at(turn.now().plus(KEPT), this::sweep);
    }
  }

  private void sweep(Turn turn) {
    sweeping = false;
    Instant oldest = turn.now().minus(KEPT);
    while (!entries.isEmpty()) {
      Entry eldest = entries.values().iterator().next();
      if (eldest.finished.isAfter(oldest)) {
        sweepLater(turn);
        return;
      }
      forget(eldest.run.id());
    }
  }

  private static long size(Run run) {
    long size = run.header().input().length() + (long) run.header().metadata().length();
    for (Task task : run.tasks()) {
      size += task.output() == null ? 0 : task.output().length();
      size += task.error() == null ? 0 : task.error().length();
    }
    return size;
  }
}
