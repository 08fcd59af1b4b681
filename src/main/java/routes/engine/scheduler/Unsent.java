package routes.engine.scheduler;

import java.util.UUID;

/** An attempt that has not reached its worker. */
public record Unsent(UUID taskId, int attempt) {}
