package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that an attempt which was handed over keeps the time of its step while it waits for its
 * turn: an engine counts from the assignment on, so it is asked for what the attempt has waited,
 * whenever half of the time is over and once more when it begins. Thread-safe.
 */
final class WaitingTime {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingTime.class);

  /** Less is not worth a call. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** How long until the engine is asked again when it was away. */
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final BiConsumer<String, Duration> engine;
  private final ScheduledExecutorService timer;
  private final Executor executor;

  /**
   * Makes it.
   *
   * @param engine adds time to the deadline of a task run
   * @param timer says when to look
   * @param executor calls the engine
   */
  WaitingTime(
      BiConsumer<String, Duration> engine, ScheduledExecutorService timer, Executor executor) {
    this.engine = engine;
    this.timer = timer;
    this.executor = executor;
  }

  /**
   * An attempt waits from now on, for as long as it may wait for a worker. After that its time
   * counts, so that one that nobody takes ends.
   */
  Wait begin(AssignedTask task, TaskDefinition definition) {
    Wait wait = new Wait(task, definition.timeout(), definition.scheduleTimeout());
    wait.schedule(definition.timeout().dividedBy(2));
    return wait;
  }

  /** The wait of one attempt. Its lock is held while the engine is asked: it is asked in order. */
  final class Wait {
    private final AssignedTask task;
    private final Duration timeout;
    private final Duration atMost;
    private final long since = System.nanoTime();
    private @Nullable ScheduledFuture<?> look;
    private volatile Duration given = Duration.ZERO;
    private volatile boolean over;

    private Wait(AssignedTask task, Duration timeout, Duration atMost) {
      this.task = task;
      this.timeout = timeout;
      this.atMost = atMost;
    }

    /** What the engine has added to the attempt's time. */
    Duration given() {
      return given;
    }

    /** The attempt begins: what it has waited since the last look is asked for as well. */
    void begun() {
      Duration waited = waited();
      if (end() && enough(waited.minus(given))) {
        execute(() -> give(waited));
      }
    }

    /** The attempt has ended, or is somebody else's; false when the wait was over before. */
    boolean end() {
      boolean waiting = !over;
      over = true;
      ScheduledFuture<?> next = look;
      if (next != null) {
        next.cancel(false);
      }
      return waiting;
    }

    private boolean enough(Duration missing) {
      Duration tenth = timeout.dividedBy(10);
      return missing.compareTo(tenth.compareTo(LEAST) < 0 ? tenth : LEAST) >= 0;
    }

    private Duration waited() {
      return Duration.ofNanos(System.nanoTime() - since);
    }

    private void schedule(Duration in) {
      try {
        look = timer.schedule(() -> execute(this::look), in.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("The wait of task {} is not looked at: the client is closed", task.taskRunId());
      }
    }

    private void execute(Runnable work) {
      try {
        executor.execute(work);
      } catch (RejectedExecutionException e) {
        LOG.debug("The wait of task {} is not looked at: the worker closes", task.taskRunId());
      }
    }

    private void look() {
      Duration waited = waited();
      if (over || waited.compareTo(atMost) > 0) {
        return;
      }
      if (give(waited)) {
        schedule(timeout.dividedBy(2));
      } else if (!over) {
        schedule(AGAIN);
      }
    }

    /** Asks for what is missing; false when the engine is away. */
    private synchronized boolean give(Duration waited) {
      Duration missing = waited.minus(given);
      try {
        engine.accept(task.taskRunId(), missing);
        given = waited;
        LOG.debug("Task {} waits for its turn: {} more", task.taskRunId(), missing);
        return true;
      } catch (EngineUnavailableException e) {
        LOG.debug("Task {} got no more time yet: {}", task.taskRunId(), e.getMessage());
        return false;
      } catch (HatchetException e) {
        // The engine does not run it any more, so nothing is left to wait for.
        LOG.debug("Task {} gets no more time: {}", task.taskRunId(), e.getMessage());
        end();
        return false;
      }
    }
  }
}
