package routes.hatchet.client;

import routes.protocol.v1.ConcurrencyLimitStrategy;

/**
 * How many runs with the same key go at once.
 *
 * @param expression CEL that gives the key, a text
 * @param maxRuns runs at once for each key
 * @param strategy what happens beyond it
 */
public record ConcurrencyRule(String expression, int maxRuns, ConcurrencyLimitStrategy strategy) {}
