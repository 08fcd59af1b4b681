package routes.documents.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evens out how the same thing is typed. */
final class Prose {

  private static final Pattern COUNTED_TWICE =
      Pattern.compile(
          "\\b[A-Za-z]+(?:-[a-z]+)? \\((\\d+)\\)(?= *(?:-? ?(?:years?|months?|%|percent|(?:or|and) (?:more|fewer|less|greater)|power|trucks?|units?|vehicles?|trade|comparable|full|consecutive)))");
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("twelve", "12"),
          Map.entry("fifteen", "15"),
          Map.entry("eighteen", "18"),
          Map.entry("twenty", "20"),
          Map.entry("twenty-four", "24"),
          Map.entry("thirty", "30"),
          Map.entry("thirty-six", "36"),
          Map.entry("forty-eight", "48"),
          Map.entry("sixty", "60"),
          Map.entry("sixty-six", "66"),
          Map.entry("seventy-two", "72"),
          Map.entry("eighty-four", "84"));

  /** Other words for the ends of a range, where it is clear of what. */
  private static final Pattern LEAST_OF =
      Pattern.compile(
          "\\b(?:smallest|lowest|shortest|least)(?= (?:acceptable |accepted |allowed )?(?:deal|loan|transaction|ticket|request|amount|fico|beacon|pay ?net|credit|personal|time|down|term)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MOST_OF =
      Pattern.compile(
          "\\b(?:largest|biggest|highest|longest|greatest)(?= (?:acceptable |accepted |allowed |available )?(?:deal|loan|transaction|ticket|request|amount|term|mileage|soft|exposure)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OLDEST =
      Pattern.compile(
          "\\boldest (equipment|collateral|asset|vehicle)s?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MUST_NOT =
      Pattern.compile(
          "\\b(?:may|can|must|shall|should|will) not (?=exceed\\b|be (?:older|more|greater|over|less|lower|under)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAY_REACH =
      Pattern.compile(
          "\\b(?:may|can|could|must) (?:run|go|extend|be) (?=up to\\b|no (?:older|more|greater|longer|less)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER_WORD =
      Pattern.compile(
          "\\b("
              + NUMBERS.keySet().stream()
                  .sorted(Comparator.comparing(String::length).reversed())
                  .collect(Collectors.joining("|"))
              + ")(?=[ -](?:full |consecutive |model )?(?:years?|months?|percent|(?:comparable )?trade|power units|trucks?|units|or more))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:min|max|yrs?|mos?|no|corp|inc|st|co|approx|incl|vs|etc|e\\.g|i\\.e|u\\.s)\\.)\\s+(?=[A-Z0-9$<>(])|\\s*;\\s*|\\s+[•|]\\s+",
          Pattern.CASE_INSENSITIVE);

  /** "2.1 Loan amounts range from ...": the numbers of an agreement's paragraphs. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(?:\\d{1,2}(?:\\.\\d{1,2})+\\.?|(?:§|[Ss]ection) ?[\\d.]+:?|\\d{1,2}[.)]) (?=[A-Z])");

  private Prose() {}

  /** The same words with plain quotes, dashes, signs and figures. */
  static String plain(String text) {
    String plain =
        text.replaceAll("[‘’ʼ`´]", "'")
            .replaceAll("[“”]", "\"")
            .replaceAll("[‐‑‒–—−]", "-")
            .replace("\u00A0", " ")
            .replace("≥", ">=")
            .replace("≤", "<=")
            .replaceAll("(\\d)½", "$1.5")
            .replaceAll("\\bw/o\\b", "without")
            .replaceAll("(?i)\\bw/ ?", "with ")
            .replaceAll("\\*+", "")
            .replaceAll("(?i)\\bmodel (?=years?\\b)", "")
            .replaceAll(
                "(?i)(\\d|\\btwo|\\bthree) (?:most recent|consecutive|full|prior|last) (?=(?:years?|months?)\\b)",
                "$1 ")
            .replaceAll("(?i)\\bclass 8 (?=trucks?\\b)", "")
            .replaceAll("(?i)\\b(amounts?|terms?) to (?=\\$?\\d)", "$1 up to ")
            .replaceAll("\\bU\\.S\\.(?:A\\.)?", "US")
            .replaceAll("\\s+", " ")
            .trim();
    plain = NUMBERED.matcher(plain).replaceFirst("");
    plain = LEAST_OF.matcher(plain).replaceAll("minimum");
    plain = MOST_OF.matcher(plain).replaceAll("maximum");
    plain = OLDEST.matcher(plain).replaceAll("maximum $1 age");
    plain = MUST_NOT.matcher(plain).replaceAll("not ");
    plain = MAY_REACH.matcher(plain).replaceAll("");
    plain = COUNTED_TWICE.matcher(plain).replaceAll("$1");
    Matcher words = NUMBER_WORD.matcher(plain);
    return words.replaceAll(
        word -> NUMBERS.getOrDefault(word.group(1).toLowerCase(Locale.ROOT), word.group()));
  }

  /** The sentences of a plain text. */
  static List<String> sentences(String plain) {
    return SENTENCE_END
        .splitAsStream(plain)
        .map(String::trim)
        .filter(sentence -> sentence.chars().anyMatch(Character::isLetterOrDigit))
        .toList();
  }
}
