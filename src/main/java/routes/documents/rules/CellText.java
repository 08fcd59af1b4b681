package routes.documents.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the short sentences in a field that says itself what it is about. */
final class CellText {

  private static final Pattern PAPERS =
      Pattern.compile(
          "(?:\\w+ ){0,2}(?:financial statements?|financials|tax returns?|bank statements?) (?:are )?required\\b.*",
          Pattern.CASE_INSENSITIVE);

  /** "YTD P&L and balance sheet (financial statements)" */
  private static final Pattern EXPLAINED =
      Pattern.compile("[^,;]+ \\((?<meant>financial statements)\\)");

  private static final Pattern SEVERAL = Pattern.compile(", (?:and )?(?!\\d{3}\\b)| \\+ ");

  /** What stands after such words does not stand alone. */
  private static final Pattern CONDITIONAL =
      Pattern.compile(
          "\\b(?:"
              + Vocabulary.CONDITION
              + "|either|but|waived|than)\\b|\\bor\\b(?! (?:more|better|higher|greater|newer|less|used)\\b)",
          Pattern.CASE_INSENSITIVE);

  private CellText() {}

  /** Words of a table in the length that sentences have. */
  static String spelled(String text) {
    return Rewrite.all(Wordings.ALL.fields(), text);
  }

  /** Whether a field names the papers that it asks for, whatever heads it. */
  static boolean asksForPapers(String text) {
    return PAPERS.matcher(spelled(text)).matches();
  }

  /**
   * Reads a field.
   *
   * @param demanded whether what heads it says that things named in it are required
   */
  static Reading read(String text, boolean demanded) {
    return Prose.sentences(Prose.plain(spelled(text))).stream()
        .map(sentence -> sentence(sentence, demanded))
        .reduce(Reading.NONE, Reading::and);
  }

  private static Reading sentence(String sentence, boolean demanded) {
    Reading whole = one(sentence, demanded);
    String[] parts = SEVERAL.split(sentence, -1);
    if (complete(whole) || parts.length < 2 || CONDITIONAL.matcher(sentence).find()) {
      return whole;
    }
    Reading each =
        Stream.of(parts).map(part -> one(part, demanded)).reduce(Reading.NONE, Reading::and);
    return each.facts().size() > whole.facts().size() ? each : whole;
  }

  private static Reading one(String part, boolean demanded) {
    String text = part.replaceAll("\\.+$", "").trim();
    Reading stated = Statements.read(text);
    if (!demanded || complete(stated)) {
      return stated;
    }
    Matcher explained = EXPLAINED.matcher(text);
    Reading required =
        Statements.read("required " + (explained.matches() ? explained.group("meant") : text));
    return complete(required) ? required : stated;
  }

  private static boolean complete(Reading reading) {
    return !reading.facts().isEmpty() && reading.unread().isEmpty();
  }
}
