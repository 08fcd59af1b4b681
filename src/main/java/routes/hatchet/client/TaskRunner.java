package routes.hatchet.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;

/**
 * Runs attempts and reports exactly one outcome of each, or none of those that were cancelled,
 * timed out or replaced. It serves attempts that the engine assigned to this process and attempts
 * that another process has handed over alike. Thread-safe.
 */
public final class TaskRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private static final int REMEMBERED = 20_000;

  /** The engine ends an attempt by its own clock; ours is the second look. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** How long the end of the process waits for the engine, however much is cut short. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final HatchetClient client;
  private final Executor executor;
  private final TaskFailure failures;
  private final WorkerCounters counters;
  private final OutcomeReporter reporter;
  private final Consumer<AttemptKey> ends;
  private final Map<String, Attempt> running = new ConcurrentHashMap<>();
  private final Map<AttemptKey, Disposition> ended = remembering();
  private volatile boolean closed;

  /**
   * Makes a runner.
   *
   * @param executor runs the attempts, each in a thread of its own
   */
  public TaskRunner(
      HatchetClient client, Executor executor, TaskFailure failures, WorkerCounters counters) {
    this(client, executor, failures, counters, key -> {});
  }

  /**
   * As {@link #TaskRunner(HatchetClient, Executor, TaskFailure, WorkerCounters)}; tells of ends.
   */
  TaskRunner(
      HatchetClient client,
      Executor executor,
      TaskFailure failures,
      WorkerCounters counters,
      Consumer<AttemptKey> ends) {
    this.ends = ends;
    this.client = client;
    this.executor = executor;
    this.failures = failures;
    this.counters = counters;
    this.reporter = new OutcomeReporter(client.connection(), counters);
  }

  /** The newest attempts that ended here, for those that come a second time. */
  private static Map<AttemptKey, Disposition> remembering() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<AttemptKey, Disposition> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  /**
   * Runs an attempt. One that runs here already is not begun again: its second copy ends with it.
   *
   * @param definition timeout and retries
   * @return completes with what became of it, after the engine has accepted the outcome
   */
  public CompletableFuture<Disposition> run(
      AssignedTask task, TaskDefinition definition, TaskHandler handler) {
    return run(task, definition, handler, null);
  }

  /** As {@link #run}, for an attempt that another process has handed over. */
  public CompletableFuture<Disposition> runHandedOver(
      AssignedTask task, TaskDefinition definition, TaskHandler handler) {
    return run(task, definition, handler, definition.longest());
  }

  private CompletableFuture<Disposition> run(
      AssignedTask task,
      TaskDefinition definition,
      TaskHandler handler,
      @Nullable Duration longest) {
    if (closed) {
      // Not taken, so that whoever handed it over keeps it.
      counters.ended(task, Disposition.UNREPORTED);
      return CompletableFuture.completedFuture(Disposition.UNREPORTED);
    }
    Attempt attempt = new Attempt(task, longest);
    Attempt current = admit(attempt);
    if (current != attempt) {
      counters.ended(task, Disposition.STALE);
      boolean runsHere = current != null && current.task().retryCount() == task.retryCount();
      LOG.info(
          "Attempt {} of task {} ({}) dropped: it {} here",
          task.retryCount(),
          task.taskRunId(),
          task.taskName(),
          runsHere ? "is running" : "has ended, was replaced or was cancelled");
      // Whoever is told that it is over before it is would end it.
      return runsHere
          ? current.done().copy()
          : CompletableFuture.completedFuture(Disposition.STALE);
    }
    CompletableFuture<Void> unused = attempt.done().thenAccept(how -> forget(attempt, how));
    attempt.limit(
        client.timer(), definition.timeout(), GRACE, () -> attempt.cancel(Disposition.TIMED_OUT));
    try {
      executor.execute(() -> execute(attempt, definition, handler));
    } catch (RejectedExecutionException e) {
      LOG.warn("Attempt of task {} not taken: the worker is closing", task.taskRunId());
      attempt.cancel(Disposition.UNREPORTED);
    }
    return attempt.done();
  }

  /** The attempt itself when it may run, one that runs here in its place, or null. */
  private @Nullable Attempt admit(Attempt attempt) {
    AssignedTask task = attempt.task();
    Attempt[] replaced = new Attempt[1];
    Attempt now =
        running.compute(
            task.taskRunId(),
            (id, other) -> {
              if (other != null && other.task().retryCount() >= task.retryCount()) {
                return other;
              }
              // Looked up here, as an attempt is among the ended before it leaves the running.
              if (ended.containsKey(task.key())) {
                return other;
              }
              replaced[0] = other;
              return attempt;
            });
    if (replaced[0] != null) {
      replaced[0].cancel(Disposition.STALE);
    }
    return now;
  }

  private void forget(Attempt attempt, Disposition how) {
    ended.put(attempt.task().key(), how);
    running.remove(attempt.task().taskRunId(), attempt);
    counters.ended(attempt.task(), how);
    ends.accept(attempt.task().key());
    if (how != Disposition.COMPLETED && how != Disposition.FAILED) {
      LOG.info(
          "Attempt {} of task {} ({}) ended: {}",
          attempt.task().retryCount(),
          attempt.task().taskRunId(),
          attempt.task().taskName(),
          how);
    }
  }

  private void execute(Attempt attempt, TaskDefinition definition, TaskHandler handler) {
    if (!attempt.begin()) {
      return;
    }
    AssignedTask task = attempt.task();
    String output = null;
    Throwable failure = null;
    try {
      reporter.started(task);
      Object result = handler.run(new TaskContext(client, task, attempt));
      output = JsonObjects.text("output of step " + task.taskName(), result);
    } catch (InterruptedException e) {
      failure = e;
    } catch (Exception e) {
      failure = e;
    } catch (Error e) {
      LOG.error("Step {} failed with an error", task.taskName(), e);
      failure = e;
    }
    if (!attempt.end()) {
      return;
    }
    report(attempt, definition.retry(), output, failure);
  }

  private void report(
      Attempt attempt, RetryPolicy retry, @Nullable String output, @Nullable Throwable failure) {
    AssignedTask task = attempt.task();
    Disposition how = Disposition.UNREPORTED;
    try {
      if (failure == null && output != null) {
        how = reporter.completed(attempt, output, retry);
      } else {
        Throwable cause = failure == null ? new IllegalStateException("no output") : failure;
        boolean again = failures.retryable(cause);
        String sentence = PersonalData.masked(failures.sentence(cause));
        // Bad input needs a sentence, what nobody expected also the place in the code.
        LOG.warn(
            "Step {} of run {} failed in attempt {}{}: {}",
            task.taskName(),
            task.workflowRunId(),
            task.retryCount(),
            again ? "" : " for good",
            sentence,
            failures.selfExplanatory(cause) ? null : cause);
        how = reporter.failed(attempt, sentence, again, retry);
      }
    } finally {
      attempt.done().complete(how);
    }
  }

  /** Cancels an attempt that runs here, or keeps it from running when it comes later. */
  public void cancel(AttemptKey key) {
    Attempt attempt = running.get(key.taskRunId());
    if (attempt != null && attempt.task().retryCount() <= key.retryCount()) {
      attempt.cancel(Disposition.CANCELLED);
    }
    ended.putIfAbsent(key, Disposition.CANCELLED);
  }

  /** An attempt has ended in another process: a second copy of it ends here, or never begins. */
  public void endedElsewhere(AttemptKey key) {
    Attempt attempt = running.get(key.taskRunId());
    if (attempt != null && attempt.task().retryCount() == key.retryCount()) {
      attempt.cancel(Disposition.STALE);
    }
    ended.putIfAbsent(key, Disposition.STALE);
  }

  /** Tells the engine that an attempt has arrived here, and begins later or elsewhere. */
  void acknowledge(AssignedTask task) {
    reporter.acknowledged(task);
  }

  /** Tells the engine which attempts that it gave to this worker id are here. */
  void acknowledgeAll(String workerId) {
    of(workerId).map(Attempt::task).forEach(reporter::acknowledged);
  }

  private Stream<Attempt> of(String workerId) {
    return running.values().stream().filter(a -> a.task().workerId().equals(workerId));
  }

  /** Whether this attempt runs here now. */
  public boolean isRunning(AttemptKey key) {
    Attempt attempt = running.get(key.taskRunId());
    return attempt != null && attempt.task().retryCount() == key.retryCount();
  }

  /** Attempts that run here, or whose outcome is being reported. */
  public int inFlight() {
    return running.size();
  }

  /** Attempts in flight that were assigned to this worker id. */
  int inFlight(String workerId) {
    return (int) of(workerId).count();
  }

  /** Waits until nothing is in flight; false when the time was too short. */
  public boolean drain(Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    while (!running.isEmpty()) {
      CompletableFuture<?>[] all =
          running.values().stream().map(Attempt::done).toArray(CompletableFuture<?>[]::new);
      try {
        CompletableFuture.allOf(all).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Attempts end without exceptions.", e);
      }
    }
    return true;
  }

  /** Interrupts what still runs and reports it as failed, so that the engine need not wait. */
  @Override
  public void close() {
    closed = true;
    List<AssignedTask> cut =
        List.copyOf(running.values()).stream()
            .filter(attempt -> attempt.cancel(Disposition.UNREPORTED))
            .map(Attempt::task)
            .toList();
    reporter.abandoned(cut, LAST_WORDS);
    reporter.close();
  }
}
