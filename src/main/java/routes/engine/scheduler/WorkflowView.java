package routes.engine.scheduler;

import java.time.Instant;
import java.util.UUID;
import routes.engine.model.WorkflowVersion;

/**
 * A workflow as it is at a moment.
 *
 * @param pause JSON: what cron and scheduled runs do while it is paused
 */
public record WorkflowView(
    UUID id,
    UUID tenantId,
    String name,
    boolean paused,
    String pause,
    Instant createdAt,
    WorkflowVersion version) {}
