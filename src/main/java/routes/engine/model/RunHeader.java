package routes.engine.model;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run was started with; never changes.
 *
 * @param input JSON text, may be empty
 * @param metadata JSON object text
 * @param parent the task that spawned it
 * @param event the event that triggered it
 */
public record RunHeader(
    UUID id,
    UUID tenantId,
    WorkflowVersion version,
    Instant createdAt,
    String input,
    String metadata,
    int priority,
    @Nullable Parent parent,
    @Nullable TriggeringEvent event,
    @Nullable UUID desiredWorkerId,
    Map<String, LabelWish> desiredLabels) {

  /** The spawning task and the child's place among its siblings. */
  public record Parent(
      UUID runId, UUID taskId, @Nullable Integer childIndex, @Nullable String childKey) {
    /** Equal keys under one parent mean the same child; null where none can be told. */
    public @Nullable String dedupeKey() {
      return childKey != null ? childKey : childIndex == null ? null : childIndex.toString();
    }
  }

  /** The event, and what the filter that let it through adds. */
  public record TriggeringEvent(
      UUID id, String key, @Nullable UUID filterId, @Nullable String filterPayload) {}
}
