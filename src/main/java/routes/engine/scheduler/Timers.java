package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is due when. Fires on the deciding thread, by the time that a turn has. */
final class Timers {
  private final TreeSet<Timer> timers = new TreeSet<>();
  private long sequence;

  /** Something due; used to cancel it. */
  static final class Timer implements Comparable<Timer> {
    private final long sequence;
    private final boolean byTheClock;
    private final Consumer<Turn> action;

    /** Changes only while it is in no set. */
    private Instant due;

    private Timer(Instant due, long sequence, boolean byTheClock, Consumer<Turn> action) {
      this.due = due;
      this.sequence = sequence;
      this.byTheClock = byTheClock;
      this.action = action;
    }

    @Override
    public int compareTo(Timer other) {
      int order = due.compareTo(other.due);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }

  /** When a duration has passed: whoever sets the clock changes nothing about it. */
  Timer at(Instant due, Consumer<Turn> action) {
    return add(new Timer(due, sequence++, false, action));
  }

  /** When the clock shows this time, however that comes. */
  Timer byTheClock(Instant due, Consumer<Turn> action) {
    return add(new Timer(due, sequence++, true, action));
  }

  private Timer add(Timer timer) {
    timers.add(timer);
    return timer;
  }

  /** All that waits for a duration waits for so much longer, or shorter. */
  void shift(Duration by) {
    List<Timer> shifted = new ArrayList<>(timers);
    shifted.removeIf(timer -> timer.byTheClock);
    shifted.forEach(timers::remove);
    for (Timer timer : shifted) {
      timer.due = timer.due.plus(by);
      timers.add(timer);
    }
  }

  void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timers.remove(timer);
    }
  }

  @Nullable Instant next() {
    return timers.isEmpty() ? null : timers.first().due;
  }

  int size() {
    return timers.size();
  }

  void fire(Turn turn) {
    while (!timers.isEmpty() && !timers.first().due.isAfter(turn.now())) {
      Timer due = timers.pollFirst();
      due.action.accept(turn);
    }
  }
}
