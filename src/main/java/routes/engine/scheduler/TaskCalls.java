package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.store.Changes;

/** What workers tell of the tasks they were given. Thread-safe. */
public final class TaskCalls {
  /** As long as the longest timeout that a step can have. */
  private static final Duration FURTHEST = Duration.ofDays(3_650);

  private final Desk desk;
  private final Parts parts;

  TaskCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
  }

  /**
   * Tells what became of a task; a worker's id, where one was sent, shows that the worker lives.
   */
  public CompletableFuture<Boolean> report(
      UUID tenantId, TaskReport report, @Nullable UUID workerId, Object connection) {
    CompletableFuture<Boolean> known =
        desk.submit(
            turn -> {
              ActiveTask task = parts.runs.findTask(tenantId, report.taskId());
              Worker worker = workerId == null ? null : parts.workers.find(tenantId, workerId);
              if (worker == null && task != null) {
                worker = parts.workers.reporter(task, connection);
              }
              if (worker != null) {
                parts.workers.reported(turn, worker, connection);
              }
              if (task != null) {
                new Reports(parts).report(turn, task, report);
              }
              return task != null || hasJustFinished(tenantId, report.taskId());
            });
    return known.thenCompose(
        active ->
            active
                ? known
                : desk.read(
                    () -> {
                      if (!desk.reader().taskExists(tenantId, report.taskId())) {
                        throw EngineException.invalid("task not found: " + report.taskId());
                      }
                      return false;
                    }));
  }

  private boolean hasJustFinished(UUID tenantId, UUID taskId) {
    Run run = parts.recent.find(tenantId, taskId);
    return run != null && run.task(taskId) != null;
  }

  /** The new deadline. */
  public CompletableFuture<Instant> refreshTimeout(UUID tenantId, UUID taskId, Duration more) {
    return desk.submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          Instant deadline = task.task().deadline();
          if (deadline != null && deadline.plus(more).isAfter(turn.now().plus(FURTHEST))) {
            throw EngineException.invalid(
                "invalid increment_timeout_by: the timeout would be more than "
                    + FURTHEST.toHours()
                    + "h ahead");
          }
          var outcome =
              parts.machine.refreshTimeout(task.run.run(), task.ordinal, more, turn.now());
          if (!outcome.changed()) {
            throw EngineException.notFound("task is not running: " + taskId);
          }
          parts.runs.apply(turn, task.run, outcome);
          return Objects.requireNonNull(task.task().deadline());
        });
  }

  public CompletableFuture<Boolean> releaseSlot(UUID tenantId, UUID taskId) {
    return desk.submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          parts.runs.apply(
              turn, task.run, parts.machine.releaseSlot(task.run.run(), task.ordinal, turn.now()));
          return true;
        });
  }

  private ActiveTask requireTask(UUID tenantId, UUID taskId) {
    ActiveTask task = parts.runs.findTask(tenantId, taskId);
    if (task == null) {
      throw EngineException.notFound("task not found: " + taskId);
    }
    return task;
  }

  /** A log line of a task, also of a finished one. */
  public CompletableFuture<Boolean> log(UUID tenantId, UUID taskId, LogLine line) {
    return desk.submit(turn -> log(turn, parts.runs.findTask(tenantId, taskId), line))
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(true)
                    : desk.read(() -> desk.reader().task(tenantId, taskId))
                        .thenCompose(
                            found -> {
                              if (found == null) {
                                throw EngineException.notFound("task not found: " + taskId);
                              }
                              return desk.submit(
                                  turn -> log(turn, found.runId(), found.task(), line));
                            }));
  }

  private boolean log(Turn turn, @Nullable ActiveTask task, LogLine line) {
    return task != null && log(turn, task.run.run().id(), task.task(), line);
  }

  private boolean log(Turn turn, UUID runId, Task task, LogLine line) {
    turn.changes()
        .log(
            new Changes.LogRow(
                runId,
                parts.numbers.next(turn.now()),
                task.ordinal(),
                line.attempt() == null ? task.attempt() : line.attempt(),
                line.createdAt().truncatedTo(ChronoUnit.MICROS),
                line.level(),
                line.message(),
                line.metadata()));
    return true;
  }

  /** A chunk for those who follow the task's run. */
  public CompletableFuture<Boolean> stream(
      UUID tenantId, UUID taskId, String chunk, @Nullable Long index) {
    return desk.submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          parts.runs.publish(turn, task.run.run(), task.task(), RunEvent.Type.STREAM, chunk, index);
          return true;
        });
  }
}
