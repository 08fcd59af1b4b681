package routes.documents.pdf;

import java.time.Duration;

/**
 * What reading one document may cost. Not thread-safe: one budget serves one document.
 *
 * <p>A document is someone else's program for a small drawing machine; without a budget it decides
 * how long we work.
 */
public final class Budget {

  private final Limits limits;
  private final long deadline;
  private long operations;

  /** Starts the clock. */
  public Budget(Limits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** The limits that it keeps. */
  public Limits limits() {
    return limits;
  }

  /**
   * Counts one drawing operation.
   *
   * @throws LimitExceededException when there were too many, or time is up
   */
  void operation() {
    if (++operations > limits.operations()) {
      throw new LimitExceededException(
          "the PDF draws with more than %,d operations".formatted(limits.operations()));
    }
    if (operations % 256 == 0) {
      check();
    }
  }

  /**
   * Looks at the clock.
   *
   * @throws LimitExceededException when time is up
   */
  public void check() {
    if (System.nanoTime() > deadline) {
      throw new LimitExceededException(
          "reading the PDF took more than %d seconds".formatted(limits.time().toSeconds()));
    }
  }

  /** The time that is left, never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
