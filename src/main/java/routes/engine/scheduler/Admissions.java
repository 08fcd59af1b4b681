package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Definition;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;

/** Lets runs and tasks wait for their concurrency slots, as their definitions' rules say. */
final class Admissions {
  private static final String SUPERSEDED = "Cancelled due to concurrency strategy";

  private final Parts parts;
  private boolean resuming;

  Admissions(Parts parts) {
    this.parts = parts;
  }

  /** After a start of the engine nobody arrives anew, and no strategy decides again. */
  void withoutDecisions(Runnable part) {
    resuming = true;
    try {
      part.run();
    } finally {
      resuming = false;
    }
  }

  /** Gives a restored run and its tasks the concurrency slots they had. */
  void restoreSlots(ActiveRun run) {
    if (run.run().admitted() && hasRunRules(run.run()) && !run.run().isFinished()) {
      restoreClaims(run, -1, run.run().header().version().definition().concurrency());
    }
    for (ActiveTask task : run.tasks()) {
      Task state = task.task();
      if (state.status() == TaskStatus.RUNNING || state.status() == TaskStatus.BACKOFF) {
        restoreClaims(run, task.ordinal, rules(task));
      }
    }
  }

  private void restoreClaims(ActiveRun run, int ordinal, List<ConcurrencyRule> rules) {
    Holder holder = ordinal < 0 ? run : run.tasks()[ordinal];
    if (rules.isEmpty()) {
      holder.setAdmitted(true);
      return;
    }
    try {
      parts.concurrency.restore(holder, claims(run.run(), ordinal, rules));
    } catch (Expressions.ExpressionException e) {
      holder.setAdmitted(true);
    }
  }

  private static boolean hasRunRules(Run run) {
    Definition definition = run.header().version().definition();
    return !definition.isStandalone() && !definition.concurrency().isEmpty();
  }

  /** A single task takes the rules of its workflow upon itself. */
  private static List<ConcurrencyRule> rules(ActiveTask task) {
    Definition definition = task.run.run().header().version().definition();
    if (!definition.isStandalone() || definition.concurrency().isEmpty()) {
      return task.definition().concurrency();
    }
    List<ConcurrencyRule> rules = new ArrayList<>(definition.concurrency());
    rules.addAll(task.definition().concurrency());
    return rules;
  }

  private List<Concurrency.Claim> claims(Run run, int ordinal, List<ConcurrencyRule> rules)
      throws Expressions.ExpressionException {
    String scope = ordinal < 0 ? "" : run.definition(ordinal).readableId();
    return parts.evaluations.claims(
        run.header(), scope, rules, Evaluations.variables(run, ordinal));
  }

  /** A task has been queued: what its rules say. */
  void join(Turn turn, ActiveTask task) {
    List<ConcurrencyRule> rules = rules(task);
    if (rules.isEmpty()) {
      task.setAdmitted(true);
      parts.runs.ready(turn, task);
      return;
    }
    List<Concurrency.Claim> claims;
    try {
      claims = claims(task.run.run(), task.ordinal, rules);
    } catch (Expressions.ExpressionException e) {
      parts.runs.refuse(turn, task, "failed to parse step expression " + e.getMessage());
      return;
    }
    join(turn, task, claims);
  }

  private void join(Turn turn, Holder holder, List<Concurrency.Claim> claims) {
    if (resuming) {
      parts.concurrency.rejoin(holder, claims);
    } else {
      parts.concurrency.join(turn, holder, claims);
    }
  }

  /** A run waits for its workflow's slot before its first tasks are queued. */
  void gate(Turn turn, ActiveRun run) {
    List<Concurrency.Claim> claims;
    Run state = run.run();
    try {
      claims = claims(state, -1, state.header().version().definition().concurrency());
    } catch (Expressions.ExpressionException e) {
      String error = "failed to parse step expression " + e.getMessage();
      Run let = new Run(state.header(), true, state.tasks());
      parts.runs.apply(turn, run, parts.machine.refuse(let, Runs.steps(let), error, turn.now()));
      return;
    }
    run.gatedAt = turn.now();
    arm(run);
    join(turn, run, claims);
  }

  /** A run that never gets its slot is as one whose tasks find no worker. */
  private void arm(ActiveRun run) {
    Run state = run.run();
    Duration patience = Duration.ZERO;
    for (Task task : state.tasks()) {
      Duration own = state.definition(task.ordinal()).queueTimeout();
      patience = own.compareTo(patience) > 0 ? own : patience;
    }
    Instant until =
        parts.workflows.queueDeadline(state.header().version().workflowId(), run.gatedAt, patience);
    run.admissionTimer =
        parts.timers.at(
            until, t -> parts.runs.cancel(t, run, Runs.steps(run.run()), "Scheduling timed out"));
  }

  /** Its workflow was paused or goes on. */
  void rearm(ActiveRun run) {
    if (!run.run().admitted() && run.admissionTimer != null) {
      parts.timers.cancel(run.admissionTimer);
      arm(run);
    }
  }

  /** A task may be given out, as far as concurrency goes. */
  void admitted(Turn turn, ActiveTask task) {
    if (task.task().status() == TaskStatus.QUEUED) {
      parts.runs.ready(turn, task);
    }
  }

  void admitted(Turn turn, ActiveRun run) {
    parts.timers.cancel(run.admissionTimer);
    run.admissionTimer = null;
    parts.runs.apply(turn, run, parts.machine.admit(run.run(), turn.now()));
  }

  void superseded(Turn turn, ActiveTask task) {
    parts.runs.cancel(turn, task.run, Set.of(task.ordinal), SUPERSEDED);
  }

  void superseded(Turn turn, ActiveRun run) {
    parts.runs.cancel(turn, run, Runs.steps(run.run()), SUPERSEDED);
  }
}
