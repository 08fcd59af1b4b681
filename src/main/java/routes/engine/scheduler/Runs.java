package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Condition;
import routes.engine.model.Definition;
import routes.engine.model.Durations;
import routes.engine.model.Ids;
import routes.engine.model.Note;
import routes.engine.model.Outcome;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskEventType;
import routes.engine.model.TaskStatus;
import routes.engine.model.Transition;
import routes.engine.store.Changes;

/**
 * The unfinished runs. What the state machine decides becomes row changes, timeline, timers, places
 * in queues and groups, and effects, here and nowhere else.
 */
final class Runs {
  private final Parts parts;
  private final Map<UUID, ActiveRun> active = new HashMap<>();

  Runs(Parts parts) {
    this.parts = parts;
  }

  Collection<ActiveRun> all() {
    return active.values();
  }

  /** The unfinished run of this run's or task's id. */
  @Nullable ActiveRun find(UUID tenantId, UUID id) {
    ActiveRun run = active.get(Ids.runOf(id));
    return run != null && run.run().header().tenantId().equals(tenantId) ? run : null;
  }

  @Nullable ActiveTask findTask(UUID tenantId, UUID id) {
    ActiveRun run = find(tenantId, id);
    return run == null ? null : run.task(id);
  }

  /** Whosever it is; for what the database says. */
  @Nullable ActiveTask findTask(UUID id) {
    ActiveRun run = active.get(Ids.runOf(id));
    return run == null ? null : run.task(id);
  }

  /** A new run; all that can be is queued. */
  ActiveRun create(Turn turn, RunHeader header) {
    Definition definition = header.version().definition();
    boolean gated = !definition.isStandalone() && !definition.concurrency().isEmpty();
    long number = parts.numbers.next(turn.now(), definition.tasks().size());
    ActiveRun run = new ActiveRun(parts.admissions, Run.created(header, !gated, number));
    active.put(run.run().id(), run);
    turn.changes().newRun(run.run());
    apply(turn, run, parts.machine.start(run.run(), turn.now()));
    if (gated) {
      parts.admissions.gate(turn, run);
    }
    return run;
  }

  /** A run of an earlier life of the engine, or one that is to be replayed. */
  ActiveRun restore(Run run) {
    parts.recent.forget(run.id());
    ActiveRun restored = new ActiveRun(parts.admissions, run);
    active.put(run.id(), restored);
    return restored;
  }

  /** Puts a restored run's tasks where they belong. */
  void resume(Turn turn, ActiveRun run) {
    parts.admissions.withoutDecisions(
        () -> {
          for (ActiveTask task : run.tasks()) {
            enter(turn, task, task.task());
          }
          if (!run.run().admitted()) {
            parts.admissions.gate(turn, run);
          }
        });
    apply(turn, run, parts.machine.start(run.run(), turn.now()));
  }

  /** Makes the outcome the state of the run, and does all that follows from it. */
  void apply(Turn turn, ActiveRun run, Outcome outcome) {
    run.setRun(outcome.run());
    for (Transition transition : outcome.transitions()) {
      Task after = transition.after();
      turn.changes().task(run.run().id(), after);
      for (Note note : transition.notes()) {
        UUID worker = transition.before().workerId();
        note(turn, run.run().id(), after.ordinal(), after.attempt(), note, worker);
      }
    }
    for (Transition transition : outcome.transitions()) {
      if (transition.before().status() != transition.after().status()
          || transition.before().attempt() != transition.after().attempt()) {
        leave(turn, run.tasks()[transition.after().ordinal()], transition);
        publish(turn, run.run(), transition);
      }
    }
    // What a task leaves can already have moved others of this run: only what is still so is
    // entered.
    for (Transition transition : outcome.transitions()) {
      Task after = transition.after();
      ActiveTask task = run.tasks()[after.ordinal()];
      if (task.task().equals(after)) {
        if (transition.before().status() != after.status()
            || transition.before().attempt() != after.attempt()) {
          enter(turn, task, after);
        } else {
          changed(turn, task, transition.before(), after);
        }
      }
    }
    if (outcome.changed() && run.run().isFinished()) {
      finish(turn, run);
    }
  }

  void note(Turn turn, UUID runId, int ordinal, int attempt, Note note, @Nullable UUID workerId) {
    turn.changes()
        .timeline(
            new Changes.TimelineRow(
                runId,
                parts.numbers.next(turn.now()),
                ordinal,
                attempt,
                turn.now(),
                note,
                workerId));
  }

