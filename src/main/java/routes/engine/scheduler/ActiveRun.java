package routes.engine.scheduler;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.Task;

/** An unfinished run in memory. */
final class ActiveRun extends Holder {
  private final Admissions admissions;
  private final ActiveTask[] tasks;
  private Run run;

  /** When it began to wait for its slot. */
  Instant gatedAt = Instant.EPOCH;

  Timers.@Nullable Timer admissionTimer;

  ActiveRun(Admissions admissions, Run run) {
    this.admissions = admissions;
    this.run = run;
    this.tasks = new ActiveTask[run.tasks().size()];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = new ActiveTask(this, i);
    }
  }

  Admissions admissions() {
    return admissions;
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
    admissions.admitted(turn, this);
  }

  @Override
  void superseded(Turn turn) {
    admissions.superseded(turn, this);
  }
}
