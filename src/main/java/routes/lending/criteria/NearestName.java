package routes.lending.criteria;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what a mistyped name was meant to be. */
public final class NearestName {
  private static final int MAX_EDITS = 2;

  private NearestName() {}

  /** The one of some names that is at most two edits away; absent if there is none. */
  public static @Nullable String of(String name, Collection<String> names) {
    String nearest = null;
    int best = MAX_EDITS + 1;
    for (String candidate : names) {
      int edits = edits(name, candidate);
      if (edits < best) {
        best = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static int edits(String one, String other) {
    if (Math.abs(one.length() - other.length()) > MAX_EDITS) {
      return MAX_EDITS + 1;
    }
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substituted = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
