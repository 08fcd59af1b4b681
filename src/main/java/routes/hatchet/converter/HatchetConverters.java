package routes.hatchet.converter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Converter;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.RunEvent;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskContext;

/** Events, results and details of runs, and attempts of steps, as maps and JSON. */
@Converter(generateLoader = true)
public final class HatchetConverters {

  private HatchetConverters() {}

  @Converter
  public static Map<String, Object> toMap(RunEvent event) {
    return event.asMap();
  }

  @Converter
  public static JsonNode toJsonNode(RunEvent event) {
    return Json.MAPPER.valueToTree(event.asMap());
  }

  @Converter
  public static String toString(RunEvent event) {
    return Json.write(event.asMap());
  }

  @Converter
  public static byte[] toBytes(RunEvent event) {
    return toString(event).getBytes(StandardCharsets.UTF_8);
  }

  @Converter
  public static InputStream toInputStream(RunEvent event) {
    return new ByteArrayInputStream(toBytes(event));
  }

  /** The output; fails for a run that has none. */
  @Converter
  public static JsonNode toJsonNode(RunResult result) {
    return result.output();
  }

  /** The output; fails for a run that has none. */
  @Converter
  public static Map<String, Object> toMap(RunResult result) {
    return Json.map(result.output());
  }

  /** The output as JSON text; fails for a run that has none. */
  @Converter
  public static String toString(RunResult result) {
    return Json.write(result.output());
  }

  /** How a run stands: {@code workflow_run_id, status, done, input, steps}. */
  @Converter
  public static Map<String, Object> toMap(RunDetails run) {
    Map<String, Object> steps = new LinkedHashMap<>();
    run.tasks().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(task -> steps.put(task.getKey(), step(task.getValue())));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("workflow_run_id", run.runId());
    map.put("status", run.status().name());
    map.put("done", run.done());
    map.put("input", Json.value(run.input()));
    map.put("steps", steps);
    return map;
  }

  private static Map<String, Object> step(RunDetails.Task task) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("step_run_id", task.taskRunId());
    step.put("status", task.status().name());
    if (task.output() != null) {
      step.put("output", Json.value(task.output()));
    }
    if (task.error() != null) {
      step.put("error", task.error());
    }
    return step;
  }

  @Converter
  public static JsonNode toJsonNode(RunDetails run) {
    return Json.MAPPER.valueToTree(toMap(run));
  }

  @Converter
  public static AssignedTask toAssignedTask(TaskContext context) {
    return context.task();
  }

  /** What the engine has sent with an attempt: input, outputs of parents and more. */
  @Converter
  public static JsonNode toJsonNode(AssignedTask task) {
    return task.payload();
  }
}
