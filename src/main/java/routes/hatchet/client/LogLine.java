package routes.hatchet.client;

import java.time.Instant;

/**
 * A line that a task has logged.
 *
 * @param at when
 * @param level DEBUG, INFO, WARN or ERROR
 * @param attempt of which attempt it is, from 1
 * @param message what it says
 */
public record LogLine(Instant at, String level, int attempt, String message) {}
