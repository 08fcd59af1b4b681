package routes.openai;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The tokens that this process may use in a day (UTC). A call reserves what it may come to before
 * it is made and gives back what it did not use, so that calls at the same time do not overdraw.
 * Thread-safe.
 */
final class TokenBudget {

  private final long perDay;
  private final Clock clock;
  private LocalDate day;
  private long used;

  /**
   * A budget.
   *
   * @param perDay tokens a day; 0 for no bound
   */
  TokenBudget(long perDay, Clock clock) {
    this.perDay = perDay;
    this.clock = clock;
    this.day = today();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Sets tokens aside for a call.
   *
   * @throws OpenAIException if the day's budget does not have them
   */
  synchronized void reserve(long tokens) {
    turn();
    if (perDay > 0 && used + tokens > perDay) {
      throw new OpenAIException(
          "The day's budget of %,d tokens is used up (%,d used, %,d asked for): raise openai.tokens.per.day, or wait until 00:00 UTC."
              .formatted(perDay, used, tokens),
          false);
    }
    used += tokens;
  }

  /** Settles a call: what it reserved against what it used. */
  synchronized void settle(long reserved, long spent) {
    turn();
    used = Math.max(0, used - reserved + spent);
  }

  /** The day's tokens so far. */
  synchronized long used() {
    turn();
    return used;
  }

  private void turn() {
    LocalDate now = today();
    if (!now.equals(day)) {
      day = now;
      used = 0;
    }
  }
}
