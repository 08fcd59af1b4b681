package routes.engine.model;

import static routes.engine.model.TaskStatus.BACKOFF;
import static routes.engine.model.TaskStatus.QUEUED;
import static routes.engine.model.TaskStatus.RUNNING;
import static routes.engine.model.TaskStatus.WAITING;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a run: a run and an event give a run and the steps its tasks took. Pure.
 *
 * <p>An event that does not fit (of another attempt, for a task that is elsewhere or final) changes
 * nothing. Within an attempt states only go forward, and final states stay, except by {@link
 * #replay}.
 */
public final class RunMachine {
  /** After so many lost workers a task is thought to be what kills them. */
  public static final int MAX_REASSIGNMENTS = 10;

  private final ConditionEvaluator evaluator;

  public RunMachine(ConditionEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** A new run, or one read back: what can be queued is. */
  public Outcome start(Run run, Instant now) {
    return step(run, now).propagate();
  }

  /** The run got its workflow's concurrency slot. */
  public Outcome admit(Run run, Instant now) {
    return run.admitted()
        ? Outcome.unchanged(run)
        : step(new Run(run.header(), true, run.tasks()), now).propagate();
  }

  public Outcome assign(Run run, int ordinal, UUID workerId, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != QUEUED) {
      return Outcome.unchanged(run);
    }
    Instant until = now.plus(run.definition(ordinal).executionTimeout());
    return step(run, now)
        .move(task, task.running(workerId, now, until), Note.of(TaskEventType.ASSIGNED))
        .outcome();
  }

  public Outcome complete(Run run, int ordinal, int attempt, String output, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    return step(run, now)
        .move(
            task,
            task.finished(TaskStatus.COMPLETED, output, null, now),
            Note.of(TaskEventType.FINISHED))
        .propagate();
  }

  /**
   * The attempt failed: another one follows, or the task has failed.
   *
   * @param delay before the next attempt, null for the one of the definition
   */
  public Outcome fail(
      Run run,
      int ordinal,
      int attempt,
      String error,
      boolean noRetry,
      @Nullable Duration delay,
      Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    Note note = new Note(TaskEventType.FAILED, "", error);
    return failed(run, task, error, noRetry, delay, note, now);
  }

  /** The execution timeout has passed. */
  public Outcome timeOut(Run run, int ordinal, int attempt, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING
        || task.attempt() != attempt
        || task.deadline() == null
        || now.isBefore(task.deadline())) {
      return Outcome.unchanged(run);
    }
    String error = "Task exceeded timeout of " + run.definition(ordinal).timeout();
    Note note = new Note(TaskEventType.TIMED_OUT, error, error);
    return failed(run, task, error, false, null, note, now);
  }

  private Outcome failed(
      Run run,
      Task task,
      String error,
      boolean noRetry,
      @Nullable Duration delay,
      Note note,
      Instant now) {
    TaskDefinition definition = run.definition(task.ordinal());
    Task counted = task.counted(task.failures() + 1, task.reassignments());
    if (noRetry || counted.failures() > definition.retries()) {
      return step(run, now)
          .move(task, counted.finished(TaskStatus.FAILED, null, error, now), note)
          .propagate();
    }
    Duration wait = delay != null ? delay : definition.backoff(counted.failures());
    if (wait.isZero() || wait.isNegative()) {
      return step(run, now)
          .move(
              task,
              counted.queued(task.attempt() + 1, now),
              note,
              Note.of(TaskEventType.RETRYING),
              Note.of(TaskEventType.QUEUED))
          .outcome();
    }
    String message = "Retrying in " + wait.toMillis() / 1000.0 + "s";
    return step(run, now)
        .move(
            task,
            counted.backingOff(now.plus(wait)),
            note,
            Note.of(TaskEventType.RETRYING, message))
        .outcome();
  }

  /** The time of the next attempt has come. */
  public Outcome retry(Run run, int ordinal, int attempt, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != BACKOFF || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    return step(run, now)
        .move(task, task.queued(attempt, now), Note.of(TaskEventType.QUEUED))
        .outcome();
  }

  /** No worker took it in time. */
  public Outcome scheduleTimeOut(Run run, int ordinal, int attempt, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != QUEUED || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    return step(run, now)
        .move(
            task,
            task.finished(TaskStatus.CANCELLED, null, null, now),
            Note.of(TaskEventType.SCHEDULING_TIMED_OUT))
        .propagate();
  }

  /** The worker that held the task is gone: given out again, no retry used up. */
  public Outcome reassign(Run run, int ordinal, int attempt, String reason, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    Task counted = task.counted(task.failures(), task.reassignments() + 1);
    if (counted.reassignments() > MAX_REASSIGNMENTS) {
      String error = "Task reached its maximum reassignment count";
      return step(run, now)
          .move(
              task,
              counted.finished(TaskStatus.FAILED, null, error, now),
              new Note(TaskEventType.FAILED, reason, error))
          .propagate();
    }
    return requeued(run, task, counted, reason, now);
  }

  /** What an engine that was killed had not sent: no worker was lost, and none is counted. */
  public Outcome sendAgain(Run run, int ordinal, int attempt, String reason, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.attempt() != attempt) {
      return Outcome.unchanged(run);
    }
    return requeued(run, task, task, reason, now);
  }

  private Outcome requeued(Run run, Task task, Task counted, String reason, Instant now) {
    return step(run, now)
        .move(
            task,
            counted.queued(task.attempt() + 1, now),
            Note.of(TaskEventType.REASSIGNED, reason),
            Note.of(TaskEventType.QUEUED))
        .outcome();
  }

  /** The engine cannot give the task out, now or later. */
  public Outcome refuse(Run run, Set<Integer> ordinals, String error, Instant now) {
    Step step = step(run, now);
    for (int ordinal : ordinals) {
      Task task = run.tasks().get(ordinal);
      if (!task.isTerminal()) {
        step.move(
            task,
            task.finished(TaskStatus.FAILED, null, error, now),
            new Note(TaskEventType.FAILED, "", error));
      }
    }
    return step.propagate();
  }

  /** Cancels those of the tasks that are not final. */
  public Outcome cancel(Run run, Set<Integer> ordinals, String message, Instant now) {
    Step step = step(run, now);
    for (int ordinal : ordinals) {
      Task task = run.tasks().get(ordinal);
      if (!task.isTerminal()) {
        step.move(
            task,
            task.finished(TaskStatus.CANCELLED, null, null, now),
            Note.of(TaskEventType.CANCELLED, message));
      }
    }
    return step.propagate();
  }

  public Outcome refreshTimeout(Run run, int ordinal, Duration more, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.deadline() == null) {
      return Outcome.unchanged(run);
    }
    Instant until = task.deadline().plus(more);
    return step(run, now)
        .move(
            task,
            task.until(until),
            Note.of(TaskEventType.TIMEOUT_REFRESHED, "Timeout refreshed to " + until))
        .outcome();
  }

  /** Time has passed that does not count; negative where the clock was set back. */
  public Outcome postpone(Run run, int ordinal, Duration gap, Instant now) {
    Task task = run.tasks().get(ordinal);
    return task.status() == RUNNING
        ? step(run, now).move(task, task.extended(gap)).outcome()
        : Outcome.unchanged(run);
  }

  /** Frees the worker's units while the task goes on. */
  public Outcome releaseSlot(Run run, int ordinal, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != RUNNING || task.slotReleased()) {
      return Outcome.unchanged(run);
    }
    return step(run, now)
        .move(task, task.withoutSlot(), Note.of(TaskEventType.SLOT_RELEASED))
        .outcome();
  }

  /** A sleep or event condition of a waiting task is met. */
  public Outcome match(Run run, int ordinal, int condition, String data, Instant now) {
    Task task = run.tasks().get(ordinal);
    if (task.status() != WAITING
        || task.waitingSince() == null
        || task.matches().containsKey(condition)) {
      return Outcome.unchanged(run);
    }
    return step(run, now).move(task, task.matched(condition, data)).propagate();
  }

  /**
   * Those of the tasks that are final run once more, and all that come after them, also where they
   * are under way already; the on-failure task is decided anew.
   *
   * @param ordinals none for the on-failure task alone
   */
  public Outcome replay(Run run, Set<Integer> ordinals, Instant now) {
    boolean[] again = new boolean[run.tasks().size()];
    boolean any = ordinals.isEmpty();
    for (int ordinal : ordinals) {
      again[ordinal] = run.tasks().get(ordinal).isTerminal();
      any |= again[ordinal];
    }
    if (!any) {
      return Outcome.unchanged(run);
    }
    Step step = step(run, now);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = 0; i < again.length; i++) {
        boolean follows = run.definition(i).onFailure();
        for (int parent : run.header().version().parents(i)) {
          follows |= again[parent];
        }
        if (follows && !again[i]) {
          again[i] = true;
          grown = true;
        }
      }
    }
    for (int i = 0; i < again.length; i++) {
      Task task = run.tasks().get(i);
      if (again[i] && (task.status() != WAITING || task.waitingSince() != null)) {
        step.move(task, task.replayed(), Note.of(TaskEventType.RETRIED_BY_USER));
      }
    }
    return step.propagate();
  }

  private Step step(Run run, Instant now) {
    return new Step(evaluator, run, now);
  }
}
