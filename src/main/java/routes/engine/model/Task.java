package routes.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task of a run.
 *
 * @param number rising over all tasks of the engine
 * @param attempt 0 for the first; rises with every retry, reassignment and replay
 * @param failures attempts that count against the retries
 * @param reassignments attempts that were lost with their worker
 * @param waitingSince since when its conditions are watched
 * @param deadline end of the execution timeout while running, time of the next attempt while
 *     backing off
 * @param matches data of the conditions met so far, by the condition's position
 * @param output JSON text
 */
public record Task(
    UUID id,
    int ordinal,
    long number,
    TaskStatus status,
    int attempt,
    int failures,
    int reassignments,
    @Nullable UUID workerId,
    boolean slotReleased,
    @Nullable Instant waitingSince,
    @Nullable Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant deadline,
    Map<Integer, String> matches,
    @Nullable String output,
    @Nullable String error) {

  public static Task created(UUID id, int ordinal, long number) {
    return new Draft(id, ordinal, number).task();
  }

  public boolean isTerminal() {
    return status.isTerminal();
  }

  Task watching(Instant now) {
    Draft draft = new Draft(this).idle();
    draft.workerId = workerId;
    draft.waitingSince = now;
    draft.queuedAt = null;
    return draft.task();
  }

  Task matched(int condition, String data) {
    Map<Integer, String> more = new TreeMap<>(matches);
    more.put(condition, data);
    Draft draft = new Draft(this);
    draft.matches = Map.copyOf(more);
    return draft.task();
  }

  Task queued(int newAttempt, Instant now) {
    Draft draft = new Draft(this).idle();
    draft.status = TaskStatus.QUEUED;
    draft.attempt = newAttempt;
    draft.queuedAt = now;
    return draft.task();
  }

  Task running(UUID worker, Instant now, Instant until) {
    Draft draft = new Draft(this).idle();
    draft.status = TaskStatus.RUNNING;
    draft.workerId = worker;
    draft.startedAt = now;
    draft.deadline = until;
    return draft.task();
  }

  Task until(Instant newDeadline) {
    Draft draft = new Draft(this);
    draft.deadline = newDeadline;
    return draft.task();
  }

  /** With a later deadline, for an engine that was down when it came. */
  public Task extended(Duration more) {
    return deadline == null ? this : until(deadline.plus(more));
  }

  Task withoutSlot() {
    Draft draft = new Draft(this);
    draft.slotReleased = true;
    return draft.task();
  }

  Task backingOff(Instant due) {
    Draft draft = new Draft(this).idle();
    draft.status = TaskStatus.BACKOFF;
    draft.attempt = attempt + 1;
    draft.workerId = workerId;
    draft.queuedAt = null;
    draft.deadline = due;
    return draft.task();
  }

  Task counted(int newFailures, int newReassignments) {
    Draft draft = new Draft(this);
    draft.failures = newFailures;
    draft.reassignments = newReassignments;
    return draft.task();
  }

  Task finished(
      TaskStatus terminal, @Nullable String newOutput, @Nullable String newError, Instant now) {
    Draft draft = new Draft(this);
    draft.status = terminal;
    draft.finishedAt = now;
    draft.deadline = null;
    draft.output = newOutput;
    draft.error = newError;
    return draft.task();
  }

  Task replayed() {
    Draft draft = new Draft(id, ordinal, number);
    draft.attempt = attempt + 1;
    return draft.task();
  }

  /** A task being changed: new, or a copy that differs in what is set. */
  private static final class Draft {
    private final UUID id;
    private final int ordinal;
    private final long number;
    private TaskStatus status = TaskStatus.WAITING;
    private int attempt;
    private int failures;
    private int reassignments;
    private @Nullable UUID workerId;
    private boolean slotReleased;
    private @Nullable Instant waitingSince;
    private @Nullable Instant queuedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant deadline;
    private Map<Integer, String> matches = Map.of();
    private @Nullable String output;
    private @Nullable String error;

    Draft(UUID id, int ordinal, long number) {
      this.id = id;
      this.ordinal = ordinal;
      this.number = number;
    }

    Draft(Task task) {
      this(task.id, task.ordinal, task.number);
      status = task.status;
      attempt = task.attempt;
      failures = task.failures;
      reassignments = task.reassignments;
      workerId = task.workerId;
      slotReleased = task.slotReleased;
      waitingSince = task.waitingSince;
      queuedAt = task.queuedAt;
      startedAt = task.startedAt;
      finishedAt = task.finishedAt;
      deadline = task.deadline;
      matches = task.matches;
      output = task.output;
      error = task.error;
    }

    /** Without what belongs to an attempt that runs or has run. */
    Draft idle() {
      workerId = null;
      slotReleased = false;
      startedAt = null;
      finishedAt = null;
      deadline = null;
      output = null;
      error = null;
      return this;
    }

    Task task() {
      return new Task(
          id,
          ordinal,
          number,
          status,
          attempt,
          failures,
          reassignments,
          workerId,
          slotReleased,
          waitingSince,
          queuedAt,
          startedAt,
          finishedAt,
          deadline,
          matches,
          output,
          error);
    }
  }
}
