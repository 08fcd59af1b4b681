package routes.engine.scheduler;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.model.Note;
import routes.engine.model.Outcome;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskEventType;
import routes.engine.model.TaskStatus;

/** What workers report about the tasks they were given. */
final class Reports {
  private final Parts parts;

  Reports(Parts parts) {
    this.parts = parts;
  }

  /** Reports about another attempt, or a task that is final, change nothing. */
  void report(Turn turn, ActiveTask task, TaskReport report) {
    Task state = task.task();
    int attempt = report.attempt() == null ? state.attempt() : report.attempt();
    if (state.status() != TaskStatus.RUNNING || attempt != state.attempt()) {
      return;
    }
    heard(task, report.kind());
    Run run = task.run.run();
    switch (report.kind()) {
      case STARTED -> started(turn, task, state);
      case ACKNOWLEDGED -> {}
      case COMPLETED -> parts.runs.apply(turn, task.run, completed(turn, task, attempt, report));
      case FAILED ->
          parts.runs.apply(
              turn,
              task.run,
              parts.machine.fail(
                  run,
                  task.ordinal,
                  attempt,
                  report.payload(),
                  report.noRetry(),
                  report.retryAfter(),
                  turn.now()));
      case CANCELLED ->
          parts.runs.apply(
              turn,
              task.run,
              parts.machine.cancel(
                  run, Set.of(task.ordinal), "Cancelled by the worker", turn.now()));
    }
  }

  /** Learns whether the worker's silence about an attempt means that it has not got it. */
  private static void heard(ActiveTask task, TaskReport.Kind kind) {
    Worker worker = task.worker;
    if (worker != null) {
      if (kind == TaskReport.Kind.STARTED || kind == TaskReport.Kind.ACKNOWLEDGED) {
        worker.announced = true;
      } else if (!task.reported) {
        worker.silent = true;
      }
    }
    task.reported = true;
  }

  private void started(Turn turn, ActiveTask task, Task state) {
    Run run = task.run.run();
    parts.runs.note(
        turn,
        run.id(),
        task.ordinal,
        state.attempt(),
        Note.of(TaskEventType.STARTED, ""),
        state.workerId());
    parts.runs.publish(turn, run, state, RunEvent.Type.STARTED, "", null);
  }

  private Outcome completed(Turn turn, ActiveTask task, int attempt, TaskReport report) {
    Run run = task.run.run();
    String error = outputError(report.payload());
    return error == null
        ? parts.machine.complete(run, task.ordinal, attempt, report.payload(), turn.now())
        : parts.machine.fail(run, task.ordinal, attempt, error, true, null, turn.now());
  }

  private static @Nullable String outputError(String payload) {
    if (payload.isEmpty()) {
      return null;
    }
    try {
      Json.check("taskOutput", payload);
      return null;
    } catch (Json.InvalidJsonException e) {
      return e.getMessage();
    }
  }
}
