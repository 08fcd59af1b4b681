package routes.engine.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * An event as a client pushes it.
 *
 * @param payload JSON text; empty triggers nothing
 * @param metadata JSON object text
 * @param priority 1 to 3, of the runs it triggers
 * @param scope selects filters
 */
public record PushedEvent(
    String key,
    String payload,
    String metadata,
    @Nullable Integer priority,
    @Nullable String scope) {}
