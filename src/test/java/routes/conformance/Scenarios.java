package routes.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.RetryPolicy;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.TaskContext;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.TaskHandler;
import routes.hatchet.client.TerminalException;
import routes.hatchet.client.WorkflowDefinition;

/**
 * The scenarios, served by our worker; {@code src/test/python/conformance_worker.py} serves the
 * same.
 */
final class Scenarios {

  private static final RetryPolicy AT_ONCE = new RetryPolicy(3, 0, 0);

  private final String prefix;

  Scenarios(String prefix) {
    this.prefix = prefix;
  }

  private static TaskDefinition.Builder task(String name) {
    return TaskDefinition.named(name);
  }

  void serve(HatchetWorker worker) {
    one(worker, "echo", task("a"), Scenarios::echo);
    one(worker, "nothing", task("a"), step -> null);
    worker.serve(
        workflow(
            "join",
            List.of(
                task("left").build(),
                task("right").build(),
                task("sum").parents("left", "right").build()),
            null),
        Map.of(
            "left", step -> Map.of("v", 1),
            "right", step -> Map.of("v", 2),
            "sum", step -> Map.of("v", v(step, "left") + v(step, "right"))));
    one(worker, "flaky", task("a").retry(AT_ONCE), Scenarios::flaky);
    one(worker, "boom", task("a").retry(new RetryPolicy(1, 0, 0)), Scenarios::boom);
    one(worker, "final", task("a").retry(AT_ONCE), Scenarios::terminal);
    worker.serve(
        workflow(
            "broken",
            List.of(task("a").build(), task("b").parents("a").build()),
            task("on-failure").build()),
        Map.of(
            "a", Scenarios::boom,
            "b", step -> Map.of("never", true),
            "on-failure", Scenarios::told));
    one(worker, "slow", task("a").timeout(Duration.ofSeconds(1)), Scenarios::hang);
    one(worker, "held", task("a").timeout(Duration.ofMinutes(1)), Scenarios::hang);
    one(worker, "extended", task("a").timeout(Duration.ofSeconds(2)), Scenarios::extend);
    one(worker, "child", task("a"), Scenarios::child);
    one(worker, "parent", task("a").timeout(Duration.ofMinutes(1)), this::parent);
  }

  private void one(
      HatchetWorker worker, String name, TaskDefinition.Builder task, TaskHandler handler) {
    worker.serve(workflow(name, List.of(task.build()), null), Map.of("a", handler));
  }

  private WorkflowDefinition workflow(
      String name, List<TaskDefinition> tasks, @Nullable TaskDefinition onFailure) {
    return new WorkflowDefinition(
        prefix + "-" + name,
        "",
        List.of(),
        List.of(),
        null,
        tasks,
        onFailure,
        null,
        null,
        List.of());
  }

  private static Object echo(TaskContext step) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("input", step.task().input());
    output.put("metadata", step.task().metadata().get("who"));
    return output;
  }

  private static int v(TaskContext step, String parent) {
    return step.parent(parent, JsonNode.class).path("v").intValue();
  }

  private static Object flaky(TaskContext step) {
    if (step.task().retryCount() < 2) {
      throw new IllegalStateException("kaputt");
    }
    return Map.of("attempt", step.task().retryCount());
  }

  private static Object boom(TaskContext step) {
    throw new IllegalStateException("kaputt");
  }

  private static Object terminal(TaskContext step) {
    step.log("INFO", "attempt " + step.task().retryCount());
    throw new TerminalException("kaputt");
  }

  private static Object told(TaskContext step) {
    Map<String, Object> errors = step.task().errors();
    return Map.of(
        "failed",
        new TreeSet<>(errors.keySet()),
        "told",
        errors.get("a").toString().contains("kaputt"));
  }

  private static Object hang(TaskContext step) throws InterruptedException {
    TimeUnit.MINUTES.sleep(2);
    return Map.of();
  }

  private static Object extend(TaskContext step) throws InterruptedException {
    step.refreshTimeout(Duration.ofSeconds(20));
    TimeUnit.SECONDS.sleep(4);
    return Map.of("extended", true);
  }

  private static Object child(TaskContext step) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("n", (Integer) step.task().input().get("n") * 10);
    output.put("index", step.task().childIndex());
    return output;
  }

  private Object parent(TaskContext step) throws InterruptedException {
    List<RunRequest> runs = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      runs.add(RunRequest.of(prefix + "-child", Map.of("n", n)));
    }
    List<JsonNode> children = new ArrayList<>();
    for (RunHandle run : step.start(runs)) {
      children.add(run.result(JsonNode.class, Duration.ofSeconds(50)));
    }
    return Map.of("children", children);
  }
}
