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
  private final CompletableFuture<Disposition> done = new CompletableFuture<>();
  private State state = State.WAITING;
  private @Nullable Thread thread;
  private @Nullable ScheduledFuture<?> deadline;
  private long deadlineNanos;
  private volatile boolean withdrawn;

  Attempt(AssignedTask task) {
    this.task = task;
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

  /** Cancels the attempt when its time is over: the engine counts the same time itself. */
  synchronized void limit(ScheduledExecutorService timer, Duration limit, Runnable late) {
    deadlineNanos = System.nanoTime() + limit.toNanos();
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

  /** Moves the deadline; the timer looks again when it fires. */
  synchronized void extend(Duration more) {
    deadlineNanos += more.toNanos();
  }
}
