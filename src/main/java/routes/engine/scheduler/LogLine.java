package routes.engine.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that a task logs.
 *
 * @param metadata JSON object text
 * @param attempt absent means the current one
 */
public record LogLine(
    Instant createdAt, String level, String message, String metadata, @Nullable Integer attempt) {}
