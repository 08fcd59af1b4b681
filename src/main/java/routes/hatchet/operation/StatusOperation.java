package routes.hatchet.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.TerminalException;

/** Sets the body to how a run stands. */
public final class StatusOperation implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    String id = RunIds.of(exchange, "hatchet:status").get(0);
    RunDetails run = client.runs().find(id);
    if (run == null) {
      throw new TerminalException("Run " + id + " is not known to the engine.");
    }
    Map<String, Object> tasks = new TreeMap<>();
    run.tasks().forEach((step, task) -> tasks.put(step, step(task)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("workflow_run_id", id);
    body.put("status", run.status().name());
    body.put("done", run.done());
    body.put("input", Json.value(run.input()));
    body.put("steps", tasks);
    exchange.getMessage().setBody(body);
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
}