  private void leave(Turn turn, ActiveTask task, Transition transition) {
    Task before = transition.before();
    task.timers.forEach(parts.timers::cancel);
    task.timers.clear();
    switch (before.status()) {
      case WAITING -> parts.eventWaits.forget(task);
      case QUEUED -> {
        parts.queues.remove(task);
        task.limitTold = false;
      }
      case RUNNING -> {
        Worker worker = task.worker;
        task.worker = null;
        if (worker != null) {
          parts.workers.released(turn, worker, task, before, transition);
        }
      }
      default -> {}
    }
    TaskStatus after = transition.after().status();
    if (after.isTerminal() || after == TaskStatus.WAITING) {
      parts.concurrency.leave(task);
    }
  }

  private void enter(Turn turn, ActiveTask task, Task state) {
    int attempt = state.attempt();
    switch (state.status()) {
      case WAITING -> watchConditions(task, state);
      case QUEUED -> {
        watchQueue(task, state);
        if (task.isAdmitted()) {
          ready(turn, task);
        } else {
          parts.admissions.join(turn, task);
        }
      }
      case RUNNING ->
          timer(
              task,
              Objects.requireNonNull(state.deadline()),
              t ->
                  apply(
                      t,
                      task.run,
                      parts.machine.timeOut(task.run.run(), task.ordinal, attempt, t.now())));
      case BACKOFF ->
          timer(
              task,
              Objects.requireNonNull(state.deadline()),
              t ->
                  apply(
                      t,
                      task.run,
                      parts.machine.retry(task.run.run(), task.ordinal, attempt, t.now())));
      default -> {}
    }
  }

  private void changed(Turn turn, ActiveTask task, Task before, Task after) {
    if (after.status() == TaskStatus.RUNNING) {
      if (!Objects.equals(before.deadline(), after.deadline())) {
        task.timers.forEach(parts.timers::cancel);
        task.timers.clear();
        enter(turn, task, after);
      }
      if (after.slotReleased() && !before.slotReleased() && task.worker != null) {
        task.worker.giveBack(task.definition().slots());
        parts.queues.retry();
      }
    } else if (after.status() == TaskStatus.WAITING && before.waitingSince() == null) {
      watchConditions(task, after);
    }
  }

