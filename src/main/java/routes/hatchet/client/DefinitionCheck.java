package routes.hatchet.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a definition before the engine does, in one sentence. */
public final class DefinitionCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private DefinitionCheck() {}

  /**
   * Checks names, parents and cycles.
   *
   * @param describe shows a task's name in a sentence, such as {@code a (route x)}
   * @return what is wrong, or null
   */
  public static @Nullable String problem(
      WorkflowDefinition workflow, UnaryOperator<String> describe) {
    if (!NAME.matcher(workflow.name()).matches()) {
      return "Workflow name \""
          + workflow.name()
          + "\" may have letters, digits, '.', '-' and '_' only.";
    }
    if (workflow.tasks().isEmpty()) {
      return "Workflow " + workflow.name() + " has no step" + ": give it at least one.";
    }
    Map<String, TaskDefinition> tasks = new LinkedHashMap<>();
    Set<String> lower = new HashSet<>();
    for (TaskDefinition task : workflow.allTasks()) {
      if (!NAME.matcher(task.name()).matches()) {
        return "Step name \""
            + task.name()
            + "\" of workflow "
            + workflow.name()
            + " may have letters, digits, '.', '-' and '_' only.";
      }
      if (!lower.add(task.name().toLowerCase(Locale.ROOT))) {
        return "Workflow " + workflow.name() + " has two steps named " + task.name() + ".";
      }
      tasks.put(task.name(), task);
    }
    for (TaskDefinition task : workflow.tasks()) {
      for (String parent : task.parents()) {
        if (!tasks.containsKey(parent) || isOnFailure(workflow, parent)) {
          String nearest = Nearest.of(parent, names(workflow));
          return "Step "
              + describe.apply(task.name())
              + " of workflow "
              + workflow.name()
              + " names the parent \""
              + parent
              + "\", which the workflow has not"
              + (nearest == null ? "." : "; the nearest step is " + nearest + ".");
        }
      }
    }
    for (TaskDefinition task : workflow.allTasks()) {
      String wrong = conditionProblem(workflow, task, describe);
      if (wrong != null) {
        return wrong;
      }
    }
    List<String> cycle = cycle(tasks);
    if (cycle != null) {
      return "The steps of workflow "
          + workflow.name()
          + " wait for each other in a circle: "
          + String.join(" after ", cycle.stream().map(describe).toList())
          + ". Remove one of these parents.";
    }
    return null;
  }

  private static @Nullable String conditionProblem(
      WorkflowDefinition workflow, TaskDefinition task, UnaryOperator<String> describe) {
    for (Condition condition : task.conditions()) {
      if (condition instanceof Condition.ParentOutput output
          && !task.parents().contains(output.parent())) {
        String nearest = Nearest.of(output.parent(), task.parents());
        return "Step "
            + describe.apply(task.name())
            + " of workflow "
            + workflow.name()
            + " has a condition on \""
            + output.parent()
            + "\", which is none of its parents"
            + (nearest == null ? ": add it to them." : "; the nearest is " + nearest + ".");
      }
    }
    return null;
  }

  private static boolean isOnFailure(WorkflowDefinition workflow, String name) {
    return workflow.onFailure() != null && workflow.onFailure().name().equals(name);
  }

  private static List<String> names(WorkflowDefinition workflow) {
    return workflow.tasks().stream().map(TaskDefinition::name).toList();
  }

  /** A cycle along parents, its first task repeated at its end. Iterative: input may be deep. */
  private static @Nullable List<String> cycle(Map<String, TaskDefinition> tasks) {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    Deque<String> free = new ArrayDeque<>();
    for (TaskDefinition task : tasks.values()) {
      Set<String> parents = new HashSet<>(task.parents());
      waiting.put(task.name(), parents.size());
      parents.forEach(p -> children.computeIfAbsent(p, k -> new ArrayList<>()).add(task.name()));
      if (parents.isEmpty()) {
        free.add(task.name());
      }
    }
    while (!free.isEmpty()) {
      String done = free.remove();
      waiting.remove(done);
      for (String child : children.getOrDefault(done, List.of())) {
        if (waiting.merge(child, -1, Integer::sum) == 0) {
          free.add(child);
        }
      }
    }
    if (waiting.isEmpty()) {
      return null;
    }
    List<String> path = new ArrayList<>();
    String at = waiting.keySet().stream().sorted().findFirst().orElseThrow();
    while (!path.contains(at)) {
      path.add(at);
      at = tasks.get(at).parents().stream().filter(waiting::containsKey).findFirst().orElseThrow();
    }
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    cycle.add(at);
    return cycle;
  }
}
