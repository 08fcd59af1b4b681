package routes.hatchet.step;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.ConcurrencyRule;
import routes.hatchet.client.IdempotencyRule;
import routes.hatchet.client.TaskDefinition;
import routes.protocol.v1.StickyStrategy;

/**
 * What one route says of its step and its workflow.
 *
 * @param routeId route
 * @param workflow workflow name
 * @param onFailure whether it is the workflow's on-failure step
 * @param definition the step
 * @param onEvents event keys that start the workflow
 * @param description what the workflow does
 * @param onCrons cron expressions that start the workflow
 * @param sticky whether steps of a run keep to one worker
 * @param defaultPriority priority of runs whose trigger names none
 * @param workflowConcurrency limits on runs of the workflow at once
 * @param idempotency which runs of the workflow are the same
 */
public record StepSpec(
    String routeId,
    String workflow,
    boolean onFailure,
    TaskDefinition definition,
    List<String> onEvents,
    @Nullable String description,
    List<String> onCrons,
    @Nullable StickyStrategy sticky,
    @Nullable Integer defaultPriority,
    List<ConcurrencyRule> workflowConcurrency,
    @Nullable IdempotencyRule idempotency) {

  public StepSpec {
    onEvents = List.copyOf(onEvents);
    onCrons = List.copyOf(onCrons);
    workflowConcurrency = List.copyOf(workflowConcurrency);
  }

  /** Workflow and step, as addresses and people name them. */
  public String reference() {
    return workflow + "/" + definition.name();
  }
}
