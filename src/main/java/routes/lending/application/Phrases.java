package routes.lending.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of an industry or a machine, taken apart into its alternatives and their telling words.
 *
 * @param names the alternatives outside of brackets, each a list of words in the singular
 * @param inBrackets the alternatives inside of brackets
 */
public record Phrases(List<List<String>> names, List<List<String>> inBrackets) {
  private static final Pattern BRACKETS = Pattern.compile("\\(([^)]*)\\)");
  private static final Pattern ALTERNATIVES =
      Pattern.compile("[/,;&|]|\\s+-\\s+|\\b(?:and|or)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> GENERIC =
      Set.of(
          "industry",
          "industries",
          "business",
          "businesses",
          "company",
          "companies",
          "related",
          "services",
          "service",
          "the",
          "of",
          "any",
          "all",
          "type",
          "types",
          "equipment");

  /** Takes a text apart: alternatives outside and inside of brackets. */
  public static Phrases of(String text) {
    List<List<String>> inBrackets = new ArrayList<>();
    Matcher brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      addAlternatives(brackets.group(1), inBrackets);
    }
    List<List<String>> names = new ArrayList<>();
    addAlternatives(BRACKETS.matcher(text).replaceAll(" "), names);
    return new Phrases(List.copyOf(names), List.copyOf(inBrackets));
  }

  private static void addAlternatives(String text, List<List<String>> phrases) {
    for (String alternative : ALTERNATIVES.split(text, -1)) {
      List<String> all = new ArrayList<>();
      List<String> telling = new ArrayList<>();
      for (String word : WORDS.split(alternative.toLowerCase(Locale.ROOT), -1)) {
        if (!word.isEmpty()) {
          all.add(stem(word));
          if (!GENERIC.contains(word)) {
            telling.add(stem(word));
          }
        }
      }
      List<String> phrase = telling.isEmpty() ? all : telling;
      if (!phrase.isEmpty() && !phrases.contains(phrase)) {
        phrases.add(List.copyOf(phrase));
      }
    }
  }

  /** Plural and singular are one word; endings of work and worker are left alone. */
  private static String stem(String word) {
    int length = word.length();
    if (length > 4 && word.endsWith("ies")) {
      return word.substring(0, length - 3) + "y";
    }
    if (length > 4
        && (word.endsWith("ches")
            || word.endsWith("shes")
            || word.endsWith("xes")
            || word.endsWith("sses"))) {
      return word.substring(0, length - 2);
    }
    return length > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, length - 1)
        : word;
  }
}
