package routes.hatchet.client;

import java.time.Duration;

/**
 * How often and when a failed task is tried again.
 *
 * <p>The engine's own delay before retry n is {@code min(limit, factor^n)} seconds, which begins at
 * {@code factor}. A worker therefore names the delay itself with each failure, one factor shorter,
 * so that it begins at one second; engines that do not know that field use their own.
 *
 * @param retries attempts after the first
 * @param factor base of the exponential delay; 0 for none
 * @param maxSeconds longest delay, in seconds
 */
public record RetryPolicy(int retries, double factor, int maxSeconds) {

  /** The usual delays: 1, 2, 4 … at most 30 seconds. */
  public static RetryPolicy of(int retries) {
    return new RetryPolicy(retries, 2, 30);
  }

  /** No other attempt. */
  public static RetryPolicy none() {
    return new RetryPolicy(0, 0, 0);
  }

  public RetryPolicy {
    if (retries < 0) {
      throw new IllegalArgumentException("retries is " + retries + ": write 0 or more.");
    }
    if (factor != 0 && (factor < 1 || factor > 1000)) {
      throw new IllegalArgumentException(
          "backoffFactor is " + factor + ": write 1 to 1000, or 0 for no delay.");
    }
    if (maxSeconds < 0 || maxSeconds > 86_400) {
      throw new IllegalArgumentException(
          "backoffMaxSeconds is " + maxSeconds + ": write 0 to 86400.");
    }
  }

  /** The wait after attempt {@code retryCount}, counted from 0, has failed. */
  public Duration delayAfter(int retryCount) {
    if (factor == 0) {
      return Duration.ZERO;
    }
    double seconds = Math.min(maxSeconds, Math.pow(factor, retryCount));
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
