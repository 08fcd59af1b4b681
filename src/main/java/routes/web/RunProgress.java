package routes.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import routes.hatchet.client.RunDetails;

/** How a run stands, for people: its steps' names and states, and nothing of what they hold. */
public final class RunProgress {
  // Runs only when a step has failed.
  private static final String ON_FAILURE = "on-failure";

  private RunProgress() {}

  /** As JSON: {@code {"workflow_run_id", "status", "done", "steps": [{"step", "status"}]}}. */
  public static String of(RunDetails run) {
    JsonArray steps = new JsonArray();
    for (Map.Entry<String, RunDetails.Task> task : new TreeMap<>(run.tasks()).entrySet()) {
      if (!task.getKey().equals(ON_FAILURE)) {
        steps.add(
            new JsonObject()
                .put("step", task.getKey())
                .put("status", String.valueOf(task.getValue().status())));
      }
    }
    return new JsonObject()
        .put("workflow_run_id", run.runId())
        .put("status", String.valueOf(run.status()))
        .put("done", run.done())
        .put("steps", steps)
        .encode();
  }
}
