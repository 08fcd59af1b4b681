package routes.hatchet.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;
import routes.hatchet.client.TaskContext;

/**
 * Starts a run with the body as its input, or one for each element when the body is a list. Inside
 * a step the runs are its children.
 */
public final class RunOperation implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration)
      throws Exception {
    Object body = Outgoing.body(exchange);
    Duration timeout = Duration.ofMillis(configuration.getTimeout());
    if (body instanceof Iterable<?> inputs && !(body instanceof ObjectNode)) {
      List<RunRequest> runs = new ArrayList<>();
      for (Object input : inputs) {
        runs.add(request(exchange, name, input, configuration));
      }
      List<RunHandle> handles = client.runs().start(runs);
      List<String> ids = handles.stream().map(RunHandle::runId).toList();
      exchange.getMessage().setHeader(HatchetConstants.WORKFLOW_RUN_ID, ids);
      exchange
          .getMessage()
          .setBody(
              configuration.isWait() ? results(handles, timeout) : Map.of("workflow_run_ids", ids));
      return;
    }
    RunHandle handle = client.runs().start(request(exchange, name, body, configuration));
    exchange.getMessage().setHeader(HatchetConstants.WORKFLOW_RUN_ID, handle.runId());
    exchange
        .getMessage()
        .setBody(
            configuration.isWait()
                ? Json.map(handle.result(timeout).output())
                : Map.of("workflow_run_id", handle.runId()));
  }

  private static List<Map<String, Object>> results(List<RunHandle> handles, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    List<Map<String, Object>> results = new ArrayList<>();
    for (RunHandle handle : handles) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      results.add(Json.map(handle.result(left).output()));
    }
    return results;
  }

  private static RunRequest request(
      Exchange exchange,
      String workflow,
      @Nullable Object input,
      HatchetConfiguration configuration) {
    RunRequest run =
        new RunRequest(
            workflow,
            input,
            new RunOptions(
                Outgoing.metadata(exchange, configuration),
                Outgoing.priority(exchange, configuration),
                null,
                null,
                Map.of()));
    TaskContext parent = exchange.getProperty(HatchetConstants.TASK, TaskContext.class);
    return parent == null
        ? run
        : parent.child(run, childKey(exchange, parent, workflow, configuration));
  }

  /** Parallel parts of a split come in any order: they are told apart by their index instead. */
  private static @Nullable String childKey(
      Exchange exchange, TaskContext parent, String workflow, HatchetConfiguration configuration) {
    String header = exchange.getMessage().getHeader(HatchetConstants.CHILD_KEY, String.class);
    if (header != null) {
      return header;
    }
    if (configuration.getChildKey() != null) {
      return configuration.getChildKey();
    }
    Integer part = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    return part == null ? null : parent.childKey(workflow + ":" + part);
  }
}
