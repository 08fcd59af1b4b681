package routes.hatchet.client;

import java.time.Duration;
import routes.protocol.v1.IdempotencyMethod;

/**
 * Which runs of a workflow are the same: a run whose key another one holds is not started.
 *
 * @param expression CEL over {@code input} and {@code additional_metadata} that gives the key, a
 *     text
 * @param ttl how long a key is held
 * @param method TTL to hold it for all that time, STATUS to let it go when the run has ended
 */
public record IdempotencyRule(String expression, Duration ttl, IdempotencyMethod method) {

  public IdempotencyRule {
    if (ttl.isZero() || ttl.isNegative()) {
      throw new IllegalArgumentException(
          "idempotencyTtl is " + ttl.toMillis() + " ms: write more than nothing.");
    }
  }
}
