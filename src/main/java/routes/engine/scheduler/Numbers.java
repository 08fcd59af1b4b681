package routes.engine.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rising numbers, also over restarts: microseconds since 2026, or one more than the last. */
final class Numbers {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private long last;

  long next(Instant now) {
    last = Math.max(last + 1, ChronoUnit.MICROS.between(START, now));
    return last;
  }

  /** The first of several. */
  long next(Instant now, int count) {
    long first = next(now);
    last += count - 1;
    return first;
  }
}
