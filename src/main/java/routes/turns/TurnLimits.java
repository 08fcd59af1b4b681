package routes.turns;

/**
 * Bounds of a turn.
 *
 * @param waitSeconds how long a step waits for the lock of its session
 * @param mostMessages messages that a turn takes; the last one ends its waiting
 * @param longestSeconds how long a turn waits for messages in all
 * @param mostSuperseded turns in a row that may give way to a correction
 */
public record TurnLimits(
    int waitSeconds, int mostMessages, int longestSeconds, int mostSuperseded) {
  public TurnLimits {
    require("ruche.turns.wait_seconds", waitSeconds, 0, 60);
    require("ruche.turns.most_messages", mostMessages, 1, 1000);
    require("ruche.turns.longest_seconds", longestSeconds, 1, 100);
    require("ruche.turns.most_superseded", mostSuperseded, 0, 100);
  }

  private static void require(String property, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d: set it to a whole number from %d to %d."
              .formatted(property, value, least, most));
    }
  }
}
