package routes.engine.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision of the {@link RunMachine} while it is made: the event's own move, then what follows.
 */
final class Step {
  private static final String SKIPPED_OUTPUT = "{\"skipped\":true}";

  private final ConditionEvaluator evaluator;
  private final Run run;
  private final Instant now;
  private final Task[] tasks;
  private final List<Transition> transitions = new ArrayList<>();

  Step(ConditionEvaluator evaluator, Run run, Instant now) {
    this.evaluator = evaluator;
    this.run = run;
    this.now = now;
    this.tasks = run.tasks().toArray(new Task[0]);
  }

  Step move(Task before, Task after, Note... notes) {
    tasks[before.ordinal()] = after;
    transitions.add(new Transition(before, after, List.of(notes)));
    return this;
  }

  Outcome outcome() {
    return new Outcome(new Run(run.header(), run.admitted(), List.of(tasks)), transitions);
  }

  /** Moves on every waiting task that can be moved, until none can. */
  Outcome propagate() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Task task : tasks) {
        if (task.status() == TaskStatus.WAITING && advance(task)) {
          moved = true;
        }
      }
    }
    return outcome();
  }

  private boolean advance(Task task) {
    if (run.definition(task.ordinal()).onFailure()) {
      return advanceOnFailure(task);
    }
    int skipped = 0;
    int done = 0;
    List<Integer> parents = run.header().version().parents(task.ordinal());
    for (int parent : parents) {
      TaskStatus status = tasks[parent].status();
      if (status == TaskStatus.FAILED || status == TaskStatus.CANCELLED) {
        return cancel(task, "Cancelled, because a parent failed or was cancelled");
      }
      skipped += status == TaskStatus.SKIPPED ? 1 : 0;
      done += status.isTerminal() ? 1 : 0;
    }
    if (done < parents.size() || !run.admitted()) {
      return false;
    }
    List<Condition> conditions = run.definition(task.ordinal()).conditions();
    boolean ownSkipRule =
        conditions.stream()
            .anyMatch(
                c -> c.kind() == Condition.Kind.PARENT && c.action() == Condition.Action.SKIP);
    if (skipped > 0 && skipped == parents.size() && !ownSkipRule) {
      return skip(task);
    }
    return conditions.isEmpty() ? queue(task) : decide(task, conditions);
  }

  private boolean advanceOnFailure(Task task) {
    boolean open = false;
    for (Task other : tasks) {
      if (other.ordinal() != task.ordinal()) {
        if (other.status() == TaskStatus.FAILED) {
          return run.admitted() && queue(task);
        }
        open |= !other.isTerminal();
      }
    }
    return !open && skip(task);
  }

  private boolean decide(Task task, List<Condition> conditions) {
    Task current = task;
    if (current.waitingSince() == null) {
      current = current.watching(now);
      for (int i = 0; i < conditions.size(); i++) {
        String data = parentData(conditions.get(i));
        if (data != null) {
          current = current.matched(i, data);
        }
      }
      move(task, current);
    }
    if (satisfied(current, conditions, Condition.Action.SKIP)) {
      return skip(current);
    }
    if (satisfied(current, conditions, Condition.Action.CANCEL)) {
      return cancel(current, "Cancelled by its cancel condition");
    }
    boolean waits = conditions.stream().anyMatch(c -> c.action() == Condition.Action.QUEUE);
    if (!waits || satisfied(current, conditions, Condition.Action.QUEUE)) {
      return queue(current);
    }
    return !satisfiable(current, conditions)
        && cancel(current, "Cancelled, because what it waits for can no longer come");
  }

  private @Nullable String parentData(Condition condition) {
    if (condition.kind() != Condition.Kind.PARENT) {
      return null;
    }
    Task parent = tasks[run.header().version().definition().position(condition.subject())];
    String output =
        parent.status() == TaskStatus.SKIPPED
            ? SKIPPED_OUTPUT
            : Json.objectOr(parent.output(), "{}");
    boolean met = evaluator.isMet(condition.expression(), output, run.header().input());
    return met ? output : null;
  }

  /** Every group of the action's conditions has one that is met. */
  private static boolean satisfied(Task task, List<Condition> conditions, Condition.Action action) {
    Map<String, Boolean> groups = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).action() == action) {
        groups.merge(conditions.get(i).group(), task.matches().containsKey(i), Boolean::logicalOr);
      }
    }
    return !groups.isEmpty() && !groups.containsValue(false);
  }

  /** Parent conditions are decided once; only sleeps and events can still come. */
  private static boolean satisfiable(Task task, List<Condition> conditions) {
    Map<String, Boolean> groups = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      if (condition.action() == Condition.Action.QUEUE) {
        boolean possible =
            condition.kind() != Condition.Kind.PARENT || task.matches().containsKey(i);
        groups.merge(condition.group(), possible, Boolean::logicalOr);
      }
    }
    return !groups.containsValue(false);
  }

  private boolean queue(Task task) {
    move(task, task.queued(task.attempt(), now), Note.of(TaskEventType.QUEUED));
    return true;
  }

  private boolean skip(Task task) {
    move(
        task,
        task.finished(TaskStatus.SKIPPED, SKIPPED_OUTPUT, null, now),
        Note.of(TaskEventType.SKIPPED));
    return true;
  }

  private boolean cancel(Task task, String message) {
    move(
        task,
        task.finished(TaskStatus.CANCELLED, null, null, now),
        Note.of(TaskEventType.CANCELLED, message));
    return true;
  }
}
