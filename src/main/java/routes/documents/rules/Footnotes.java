package routes.documents.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Columns;
import routes.documents.layout.Item;

/**
 * What stands below a page about words with a star or a raised figure.
 *
 * @param notes by their marks
 */
record Footnotes(Map<String, Note> notes) {

  private static final String MARK = "(?<mark>\\*{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[†‡]{1,2})";
  private static final Pattern NOTE = Pattern.compile(MARK + " ?(?<text>[^*].*)");
  private static final Pattern MARKED = Pattern.compile(".*?" + MARK + "\\)?:?");

  /** The figures that point to notes. */
  static final Pattern MARKS = Pattern.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]");

  /** Words that take something back of what stands above. */
  private static final Pattern LIMITING =
      Pattern.compile(
          "(?i)\\b(?:only|appl(?:y|ies) (?:to|when|if)|not required|waived|does not apply|except(?:ing)?|unless|excluding|instead)\\b");

  /**
   * A note.
   *
   * @param when the condition that it sets; absent when it sets none that is understood
   * @param limiting whether it limits what it belongs to
   */
  record Note(@Nullable String when, boolean limiting) {}

  /** The notes among these blocks. */
  static Footnotes of(List<Block> blocks) {
    Map<String, Note> notes = new HashMap<>();
    collect(blocks, notes);
    return new Footnotes(Map.copyOf(notes));
  }

  /** Text without the figures that point to notes. */
  static String unmarked(String text) {
    return MARKS.matcher(text).replaceAll("");
  }

  private static void collect(List<Block> blocks, Map<String, Note> notes) {
    for (Block block : blocks) {
      if (block instanceof Columns columns) {
        columns.columns().forEach(column -> collect(column, notes));
      }
      Matcher note = NOTE.matcher(block instanceof Item item ? item.text() : "");
      if (note.matches()) {
        notes.putIfAbsent(note.group("mark"), note(note.group("text")));
      }
    }
  }

  private static Note note(String text) {
    for (String sentence : Prose.sentences(Prose.plain(text))) {
      Guards.Parted parted = Guards.part(sentence, true);
      boolean limits = LIMITING.matcher(sentence).find();
      if (limits || sentence.matches("(?i).*\\brequired\\b.*")) {
        String when = parted.unclear() ? null : parted.when();
        if (limits || when != null) {
          return new Note(when, limits);
        }
      }
    }
    return new Note(null, false);
  }

  /** What was read beside a label, under the condition that its mark points to. */
  Reading guard(String label, Reading reading) {
    Matcher marked = MARKED.matcher(label.trim());
    Note note = marked.matches() ? notes.get(marked.group("mark")) : null;
    if (note == null || reading.facts().isEmpty()) {
      return reading;
    }
    if (note.when() != null) {
      return reading.under(note.when());
    }
    return note.limiting() ? Reading.nothing(label) : reading;
  }
}
