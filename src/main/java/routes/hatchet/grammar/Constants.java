package routes.hatchet.grammar;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;
import routes.protocol.v1.IdempotencyMethod;
import routes.protocol.v1.StickyStrategy;

/** Options that are one of a few words. */
public final class Constants {

  /** Windows of rate limits. */
  public static final List<String> WINDOWS =
      List.of("second", "minute", "hour", "day", "week", "month", "year");

  /** What happens beyond a limit on what runs at once. */
  static final List<String> STRATEGIES =
      List.of("group-round-robin", "cancel-in-progress", "cancel-newest");

  private Constants() {}

  /** Whether steps keep to one worker. */
  public static @Nullable StickyStrategy sticky(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : of("sticky", text, StickyStrategy.class, List.of("soft", "hard"));
  }

  /** How long a key of a run keeps others away. */
  public static IdempotencyMethod idempotencyMethod(String text) {
    return of("idempotencyMethod", text, IdempotencyMethod.class, List.of("ttl", "status"));
  }

  /**
   * The constant of the protocol that a word stands for.
   *
   * @param option names it in errors
   * @param words the words that may be written
   */
  public static <E extends Enum<E>> E of(
      String option, String text, Class<E> type, List<String> words) {
    String word = word(option, text, words);
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The word as it is written in the list, whatever the case. */
  public static String word(String option, String text, List<String> words) {
    String wanted = text.strip();
    for (String word : words) {
      if (word.equalsIgnoreCase(wanted)) {
        return word;
      }
    }
    String nearest = Nearest.of(wanted, words);
    throw new HatchetException(
        option
            + " has \""
            + text
            + "\": write one of "
            + String.join(", ", words)
            + (nearest == null ? "." : "; the nearest is " + nearest + "."));
  }
}
