package routes.engine.scheduler;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.LabelWish;

/**
 * A run that a client wants.
 *
 * @param workflow exact name
 * @param input JSON text, may be empty
 * @param metadata JSON object text
 * @param priority 1 to 3
 * @param parentTaskId the task that spawns it
 * @param childIndex its number among the children of that task's attempt
 * @param childKey says instead of the index which children are the same
 */
public record TriggerRequest(
    String workflow,
    String input,
    String metadata,
    @Nullable Integer priority,
    @Nullable UUID parentTaskId,
    @Nullable Integer childIndex,
    @Nullable String childKey,
    @Nullable UUID desiredWorkerId,
    Map<String, LabelWish> desiredLabels) {

  public static TriggerRequest of(
      String workflow, String input, String metadata, @Nullable Integer priority) {
    return new TriggerRequest(
        workflow, input, metadata, priority, null, null, null, null, Map.of());
  }

  @Nullable String dedupeKey() {
    return childKey != null ? childKey : childIndex == null ? null : childIndex.toString();
  }
}
