package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.documents.page.Word;

/** Takes out the dots that lead from a label to its value: "FICO ........ 700". */
final class Leaders {

  private static final Pattern DOTS = Pattern.compile("\\.{4,}");

  /** How wide a letter is, as a part of the size of its type. */
  private static final float LETTER = 0.5f;

  private Leaders() {}

  /** Which of a line's words has dots that lead from others to others; below zero when none has. */
  static int in(List<Word> line) {
    for (int i = 0; i < line.size(); i++) {
      Matcher dots = DOTS.matcher(line.get(i).text());
      if (dots.find()) {
        boolean labelled = i > 0 || dots.start() > 0;
        boolean valued = i + 1 < line.size() || dots.end() < line.get(i).text().length();
        return labelled && valued ? i : -1;
      }
    }
    return -1;
  }

  /** Whether the dots in a word stand behind the end of a label. */
  static boolean haveLabel(Word dotted) {
    Matcher dots = DOTS.matcher(dotted.text());
    return dots.find() && dots.start() > 0;
  }

  /** The same words, the ends of a line of dots as words of their own with a gap between. */
  static List<Word> without(List<Word> words) {
    List<Word> kept = new ArrayList<>();
    for (Word word : words) {
      Matcher dots = DOTS.matcher(word.text());
      if (!dots.find()) {
        kept.add(word);
        continue;
      }
      String label = word.text().substring(0, dots.start());
      String value = word.text().substring(dots.end());
      if (!label.isEmpty()) {
        kept.add(part(word, label, word.x()));
      }
      if (!value.isEmpty()) {
        kept.add(part(word, value, word.right() - width(word, value)));
      }
    }
    return kept;
  }

  private static Word part(Word whole, String text, float x) {
    return new Word(
        text, x, whole.y(), width(whole, text), whole.height(), whole.fontSize(), whole.bold());
  }

  private static float width(Word whole, String text) {
    return Math.min(text.length() * LETTER * whole.fontSize(), whole.width());
  }
}
