package routes.documents.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evens out how the same thing is typed. */
final class Prose {

  private static final Pattern COUNTED_TWICE =
      Pattern.compile(
          "\\b[A-Za-z]+(?:-[a-z]+)? \\((\\d+)\\)(?= *(?:-? ?(?:years?|months?|%|percent)))");
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
          Map.entry("twelve", "12"));
  private static final Pattern NUMBER_WORD =
      Pattern.compile(
          "\\b("
              + String.join("|", NUMBERS.keySet())
              + ")(?=[ -](?:full )?(?:years?|months?|percent|trade))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:min|max|yrs?|mos?|no|corp|inc|st|co|approx|incl|vs|etc|e\\.g|i\\.e|u\\.s)\\.)\\s+(?=[A-Z0-9$<>(])|\\s*;\\s*|\\s+•\\s+",
          Pattern.CASE_INSENSITIVE);

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
            .replaceAll("\\bU\\.S\\.(?:A\\.)?", "US")
            .replaceAll("\\s+", " ")
            .trim();
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
