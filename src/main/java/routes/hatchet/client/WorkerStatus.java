package routes.hatchet.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a worker stands.
 *
 * @param name its name
 * @param workerId its id in the engine; empty before it is registered
 * @param live whether tasks can arrive: stream open, heartbeat accepted within 10 s
 * @param stream OPEN, RECONNECTING, CLOSED, or NONE before it is registered
 * @param lastHeartbeat last heartbeat that the engine accepted
 * @param lastHeartbeatTry last time that a heartbeat was sent, whatever became of it
 * @param lastFrame last action that arrived
 * @param inFlight attempts that run here
 * @param actions number of actions that it is registered for
 */
public record WorkerStatus(
    String name,
    String workerId,
    boolean live,
    String stream,
    @Nullable Instant lastHeartbeat,
    @Nullable Instant lastHeartbeatTry,
    @Nullable Instant lastFrame,
    int inFlight,
    int actions) {}
