package routes.documents.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts together what is one figure and was recognised as two: "$400," and "000". */
final class Pieces {

  private static final Pattern BEGUN = Pattern.compile(".*\\d[.,]?|\\$|.*\\d,\\d{1,2}");
  private static final Pattern REST = Pattern.compile("[.,]?\\d[\\d,.]*[%+kKmM]{0,2}[.;,]?");

  private static final Pattern THOUSANDS = Pattern.compile("\\d{3}(?!\\d).*");

  /** Narrower than the space between two words, as a part of the line's height. */
  private static final float WITHIN = 0.22f;

  /** A figure ends its comma here: "$400, 000" is no list. */
  private static final float AFTER_COMMA = 0.6f;

  private Pieces() {}

  /** The words with such pieces joined. */
  static List<Found> joined(List<Found> words) {
    List<Found> joined = new ArrayList<>(words);
    for (int i = 0; i < joined.size(); i++) {
      int next = next(joined, joined.get(i));
      while (next >= 0) {
        joined.set(i, joined.get(i).and(joined.get(next)));
        joined.remove(next);
        i -= next < i ? 1 : 0;
        next = next(joined, joined.get(i));
      }
    }
    return joined;
  }

  private static int next(List<Found> words, Found word) {
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals(word) && oneFigure(word, words.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean oneFigure(Found left, Found right) {
    float size = Math.min(left.height(), right.height());
    int gap = right.left() - left.right();
    boolean near =
        gap > -size / 2
            && gap < AFTER_COMMA * size
            && Math.abs(right.lineTop() - left.lineTop()) < left.height() / 3;
    if (!near || !BEGUN.matcher(left.text()).matches() || !REST.matcher(right.text()).matches()) {
      return false;
    }
    boolean thousands = left.text().endsWith(",") && THOUSANDS.matcher(right.text()).matches();
    return thousands || gap < WITHIN * size;
  }
}
