package routes.engine.scheduler;

import java.time.Instant;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is due when. Fires on the deciding thread, by the time that a turn has. */
final class Timers {
  private final TreeSet<Timer> timers = new TreeSet<>();
  private long sequence;

  /** Something due; used to cancel it. */
  static final class Timer implements Comparable<Timer> {
    private final Instant due;
    private final long sequence;
    private final Consumer<Turn> action;

    private Timer(Instant due, long sequence, Consumer<Turn> action) {
      this.due = due;
      this.sequence = sequence;
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

  Timer at(Instant due, Consumer<Turn> action) {
    Timer timer = new Timer(due, sequence++, action);
    timers.add(timer);
    return timer;
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
