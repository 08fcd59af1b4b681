package routes.documents.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;

/**
 * Small raised figures and stars that point to a footnote: they become part of the word that they
 * stand at, as raised figures, so that they are no part of a number.
 */
final class FootnoteMarks {

  private static final String MARK = "[\\d*†‡]{1,2}";

  /** What has a number of its own, which a scan may show small: "Tier 2". */
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)tier|class|grade|level|plan|program|category|group|phase|step");

  private static final String RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final float SMALL = 0.8f;
  private static final float SMALLER = 0.9f;
  private static final float RAISED = 0.2f;

  /** How far a mark may reach into its word, which slanted and scanned type does. */
  private static final float OVERLAP = 0.2f;

  private static final float GAP_BEHIND = 0.3f;
  private static final float GAP_BEFORE = 0.6f;

  private FootnoteMarks() {}

  /** The words, with marks that are set so high that they would stand on a line of their own. */
  static List<Word> attached(List<Word> words) {
    List<Word> marks = words.stream().filter(FootnoteMarks::isMark).toList();
    if (marks.isEmpty()) {
      return words;
    }
    Map<Word, String> texts = new HashMap<>();
    List<Word> attached = new ArrayList<>();
    for (Word mark : marks) {
      Word host = host(words, mark);
      if (host != null) {
        boolean behind = host.x() < mark.x();
        String text = texts.getOrDefault(host, host.text());
        texts.put(host, behind ? text + raised(mark) : raised(mark) + text);
        attached.add(mark);
      }
    }
    return words.stream()
        .filter(word -> !attached.contains(word))
        .map(word -> texts.containsKey(word) ? with(word, texts.get(word)) : word)
        .toList();
  }

  /** A line, with the marks in it at the words before them, or at the first word. */
  static List<Word> inLine(List<Word> line) {
    List<Word> kept = new ArrayList<>();
    String first = "";
    for (int i = 0; i < line.size(); i++) {
      Word word = line.get(i);
      Word neighbour = i > 0 ? line.get(i - 1) : line.get(Math.min(1, line.size() - 1));
      boolean mark =
          isMark(word)
              && !isNumbered(neighbour)
              && word.fontSize() < SMALL * neighbour.fontSize()
              && word.middle() < neighbour.middle();
      if (!mark) {
        kept.add(first.isEmpty() ? word : with(word, first + word.text()));
        first = "";
      } else if (kept.isEmpty()) {
        first = raised(word);
      } else {
        Word host = kept.remove(kept.size() - 1);
        kept.add(with(host, host.text() + raised(word)));
      }
    }
    return kept;
  }

  private static boolean isNumbered(Word word) {
    return NUMBERED.matcher(word.text()).matches();
  }

  private static boolean isMark(Word word) {
    return word.text().matches(MARK);
  }

  private static @Nullable Word host(List<Word> words, Word mark) {
    Word before = null;
    for (Word word : words) {
      if (raises(word, mark, mark.x() - word.right(), GAP_BEHIND)) {
        return word;
      }
      if (raises(word, mark, word.x() - mark.right(), GAP_BEFORE)) {
        before = word;
      }
    }
    return before;
  }

  private static boolean raises(Word word, Word mark, float gap, float widest) {
    return !isNumbered(word)
        && mark.fontSize() < SMALLER * word.fontSize()
        && word.middle() - mark.middle() > RAISED * word.fontSize()
        && gap > -OVERLAP * word.fontSize()
        && gap < widest * word.fontSize()
        && mark.bottom() > word.y();
  }

  private static String raised(Word mark) {
    StringBuilder text = new StringBuilder();
    mark.text()
        .chars()
        .forEach(
            c -> text.append(c >= '0' && c <= '9' ? RAISED_FIGURES.charAt(c - '0') : (char) c));
    return text.toString();
  }

  private static Word with(Word word, String text) {
    return new Word(
        text, word.x(), word.y(), word.width(), word.height(), word.fontSize(), word.bold());
  }
}
