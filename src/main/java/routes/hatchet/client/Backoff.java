package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waiting times that double up to a limit, with full jitter above half.
 *
 * @param first the first wait
 * @param limit the longest wait
 */
record Backoff(Duration first, Duration limit) {

  /** The wait before try {@code n}, counted from 0. */
  Duration delay(int n) {
    long millis = Math.min(limit.toMillis(), first.toMillis() << Math.min(n, 20));
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  /** Waits before try {@code n}. */
  void sleep(int n) throws InterruptedException {
    Thread.sleep(delay(n).toMillis());
  }
}
