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

  private static final Pattern NEXT = Pattern.compile("(?<=[.;]) +(?=[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]{1,2} ?\\p{L})");

  /** Words that take something back of what stands above. */
  private static final Pattern LIMITING =
      Pattern.compile(
          "(?i)\\b(?:(?<!\\b(?:corp|corporate|app|application)[ -])only|appl(?:y|ies) (?:to|when|if)|not required|waived|does not apply|except(?:ing)?|unless|excluding|instead)\\b");

  /** "Experian only" says whose score it is, and takes nothing back. */
  private static final Pattern WHOSE =
      Pattern.compile(
          "(?i)(?:(?:ex|xpn|experian|tu|tuc|trans ?union|eq|efx|equifax|fico(?: (?:score )?\\d{1,2})?)(?: ?[,/&] ?| and | or )?)+ only\\.?");

  /** A note that gives another number: "20% if ..." */
  private static final Pattern STATING = Pattern.compile("\\$? ?\\d.*");

  /** Of whom a condition speaks goes without saying. */
  private static final Pattern SAID_OF =
      Pattern.compile(
          "(?i)\\bif (?:the |an? |any )?(?:owner|owner[- ]operator|applicant|guarantor|borrower|customer|principal|lessee)s? (?:is|are) (?=not an? )");

  /**
   * A note.
   *
   * @param text its words
   * @param when the condition that it sets; absent when it sets none that is understood
   * @param limiting whether it limits what it belongs to
   */
  record Note(String text, @Nullable String when, boolean limiting) {}

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

  /** The notes that run on in one paragraph, each with its raised figure; else all the text. */
  static List<String> apart(String text) {
    return MARKS.matcher(text).lookingAt() ? List.of(NEXT.split(text)) : List.of(text);
  }

  private static void collect(List<Block> blocks, Map<String, Note> notes) {
    for (Block block : blocks) {
      if (block instanceof Columns columns) {
        columns.columns().forEach(column -> collect(column, notes));
      }
      for (String one : block instanceof Item item ? apart(item.text()) : List.<String>of()) {
        Matcher note = NOTE.matcher(one);
        if (note.matches()) {
          notes.putIfAbsent(note.group("mark"), note(note.group("text")));
        }
      }
    }
  }

  private static Note note(String text) {
    for (String sentence : Prose.sentences(Prose.plain(text))) {
      Guards.Parted parted = Guards.part(sentence, true);
      boolean limits =
          LIMITING.matcher(sentence).find() && !WHOSE.matcher(sentence.trim()).matches();
      if (limits || sentence.matches("(?i).*\\brequired\\b.*")) {
        String when = parted.unclear() ? null : parted.when();
        if (limits || when != null) {
          return new Note(text, when, limits);
        }
      }
    }
    return new Note(text, null, false);
  }

  /** Reads a label with its value, and what the marks at them point to. */
  Reading keyed(String label, String value) {
    Reading reading = under(noteAt(label), Statements.keyed(label, value), label);
    Note note = noteAt(value);
    if (note == null || reading.facts().isEmpty() || !STATING.matcher(note.text()).matches()) {
      return under(note, reading, label + " " + value);
    }
    Reading other =
        Statements.keyed(unmarked(label), SAID_OF.matcher(note.text()).replaceAll("if "));
    return stricter(reading, other)
        ? reading.and(other)
        : Reading.nothing(label + " " + value + " " + note.text());
  }

  private @Nullable Note noteAt(String text) {
    Matcher marked = MARKED.matcher(text.trim());
    return marked.matches() ? notes.get(marked.group("mark")) : null;
  }

  private static Reading under(@Nullable Note note, Reading reading, String text) {
    if (note == null || reading.facts().isEmpty()) {
      return reading;
    }
    if (note.when() != null) {
      return reading.under(note.when());
    }
    return note.limiting() ? Reading.nothing(text) : reading;
  }

  /** Whether a note asks for more of the same, so that the rule it belongs to holds as well. */
  private static boolean stricter(Reading rule, Reading note) {
    if (rule.facts().size() != 1 || note.facts().size() != 1) {
      return false;
    }
    Fact one = rule.facts().get(0);
    Fact other = note.facts().get(0);
    boolean same =
        one.type().equals(other.type())
            && one.operator() == other.operator()
            && one.when() == null
            && other.when() != null
            && one.value().isNumber()
            && other.value().isNumber();
    if (!same) {
      return false;
    }
    int more = other.value().decimalValue().compareTo(one.value().decimalValue());
    return switch (one.operator()) {
      case GTE -> more > 0;
      case LTE -> more < 0;
      default -> false;
    };
  }
}
