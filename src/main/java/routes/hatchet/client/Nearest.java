package routes.hatchet.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The candidate with the smallest edit distance, regardless of case; null when none is near, that
   * is, within half of the wanted name's length.
   */
  public static @Nullable String of(String wanted, Collection<String> candidates) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(
            c -> distance(lower, c.toLowerCase(Locale.ROOT)) <= Math.max(1, wanted.length() / 2))
        .min(
            Comparator.comparingInt((String c) -> distance(lower, c.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
