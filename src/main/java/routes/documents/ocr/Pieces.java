package routes.documents.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts together what is one figure and was recognised as two: "$400," and "000". */
final class Pieces {

  private static final Pattern BEGUN = Pattern.compile(".*\\d[.,]?|\\$|.*\\d,\\d{1,2}");
  private static final Pattern REST = Pattern.compile("[.,]?\\d[\\d,.]*[%+kKmM]{0,2}[.;,]?");

  /** Narrower than the space between two words, as a part of the line's height. */
  private static final float WITHIN = 0.22f;

  /** A figure ends its comma here: "$400, 000" is no list. */
  private static final float AFTER_COMMA = 0.6f;

  private Pieces() {}

  /** The words with such pieces joined. */
  static List<Found> joined(List<Found> words) {
    List<Found> joined = new ArrayList<>();
    for (Found word : words) {
      Found last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && oneFigure(last, word)) {
        joined.set(joined.size() - 1, last.and(word));
      } else {
        joined.add(word);
      }
    }
    return joined;
  }

  private static boolean oneFigure(Found left, Found right) {
    boolean thousands = left.text().endsWith(",") && right.text().matches("\\d{3}\\D*|\\d{3},.*");
    float most = (thousands ? AFTER_COMMA : WITHIN) * Math.min(left.height(), right.height());
    int gap = right.left() - left.right();
    return BEGUN.matcher(left.text()).matches()
        && REST.matcher(right.text()).matches()
        && Math.abs(right.lineTop() - left.lineTop()) < left.height() / 3
        && gap > -left.height() / 2
        && gap < most;
  }
}
