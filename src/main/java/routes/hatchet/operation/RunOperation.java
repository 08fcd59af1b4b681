package routes.hatchet.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunExistsException;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;

/**
 * Starts a run with the body as its input, or one for each element when the body is a list. Inside
 * a step the runs are its children.
 */
public final class RunOperation implements Operation {

  /** A run, and whether it was there before. */
  private record Started(RunHandle handle, boolean existed) {}

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration)
      throws Exception {
    Object body = Outgoing.body(exchange);
    Duration timeout = Duration.ofMillis(configuration.getTimeout());
    RunRequests requests = new RunRequests(exchange, name, configuration);
    Message message = exchange.getMessage();
    if (body instanceof Iterable<?> inputs && !(body instanceof ObjectNode)) {
      List<Started> runs = start(client, requests, inputs);
      List<String> ids = runs.stream().map(run -> run.handle().runId()).toList();
      message.setHeader(HatchetConstants.WORKFLOW_RUN_ID, ids);
      message.setHeader(HatchetConstants.RUN_EXISTED, runs.stream().anyMatch(Started::existed));
      message.setBody(
          configuration.isWait()
              ? results(runs, timeout, configuration)
              : Map.of("workflow_run_ids", ids));
      return;
    }
    Started run = start(client, requests.one(body));
    message.setHeader(HatchetConstants.WORKFLOW_RUN_ID, run.handle().runId());
    message.setHeader(HatchetConstants.RUN_EXISTED, run.existed());
    message.setBody(
        configuration.isWait()
            ? result(run.handle().result(timeout), configuration)
            : Map.of("workflow_run_id", run.handle().runId()));
  }

  private static List<Started> start(
      HatchetClient client, RunRequests requests, Iterable<?> inputs) {
    List<RunRequest> all = new ArrayList<>();
    for (Object input : inputs) {
      all.add(requests.next(input));
    }
    if (!requests.keyed()) {
      return client.runs().start(all).stream().map(run -> new Started(run, false)).toList();
    }
    // Of many at once the engine does not tell which one a collision belongs to.
    List<Started> runs = new ArrayList<>();
    all.forEach(request -> runs.add(start(client, request)));
    return runs;
  }

  private static Started start(HatchetClient client, RunRequest request) {
    try {
      return new Started(client.runs().start(request), false);
    } catch (RunExistsException e) {
      return new Started(client.runs().handle(e.existing().get(0)), true);
    }
  }

  private static List<Map<String, Object>> results(
      List<Started> runs, Duration timeout, HatchetConfiguration configuration)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    List<Map<String, Object>> results = new ArrayList<>();
    for (Started run : runs) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      results.add(result(run.handle().result(left), configuration));
    }
    return results;
  }

  private static Map<String, Object> result(RunResult run, HatchetConfiguration configuration) {
    if (run.status() == TaskResult.Status.COMPLETED
        || !configuration.getFailures().equalsIgnoreCase("collect")) {
      return Json.map(run.output());
    }
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("workflow_run_id", run.runId());
    failure.put("status", run.status().name());
    String errors = run.errors();
    failure.put("error", errors.isEmpty() ? "cancelled" : errors);
    return failure;
  }
}
