package routes.turns.window;

import java.util.Locale;
import java.util.Map;

/** How long a turn waits for another message after the last one: the table of docs/turns.md. */
public final class Accumulation {
  public static final long LEAST_MILLIS = 200;
  public static final long MOST_MILLIS = 3000;

  private static final Map<String, Integer> BASE =
      Map.of(
          "whatsapp", 1200,
          "telegram", 1000,
          "sms", 800,
          "web", 600,
          "slack", 800,
          "teams", 800,
          "email", 0,
          "voice", 0);
  private static final int OTHER_CHANNEL = 800;
  private static final double OWN_SHARE = 0.6;
  private static final int AWAITING_FIELD = 1000;
  private static final int EXPECTING_FOLLOW_UP = 500;
  private static final double SHORTER_EACH_TIME = 0.8;

  private Accumulation() {}

  /** The wait of a channel for a complete first message of somebody unknown, in milliseconds. */
  public static int base(String channel) {
    return BASE.getOrDefault(channel.toLowerCase(Locale.ROOT), OTHER_CHANNEL);
  }

  /**
   * The wait after a message.
   *
   * @param channel where the customer writes; an unknown one waits as the others do
   * @param shape of the newest message
   * @param n how many messages the turn has, from 1
   * @return milliseconds from {@link #LEAST_MILLIS} to {@link #MOST_MILLIS}
   */
  public static long waitMillis(
      String channel, MessageShape shape, Cadence cadence, Hints hints, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n is %d: a turn has at least one message.".formatted(n));
    }
    double wait = base(channel) + shape.addedMillis();
    if (cadence.typicalPause().isPresent()) {
      wait = OWN_SHARE * wait + (1 - OWN_SHARE) * cadence.typicalPause().getAsDouble();
    }
    wait += hints.awaitingField() ? AWAITING_FIELD : 0;
    wait += hints.expectsFollowUp() ? EXPECTING_FOLLOW_UP : 0;
    wait *= Math.pow(SHORTER_EACH_TIME, n - 1);
    return Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, Math.round(wait)));
  }
}
