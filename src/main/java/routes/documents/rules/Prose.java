package routes.documents.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evens out how the same thing is typed. */
final class Prose {

  private static final long MOST_CHARACTERS = 2_000_000;

  private static final Pattern SPACES = Pattern.compile("\\s+");

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

  private static final Pattern NUMBER_WORD =
      Pattern.compile(
          "\\b("
              + NUMBERS.keySet().stream()
                  .sorted(Comparator.comparing(String::length).reversed())
                  .collect(Collectors.joining("|"))
              + ")(?=[ -](?:full |consecutive |model )?(?:years?|months?|percent|(?:comparable |open )*trade|power units|trucks?|units|or more))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:min|max|yrs?|mos?|no|corp|inc|st|co|approx|incl|vs|etc|e\\.g|i\\.e|u\\.s)\\.)\\s+(?=[A-Z0-9$<>(])|(?<=\\b(?:yrs|mos)\\.)\\s+(?=(?-i:No|Not|Open|All|Any|Must|Guarantors?|Owners?|Principals?|Applicants?|Borrowers?|Customers?|Equipment|Personal|Private|Soft)\\b)|(?<=: no\\.)\\s+(?=(?-i:[A-Z]))|\\s*;\\s*|\\s+[•|·]\\s+",
          Pattern.CASE_INSENSITIVE);

  /** What is ticked: "☐ Yes ☒ No". */
  private static final Pattern CHOSEN =
      Pattern.compile("[☒☑⊠\uF0FE\uF0FD] ?(?<one>[^☐□☒☑⊠\uF0A8\uF06F\uF0FE\uF0FD]*)");

  /** Labels and fields are asked for many times over. */
  private static final Cache<String, String> PLAIN =
      Caffeine.newBuilder()
          .weigher((String text, String plain) -> text.length() + plain.length())
          .maximumWeight(MOST_CHARACTERS)
          .build();

  private Prose() {}

  /** Of an answer with boxes, what is ticked; any other answer as it is. */
  static String chosen(String answer) {
    Matcher chosen = CHOSEN.matcher(answer);
    if (!chosen.find()) {
      return answer;
    }
    String one = chosen.group("one").trim();
    return chosen.find() ? answer : one;
  }

  /** The same words with plain quotes, dashes, signs and figures. */
  static String plain(String text) {
    return PLAIN.get(text, Prose::evened);
  }

  private static String evened(String text) {
    String unmarked = spaced(Footnotes.MARKS.matcher(text).replaceAll(""));
    String plain = spaced(Rewrite.all(Wordings.ALL.sentences(), unmarked));
    Matcher words = NUMBER_WORD.matcher(plain);
    return words.replaceAll(
        word -> NUMBERS.getOrDefault(word.group(1).toLowerCase(Locale.ROOT), word.group()));
  }

  private static String spaced(String text) {
    return SPACES.matcher(text).replaceAll(" ").trim();
  }

  /** Takes a part out of a text, which keeps the places of the others. */
  static void blank(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      text.setCharAt(i, ' ');
    }
  }

  /** The sentences of a plain text. */
  static List<String> sentences(String plain) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    Matcher end = SENTENCE_END.matcher(plain);
    while (end.find()) {
      if (!bracketed(plain, from, end.start())) {
        sentences.add(plain.substring(from, end.start()));
        from = end.end();
      }
    }
    sentences.add(plain.substring(from));
    return sentences.stream()
        .map(String::trim)
        .filter(sentence -> sentence.chars().anyMatch(Character::isLetterOrDigit))
        .toList();
  }

  /** Whether a bracket that was opened is closed only behind this place. */
  private static boolean bracketed(String text, int from, int at) {
    int open = text.lastIndexOf('(', at);
    return open >= from && text.lastIndexOf(')', at) < open && text.indexOf(')', at) > 0;
  }
}
