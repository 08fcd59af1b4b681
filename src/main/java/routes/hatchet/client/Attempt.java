package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of one attempt in this process: it ends once, either with its own outcome or by being
 * cancelled. Thread-safe; the lock also keeps an interrupt from reaching the thread after the
 * attempt has left it.
 */
final class Attempt {

  private enum State {
    WAITING,
    RUNNING,
    ENDED,
    CANCELLED
  }

  private final AssignedTask task;
  private final @Nullable Duration longest;
  private final CompletableFuture<Disposition> done = new CompletableFuture<>();
  private State state = State.WAITING;
  private @Nullable Thread thread;
  private @Nullable ScheduledFuture<?> deadline;
  private long deadlineNanos;
  private Duration given = Duration.ZERO;
  private volatile boolean withdrawn;

  /**
   * Makes an attempt that waits.
   *
   * @param longest how much time it may be given in all; null for any
   */
  Attempt(AssignedTask task, @Nullable Duration longest) {
    this.task = task;
    this.longest = longest;
  }

  AssignedTask task() {
    return task;
  }

  /** Completes when the outcome was accepted by the engine, or the attempt was cancelled. */
  CompletableFuture<Disposition> done() {
    return done;
  }

  /** Whether the calling thread may run the attempt now. */
  synchronized boolean begin() {
    if (state != State.WAITING) {
      return false;
    }
    state = State.RUNNING;
    thread = Thread.currentThread();
    return true;
  }

  /** Ends the attempt with its own outcome; false when it was cancelled before. */
  synchronized boolean end() {
    thread = null;
    if (deadline != null) {
      deadline.cancel(false);
    }
    // An interrupt meant for the attempt must not meet what the thread does next.
    Thread.interrupted();
    if (state != State.RUNNING) {
      return false;
    }
    state = State.ENDED;
    return true;
  }

  /** Ends the attempt from outside and interrupts it; false when it has ended already. */
  boolean cancel(Disposition why) {
    synchronized (this) {
      if (state == State.ENDED || state == State.CANCELLED) {
        withdrawn |= why == Disposition.CANCELLED || why == Disposition.STALE;
        return false;
      }
      state = State.CANCELLED;
      if (deadline != null) {
        deadline.cancel(false);
      }
      if (thread != null) {
        thread.interrupt();
      }
    }
    done.complete(why);
    return true;
  }

  synchronized boolean cancelled() {
    return state == State.CANCELLED;
  }

  /**
   * Whether the engine wants no outcome any more: an attempt was cancelled or replaced after its
   * end and before its outcome was accepted.
   */
  boolean withdrawn() {
    return withdrawn;
  }

  /**
   * Cancels the attempt when its time is over: the engine counts the same time itself.
   *
   * @param grace how much later than the engine
   */
  synchronized void limit(
      ScheduledExecutorService timer, Duration timeout, Duration grace, Runnable late) {
    given = timeout;
    deadlineNanos = System.nanoTime() + timeout.plus(grace).toNanos();
    schedule(timer, late);
  }

  private synchronized void schedule(ScheduledExecutorService timer, Runnable late) {
    if (state == State.ENDED || state == State.CANCELLED) {
      return;
    }
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      late.run();
      return;
    }
    deadline = timer.schedule(() -> schedule(timer, late), left, TimeUnit.NANOSECONDS);
  }

  /**
   * Sees that the attempt may be given more time.
   *
   * @throws TerminalException when whoever handed it over would take it for dead by then
   */
  synchronized void checkExtension(Duration more) {
    if (longest != null && given.plus(more).compareTo(longest) > 0) {
      throw new TerminalException(
          "Step %s may not be given %s more: it came over a topic, where an attempt may take %s in all, and it has %s already. Give the step a longestTime, or no topic."
              .formatted(
                  task.taskName(),
                  Durations.format(more),
                  Durations.format(longest),
                  Durations.format(given)));
    }
  }

  /** Moves the deadline; the timer looks again when it fires. */
  synchronized void extend(Duration more) {
    given = given.plus(more);
    deadlineNanos += more.toNanos();
  }
}
