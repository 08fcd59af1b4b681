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
    return new Task(
        id,
        ordinal,
        number,
        TaskStatus.WAITING,
        0,
        0,
        0,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null);
  }

  public boolean isTerminal() {
    return status.isTerminal();
  }

  Task watching(Instant now) {
    return new Task(
        id,
        ordinal,
        number,
        status,
        attempt,
        failures,
        reassignments,
        workerId,
        false,
        now,
        null,
        null,
        null,
        null,
        matches,
        null,
        null);
  }

  Task matched(int condition, String data) {
    Map<Integer, String> more = new TreeMap<>(matches);
    more.put(condition, data);
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
        Map.copyOf(more),
        output,
        error);
  }

  Task queued(int newAttempt, Instant now) {
    return new Task(
        id,
        ordinal,
        number,
        TaskStatus.QUEUED,
        newAttempt,
        failures,
        reassignments,
        null,
        false,
        waitingSince,
        now,
        null,
        null,
        null,
        matches,
        null,
        null);
  }

  Task running(UUID worker, Instant now, Instant until) {
    return new Task(
        id,
        ordinal,
        number,
        TaskStatus.RUNNING,
        attempt,
        failures,
        reassignments,
        worker,
        false,
        waitingSince,
        queuedAt,
        now,
        null,
        until,
        matches,
        null,
        null);
  }

  Task until(Instant newDeadline) {
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
        newDeadline,
        matches,
        output,
        error);
  }

  /** With a later deadline, for an engine that was down when it came. */
  public Task extended(Duration more) {
    return deadline == null ? this : until(deadline.plus(more));
  }

  Task withoutSlot() {
    return new Task(
        id,
        ordinal,
        number,
        status,
        attempt,
        failures,
        reassignments,
        workerId,
        true,
        waitingSince,
        queuedAt,
        startedAt,
        finishedAt,
        deadline,
        matches,
        output,
        error);
  }

  Task backingOff(Instant due) {
    return new Task(
        id,
        ordinal,
        number,
        TaskStatus.BACKOFF,
        attempt + 1,
        failures,
        reassignments,
        workerId,
        false,
        waitingSince,
        null,
        null,
        null,
        due,
        matches,
        null,
        null);
  }

  Task counted(int newFailures, int newReassignments) {
    return new Task(
        id,
        ordinal,
        number,
        status,
        attempt,
        newFailures,
        newReassignments,
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

  Task finished(
      TaskStatus terminal, @Nullable String newOutput, @Nullable String newError, Instant now) {
    return new Task(
        id,
        ordinal,
        number,
        terminal,
        attempt,
        failures,
        reassignments,
        workerId,
        slotReleased,
        waitingSince,
        queuedAt,
        startedAt,
        now,
        null,
        matches,
        newOutput,
        newError);
  }

  Task replayed() {
    return new Task(
        id,
        ordinal,
        number,
        TaskStatus.WAITING,
        attempt + 1,
        0,
        0,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null);
  }
}
