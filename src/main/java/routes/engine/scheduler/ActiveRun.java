package routes.engine.scheduler;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.Task;

/** An unfinished run in memory. */
final class ActiveRun extends Holder {
  private final Runs runs;
  private final ActiveTask[] tasks;
  private Run run;
  Timers.@Nullable Timer admissionTimer;

  ActiveRun(Runs runs, Run run) {
    this.runs = runs;
    this.run = run;
    this.tasks = new ActiveTask[run.tasks().size()];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = new ActiveTask(this, i);
    }
  }

  Runs runs() {
    return runs;
  }

  Run run() {
    return run;
  }

  void setRun(Run newRun) {
    run = newRun;
  }

  ActiveTask[] tasks() {
    return tasks;
  }

  @Nullable ActiveTask task(UUID id) {
    Task task = run.task(id);
    return task == null ? null : tasks[task.ordinal()];
  }

  /** The worker that has had the run's first started task. */
  @Nullable UUID firstWorker() {
    Task first = null;
    for (Task task : run.tasks()) {
      if (task.workerId() != null
          && task.startedAt() != null
          && (first == null || task.startedAt().isBefore(first.startedAt()))) {
        first = task;
      }
    }
    return first == null ? null : first.workerId();
  }

  @Override
  int priority() {
    return run.header().priority();
  }

  @Override
  void admitted(Turn turn) {
    runs.admitted(turn, this);
  }

  @Override
  void superseded(Turn turn) {
    runs.superseded(turn, this);
  }
}