  private void watchConditions(ActiveTask task, Task state) {
    Instant since = state.waitingSince();
    if (since == null) {
      return;
    }
    List<Condition> conditions = task.definition().conditions();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      int index = i;
      if (state.matches().containsKey(i)) {
        continue;
      }
      if (condition.kind() == Condition.Kind.SLEEP) {
        String data = "{\"sleep_duration\":\"" + condition.subject() + "\"}";
        timer(
            task,
            since.plus(Durations.parse(condition.subject())),
            t ->
                apply(
                    t,
                    task.run,
                    parts.machine.match(task.run.run(), task.ordinal, index, data, t.now())));
      } else if (condition.kind() == Condition.Kind.EVENT) {
        parts.eventWaits.add(task, index, condition);
      }
    }
  }

  private void timer(ActiveTask task, Instant due, Consumer<Turn> action) {
    task.timers.add(parts.timers.at(due, action));
  }

  private void watchQueue(ActiveTask task, Task state) {
    int attempt = state.attempt();
    timer(
        task,
        queueDeadline(task, state),
        t ->
            apply(
                t,
                task.run,
                parts.machine.scheduleTimeOut(task.run.run(), task.ordinal, attempt, t.now())));
  }

  private Instant queueDeadline(ActiveTask task, Task state) {
    return parts.workflows.queueDeadline(
        task.run.run().header().version().workflowId(),
        Objects.requireNonNull(state.queuedAt()),
        task.definition().queueTimeout());
  }

  /** What runs has as long as it had before; all other timers have been moved already. */
  void shift(Turn turn, Duration gap) {
    for (ActiveRun run : List.copyOf(active.values())) {
      for (ActiveTask task : run.tasks()) {
        if (task.task().status() == TaskStatus.RUNNING) {
          apply(turn, run, parts.machine.postpone(run.run(), task.ordinal, gap, turn.now()));
        }
      }
    }
  }

  /** Its workflow was paused or goes on: what is queued is held or let go, with a new deadline. */
  void requeue(Turn turn, UUID workflowId) {
    for (ActiveRun run : List.copyOf(active.values())) {
      if (run.run().header().version().workflowId().equals(workflowId)) {
        parts.admissions.rearm(run);
        for (ActiveTask task : run.tasks()) {
          if (task.task().status() == TaskStatus.QUEUED) {
            requeue(turn, task);
          }
        }
      }
    }
  }

  private void requeue(Turn turn, ActiveTask task) {
    task.timers.forEach(parts.timers::cancel);
    task.timers.clear();
    parts.queues.remove(task);
    watchQueue(task, task.task());
    if (task.isAdmitted()) {
      ready(turn, task);
    }
  }

  /** As far as concurrency goes it may be given out: it waits for a worker and for rate limits. */
  void ready(Turn turn, ActiveTask task) {
    Run run = task.run.run();
    if (parts.workflows.isPaused(run.header().version().workflowId())) {
      return;
    }
    if (!task.definition().rateLimits().isEmpty()) {
      try {
        Evaluations.RateLimitUse use =
            parts.evaluations.rateLimits(
                task.definition(), Evaluations.variables(run, task.ordinal));
        for (Evaluations.Limit limit : use.limits()) {
          parts.rateLimits.use(
              turn,
              run.header().tenantId(),
              limit.key(),
              limit.limit(),
              limit.window(),
              parts.queues::awaitedLimits);
        }
        task.demands = use.demands();
      } catch (Expressions.ExpressionException e) {
        refuse(turn, task, "failed to parse step expression " + e.getMessage());
        return;
      }
    }
    parts.queues.add(task, parts.assigner.wants(task));
  }

  /** Ends a task that cannot be given out. */
  void refuse(Turn turn, ActiveTask task, String error) {
    apply(
        turn,
        task.run,
        parts.machine.refuse(task.run.run(), Set.of(task.ordinal), error, turn.now()));
  }

  void replay(Turn turn, ActiveRun run, Set<Integer> ordinals) {
    apply(turn, run, parts.machine.replay(run.run(), ordinals, turn.now()));
    if (!run.run().admitted() && !run.run().isFinished() && run.admissionTimer == null) {
      parts.admissions.gate(turn, run);
    }
  }

  void cancel(Turn turn, ActiveRun run, Set<Integer> ordinals, String message) {
    apply(turn, run, parts.machine.cancel(run.run(), ordinals, message, turn.now()));
  }

  /**
   * All of a run's tasks but an on-failure task that has not been needed; of a run that waits for
   * its slot that one too, since it could not start.
   */
  static Set<Integer> steps(Run run) {
    Set<Integer> ordinals = new HashSet<>();
    for (Task task : run.tasks()) {
      boolean idle =
          run.admitted()
              && run.definition(task.ordinal()).onFailure()
              && task.status() == TaskStatus.WAITING;
      if (!idle) {
        ordinals.add(task.ordinal());
      }
    }
    return ordinals;
  }

  private void finish(Turn turn, ActiveRun run) {
    Run state = run.run();
    if (active.remove(state.id()) == null) {
      return;
    }
    parts.timers.cancel(run.admissionTimer);
    parts.concurrency.leave(run);
    turn.changes().runState(state.id(), state.status(), turn.now());
    parts.recent.add(turn, state);
    List<RunWatcher> watchers = parts.watchers.take(state.id());
    Instant now = turn.now();
    turn.afterCommit(
        () -> {
          watchers.forEach(watcher -> watcher.finished(state));
          parts.watchers.publish(RunEvent.end(state, now), state.header());
        });
  }

  private void publish(Turn turn, Run run, Transition transition) {
    Task after = transition.after();
    RunEvent.Type type =
        switch (after.status()) {
          case COMPLETED, SKIPPED -> RunEvent.Type.COMPLETED;
          case FAILED -> RunEvent.Type.FAILED;
          case CANCELLED -> RunEvent.Type.CANCELLED;
          default -> null;
        };
    if (type == null) {
      return;
    }
    String payload = after.error() != null ? after.error() : Objects.toString(after.output(), "");
    publish(turn, run, after, type, payload, null);
  }

  void publish(
      Turn turn, Run run, Task task, RunEvent.Type type, String payload, @Nullable Long index) {
    RunEvent event =
        new RunEvent(
            run.id(),
            RunEvent.Resource.TASK,
            type,
            task.id(),
            turn.now(),
            payload,
            false,
            run.definition(task.ordinal()).retries(),
            task.attempt(),
            index);
    turn.afterCommit(() -> parts.watchers.publish(event, run.header()));
  }

  static boolean isCancelling(Transition transition) {
    return transition.has(TaskEventType.CANCELLED)
        || transition.has(TaskEventType.TIMED_OUT)
        || transition.has(TaskEventType.REASSIGNED)
        || transition.has(TaskEventType.RETRIED_BY_USER);
  }
}
