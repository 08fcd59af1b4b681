package routes.hatchet.step;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.TaskDefinition;

/**
 * What one route says of its step and its workflow.
 *
 * @param routeId route
 * @param workflow workflow name
 * @param onFailure whether it is the workflow's on-failure step
 * @param definition the step
 * @param onEvents event keys that start the workflow
 * @param description what the workflow does
 */
public record StepSpec(
    String routeId,
    String workflow,
    boolean onFailure,
    TaskDefinition definition,
    List<String> onEvents,
    @Nullable String description) {

  public StepSpec {
    onEvents = List.copyOf(onEvents);
  }

  /** Workflow and step, as addresses and people name them. */
  public String reference() {
    return workflow + "/" + definition.name();
  }
}
