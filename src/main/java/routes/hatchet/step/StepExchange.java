package routes.hatchet.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.Json;
import routes.hatchet.client.JsonObjects;
import routes.hatchet.client.TaskContext;
import routes.hatchet.operation.Outgoing;

/** Fills an exchange with an attempt, sends it through a route, and takes the output. */
public final class StepExchange {

  private final StepSpec spec;
  private final HeaderFilterStrategy filter;
  private final Set<String> terminal;

  /**
   * Makes the filler of a step.
   *
   * @param filter lets metadata become headers; almost none does
   * @param terminal names of exceptions that fail the step for good
   */
  public StepExchange(StepSpec spec, HeaderFilterStrategy filter, Set<String> terminal) {
    this.spec = spec;
    this.filter = filter;
    this.terminal = terminal;
  }

  /** Runs the attempt and returns its output, a JSON object. */
  public Object run(TaskContext context, Exchange exchange, Processor route) throws Exception {
    fill(context, exchange);
    try {
      route.process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    Throwable failure = failure(exchange);
    if (failure != null) {
      throw new StepFailures.FailedStepException(failure, terminal);
    }
    return JsonObjects.node("output of step " + spec.reference(), Outgoing.body(exchange));
  }

  private static @Nullable Throwable failure(Exchange exchange) {
    if (exchange.getException() != null) {
      return exchange.getException();
    }
    return exchange.isRollbackOnly()
        ? new CamelExecutionException("The route marked its exchange for rollback.", exchange)
        : null;
  }

  private void fill(TaskContext context, Exchange exchange) {
    AssignedTask task = context.task();
    Message message = exchange.getMessage();
    Map<String, Object> metadata = Json.map(task.metadata());
    metadata.forEach(
        (key, value) -> {
          if (!filter.applyFilterToExternalHeaders(key, value, exchange)) {
            message.setHeader(key, value);
          }
        });
    message.setHeader(HatchetConstants.WORKFLOW_RUN_ID, task.workflowRunId());
    message.setHeader(HatchetConstants.STEP_RUN_ID, task.taskRunId());
    message.setHeader(HatchetConstants.RETRY_COUNT, task.retryCount());
    message.setHeader(HatchetConstants.WORKFLOW_NAME, spec.workflow());
    message.setHeader(HatchetConstants.STEP_NAME, spec.definition().name());
    message.setHeader(HatchetConstants.WORKER_ID, task.workerId());
    message.setHeader(HatchetConstants.METADATA, metadata);
    set(message, HatchetConstants.PARENT_WORKFLOW_RUN_ID, task.parentRunId());
    set(message, HatchetConstants.CHILD_INDEX, task.childIndex());
    set(message, HatchetConstants.EVENT_KEY, task.eventKey());
    set(message, HatchetConstants.EVENT_ID, task.eventId());
    exchange.setProperty(HatchetConstants.TASK, context);
    message.setBody(body(task));
  }

  private static void set(Message message, String name, @Nullable Object value) {
    if (value != null) {
      message.setHeader(name, value);
    }
  }

  /** Input and outputs of parents as plain maps; errors for the on-failure step. */
  private Map<String, Object> body(AssignedTask task) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("input", task.input());
    body.put("parents", task.parents());
    body.put("triggers", task.triggers());
    if (spec.onFailure()) {
      body.put("step_run_errors", task.errors());
    }
    return body;
  }
}
