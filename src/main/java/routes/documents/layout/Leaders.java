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

  /** Whether a word has a line of dots in it. */
  static boolean in(Word word) {
    return DOTS.matcher(word.text()).find();
  }

  /** The same words, the ends of a line of dots as words of their own with a gap between. */
  static List<Word> without(List<Word> words) {
    List<Word> kept = new ArrayList<>();
    for (Word word : words) {
      kept.addAll(before(word));
      kept.addAll(behind(word));
    }
    return kept;
  }

  /** What stands before the dots in a word, one or none; a word without dots. */
  static List<Word> before(Word word) {
    Matcher dots = DOTS.matcher(word.text());
    if (!dots.find()) {
      return List.of(word);
    }
    String label = word.text().substring(0, dots.start());
    return label.isEmpty() ? List.of() : List.of(part(word, label, word.x()));
  }

  /** What stands behind the dots in a word, one or none. */
  static List<Word> behind(Word word) {
    Matcher dots = DOTS.matcher(word.text());
    String value = dots.find() ? word.text().substring(dots.end()) : "";
    return value.isEmpty()
        ? List.of()
        : List.of(part(word, value, word.right() - width(word, value)));
  }

  private static Word part(Word whole, String text, float x) {
    return new Word(
        text, x, whole.y(), width(whole, text), whole.height(), whole.fontSize(), whole.bold());
  }

  private static float width(Word whole, String text) {
    return Math.min(text.length() * LETTER * whole.fontSize(), whole.width());
  }
}
