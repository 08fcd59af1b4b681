package routes.engine.scheduler;

import java.time.Instant;
import java.util.UUID;
import routes.engine.model.WorkflowVersion;

/**
 * A workflow as it is at a moment.
 *
 * @param pause what happens while it is paused
 */
public record WorkflowView(
    UUID id,
    UUID tenantId,
    String name,
    boolean paused,
    WorkflowPause pause,
    Instant createdAt,
    WorkflowVersion version) {}
