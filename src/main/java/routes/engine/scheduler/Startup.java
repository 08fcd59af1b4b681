package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.store.Loaded;

/** Takes up what an earlier life of the engine left unfinished. */
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private final Parts parts;

  Startup(Parts parts) {
    this.parts = parts;
  }

  void restore(Turn turn, Loaded loaded) {
    parts.startedAt = turn.now();
    for (Loaded.WorkflowRow row : loaded.workflows()) {
      parts.workflows.restore(row, Objects.requireNonNull(loaded.versions().get(row.versionId())));
    }
    loaded.filters().forEach(parts.events::restore);
    loaded.rateLimits().forEach(parts.rateLimits::restore);
    loaded.workers().forEach(row -> parts.workers.restore(turn, row));
    parts.workers.start(turn.now());
    restoreRuns(turn, loaded);
    loaded.crons().forEach(row -> parts.crons.restore(turn, row));
    loaded.schedules().forEach(parts.crons::restore);
    if (!loaded.runs().isEmpty()) {
      LOG.info("{} unfinished runs go on", loaded.runs().size());
    }
  }

  private void restoreRuns(Turn turn, Loaded loaded) {
    List<ActiveRun> runs = new ArrayList<>();
    for (Run run : loaded.runs()) {
      runs.add(parts.runs.restore(patient(run, turn.now().plus(parts.settings.restartGrace()))));
    }
    for (Loaded.ChildRow child : loaded.children()) {
      ActiveTask parent = parts.runs.findTask(child.parentTaskId());
      if (parent != null) {
        parent.children.put(child.dedupeKey(), child.runId());
      }
    }
    // First those that hold something, so that nobody else is given it.
    runs.forEach(parts.admissions::restoreSlots);
    runs.forEach(run -> parts.runs.resume(turn, run));
    for (ActiveRun run : runs) {
      for (ActiveTask task : run.tasks()) {
        if (task.task().status() == TaskStatus.RUNNING) {
          parts.workers.restoreTask(turn, task, loaded.begun().contains(task.task().id()));
        }
      }
    }
  }

  /** What ended while the engine was down could not be reported: it gets a moment for that. */
  static Run patient(Run run, Instant earliest) {
    List<Task> tasks = new ArrayList<>();
    for (Task task : run.tasks()) {
      Instant deadline = task.deadline();
      boolean early =
          task.status() == TaskStatus.RUNNING && deadline != null && deadline.isBefore(earliest);
      tasks.add(early ? task.extended(Duration.between(deadline, earliest)) : task);
    }
    return new Run(run.header(), run.admitted(), List.copyOf(tasks));
  }
}
