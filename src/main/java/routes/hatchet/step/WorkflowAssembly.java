package routes.hatchet.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.DefinitionCheck;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.WorkflowDefinition;

/**
 * A workflow put together from the routes of its steps.
 *
 * @param workflow name
 * @param definition the definition; null when there is a problem
 * @param problem what is wrong, naming routes; null when nothing is
 */
public record WorkflowAssembly(
    String workflow, @Nullable WorkflowDefinition definition, @Nullable String problem) {

  /** Puts all workflows together, in the order of their names. */
  public static List<WorkflowAssembly> of(List<StepSpec> steps) {
    Map<String, List<StepSpec>> byWorkflow =
        steps.stream()
            .collect(Collectors.groupingBy(StepSpec::workflow, TreeMap::new, Collectors.toList()));
    List<WorkflowAssembly> all = new ArrayList<>();
    byWorkflow.forEach((name, parts) -> all.add(assemble(name, parts)));
    return all;
  }

  /** Why some of them cannot be registered, a sentence each. */
  public static Set<String> problems(List<StepSpec> steps) {
    return of(steps).stream()
        .map(WorkflowAssembly::problem)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Steps come in the order of their names, so that any order of routes gives the same version. */
  private static WorkflowAssembly assemble(String name, List<StepSpec> parts) {
    List<StepSpec> sorted =
        parts.stream().sorted(Comparator.comparing(s -> s.definition().name())).toList();
    Map<String, String> routes = new LinkedHashMap<>();
    for (StepSpec step : sorted) {
      String other = routes.put(step.definition().name(), step.routeId());
      if (other != null) {
        return new WorkflowAssembly(
            name,
            null,
            "Step "
                + step.reference()
                + " is in two routes, "
                + other
                + " and "
                + step.routeId()
                + ": remove or rename one.");
      }
    }
    List<TaskDefinition> tasks = new ArrayList<>();
    TaskDefinition onFailure = null;
    for (StepSpec step : sorted) {
      if (step.onFailure()) {
        onFailure = step.definition();
      } else {
        tasks.add(step.definition());
      }
    }
    if (tasks.isEmpty()) {
      return new WorkflowAssembly(
          name,
          null,
          "Workflow "
              + name
              + " has an on-failure step (route "
              + sorted.get(0).routeId()
              + ") but no other: add a route from hatchet:step:"
              + name
              + "/...");
    }
    WorkflowDefinition definition =
        new WorkflowDefinition(
            name,
            sorted.stream()
                .map(StepSpec::description)
                .filter(d -> d != null && !d.isBlank())
                .distinct()
                .collect(Collectors.joining(" ")),
            sorted.stream().flatMap(s -> s.onEvents().stream()).distinct().sorted().toList(),
            sorted.stream().flatMap(s -> s.onCrons().stream()).distinct().sorted().toList(),
            null,
            tasks,
            onFailure,
            first(sorted, StepSpec::sticky),
            first(sorted, StepSpec::defaultPriority),
            sorted.stream().flatMap(s -> s.workflowConcurrency().stream()).distinct().toList(),
            first(sorted, StepSpec::idempotency));
    String problem =
        DefinitionCheck.problem(
            definition, step -> step + " (route " + routes.getOrDefault(step, "?") + ")");
    return new WorkflowAssembly(name, problem == null ? definition : null, problem);
  }

  private static <T> @Nullable T first(
      List<StepSpec> steps, Function<StepSpec, @Nullable T> option) {
    for (StepSpec step : steps) {
      T value = option.apply(step);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
