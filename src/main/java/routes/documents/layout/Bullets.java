package routes.documents.layout;

import java.util.List;
import java.util.regex.Pattern;
import routes.documents.page.Word;

/** Tells the marks before list items from words. */
final class Bullets {

  private static final String SURE = "•●▪■◦○‣∙·⁃➢➤►▸✓✔✦❖♦◆□☐\uF0B7\uF0A7\uF0D8\uF076";
  private static final Pattern LIKELY = Pattern.compile("[-–—*+»«>§o~°¢©®e.¢°\"]|--");
  private static final String CHECKED = "☒☑⊠\uF0FE\uF0FD";
  private static final String EMPTY_BOXES = "☐□\uF0A8\uF06F";

  /** "2.1" with the text well apart, as agreements number their paragraphs. */
  private static final Pattern SECTION = Pattern.compile("\\d{1,2}\\.\\d{1,2}\\.?");

  private static final float SECTION_GAP = 0.8f;
  private static final Pattern NUMBERED = Pattern.compile("\\(?(\\d{1,2}|[a-h]|[ivx]{1,4})[.)]");
  private static final float NARROWEST = 0.35f;
  private static final float EVEN = 0.1f;

  private Bullets() {}

  /** Whether a word can only be a bullet. */
  static boolean sure(Word word) {
    return word.text().codePoints().allMatch(c -> SURE.indexOf(c) >= 0);
  }

  /** Whether a line has boxes of which some are ticked: they are an answer, and no bullets. */
  static boolean choice(List<Word> line) {
    return line.stream()
        .anyMatch(word -> word.text().codePoints().anyMatch(c -> CHECKED.indexOf(c) >= 0));
  }

  /** Whether it stands between two entries of a list in one line, as far from both. */
  static boolean separates(List<Word> line, Word mark) {
    int at = line.indexOf(mark);
    if (!sure(mark) || at < 1 || at + 1 == line.size() || sure(line.get(0))) {
      return false;
    }
    float before = mark.x() - line.get(at - 1).right();
    float after = line.get(at + 1).x() - mark.right();
    return before < mark.fontSize() && Math.abs(before - after) < EVEN * mark.fontSize();
  }

  private static boolean box(Word word) {
    return word.text().codePoints().allMatch(c -> EMPTY_BOXES.indexOf(c) >= 0);
  }

  /** Whether a line that begins with these words begins with a bullet. */
  static boolean leads(List<Word> words) {
    if (words.size() < 2) {
      return false;
    }
    Word mark = words.get(0);
    if (box(mark) && choice(words)) {
      return false;
    }
    if (sure(mark)) {
      return true;
    }
    float gap = words.get(1).x() - mark.right();
    if (mark.text().matches("[-–—]")) {
      return gap > 0.15f * words.get(1).fontSize();
    }
    if (SECTION.matcher(mark.text()).matches()) {
      return gap > SECTION_GAP * words.get(1).fontSize();
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
