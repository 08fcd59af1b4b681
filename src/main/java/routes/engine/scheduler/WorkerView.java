package routes.engine.scheduler;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker as it is at a moment.
 *
 * @param status ACTIVE, PAUSED or INACTIVE
 * @param used units in use by slot type
 */
public record WorkerView(
    UUID id,
    String name,
    String status,
    WorkerProfile profile,
    Map<String, Integer> used,
    Instant createdAt,
    Instant lastHeartbeat,
    @Nullable Instant lastListener) {}
