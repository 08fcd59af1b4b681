package routes.documents.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out what rims, dust and the remains of ruled lines were recognised as: a dash, stroke or
 * quotation mark that stands by itself, and such marks around a word that is read again without.
 */
final class Leftovers {

  private static final Pattern MARK =
      Pattern.compile("[-‐‑‒–—−_|~'‘’“”\"`´°.,:;=()\\[\\]{}/\\\\]+");
  private static final Pattern PAUSE = Pattern.compile("[.,:;]");

  /** How far away a neighbour is at most, in heights of the line. */
  private static final float NEAR = 1.6f;

  private static final float INDENT = 2.6f;

  private Leftovers() {}

  /** The words without them. */
  static List<Found> removed(List<Found> words) {
    List<Found> kept = new ArrayList<>();
    for (Found word : words) {
      if (!MARK.matcher(word.text()).matches() || meant(word, words)) {
        kept.add(word);
      }
    }
    return kept;
  }

  /** A dash is meant between two words, or before one, where it may be a bullet. */
  private static boolean meant(Found mark, List<Found> words) {
    boolean followed = false;
    boolean preceded = false;
    for (Found other : words) {
      if (other.equals(mark) || !mark.besides(other) || MARK.matcher(other.text()).matches()) {
        continue;
      }
      float ahead = other.left() - mark.right();
      float behind = mark.left() - other.right();
      followed |= ahead >= -1 && ahead < INDENT * other.height();
      preceded |= behind >= -1 && behind < NEAR * other.height();
    }
    return followed || (preceded && PAUSE.matcher(mark.text()).matches());
  }
}
