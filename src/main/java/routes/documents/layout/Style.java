package routes.documents.layout;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import routes.documents.page.Word;

/**
 * What ordinary text looks like on a page, so that headings can be told by standing out.
 *
 * @param size the size of most of its type
 * @param bold whether most of it is bold
 */
record Style(float size, boolean bold) {
  /** As much more does a line in capitals stand out. */
  static final float CAPITALS = 1.12f;

  private static final int LONGEST_HEADING = 16;
  private static final float LARGER = 1.14f;

  static Style of(List<Word> words) {
    if (words.isEmpty()) {
      return new Style(10, false);
    }
    List<Word> sorted = words.stream().sorted(Comparator.comparingDouble(Word::fontSize)).toList();
    long heavy = words.stream().filter(Word::bold).count();
    return new Style(sorted.get(sorted.size() / 2).fontSize(), heavy * 2 > words.size());
  }

  /** Whether a line stands out from ordinary text as a heading does. */
  boolean heads(Segment line) {
    String text = line.text();
    if (line.bulleted() || !headingLike(text)) {
      return false;
    }
    return (line.bold() && !bold) || isSmallerThan(line) || capitals(text);
  }

  /** Whether a line is in larger type. */
  boolean isSmallerThan(Segment line) {
    return line.size() >= LARGER * size;
  }

  /** Whether the words could be a heading. */
  static boolean headingLike(String text) {
    int colon = text.indexOf(':');
    return !text.matches(".*[.;,]$")
        && (colon < 0 || colon >= text.length() - 2)
        && text.split(" ").length <= LONGEST_HEADING
        && text.chars().anyMatch(Character::isLetter);
  }

  float prominence(Segment line) {
    return line.size() * (line.bold() ? 1.12f : 1) * (capitals(line.text()) ? CAPITALS : 1);
  }

  private static boolean capitals(String text) {
    long letters = text.chars().filter(Character::isLetter).count();
    return letters >= 6
        && text.equals(text.toUpperCase(Locale.ROOT))
        && text.chars().filter(Character::isDigit).count() * 3 < letters;
  }
}
