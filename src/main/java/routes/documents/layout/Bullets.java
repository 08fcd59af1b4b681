package routes.documents.layout;

import java.util.List;
import java.util.regex.Pattern;
import routes.documents.page.Word;

/** Tells the marks before list items from words. */
final class Bullets {

  private static final String SURE = "•●▪■◦○‣∙·⁃➢➤►▸✓✔✦❖♦◆□☐\uF0B7\uF0A7\uF0D8\uF076";
  private static final Pattern LIKELY = Pattern.compile("[-–—*+»«>§o~°¢©®e.¢°\"]|--");
  private static final Pattern NUMBERED = Pattern.compile("\\(?(\\d{1,2}|[a-h]|[ivx]{1,4})[.)]");
  private static final float NARROWEST = 0.35f;

  private Bullets() {}

  /** Whether a word can only be a bullet. */
  static boolean sure(Word word) {
    return word.text().codePoints().allMatch(c -> SURE.indexOf(c) >= 0);
  }

  /** Whether a line that begins with these words begins with a bullet. */
  static boolean leads(List<Word> words) {
    if (words.size() < 2) {
      return false;
    }
    Word mark = words.get(0);
    if (sure(mark)) {
      return true;
    }
    float gap = words.get(1).x() - mark.right();
    if (mark.text().matches("[-–—]")) {
      return gap > 0.15f * words.get(1).fontSize();
    }
    return (LIKELY.matcher(mark.text()).matches() || NUMBERED.matcher(mark.text()).matches())
        && gap > NARROWEST * words.get(1).fontSize();
  }

  /** The text without a bullet that touches it. */
  static String without(String text) {
    int from = 0;
    while (from < text.length() && SURE.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return text.substring(from).trim();
  }
}
