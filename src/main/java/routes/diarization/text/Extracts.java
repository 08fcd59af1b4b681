package routes.diarization.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be said of a transcript by choosing out of it: its own words and sentences, none made
 * up. Pure. English stop words; other languages work less well.
 */
public final class Extracts {
  private static final Set<String> STOP =
      Set.of(
          ("a about above after again all also am an and any are as at be because been before being"
                  + " below between both but by can cannot could did do does doing don down during"
                  + " each few for from further get go going good got had has have having he her"
                  + " here hers him his how i if in into is it its just know let like ll make may me"
                  + " might more most much must my need no nor not now of off oh ok okay on once one"
                  + " only or other our ours out over own please re really right said same say see"
                  + " shall she should so some such take than thank thanks that the their them then"
                  + " there these they thing things think this those through to too um uh under until"
                  + " up us use ve very want was way we well were what when where which while who"
                  + " whom why will with would yeah yes you your yours")
              .split(" "));

  private static final Pattern TASK =
      Pattern.compile(
          "(?i)\\b(action item|to-?do|i'?ll|i will|we will|we'?ll|you will|will (?:send|write|call|check"
              + "|prepare|finish|fix|review|order|book|schedule|update|ask|make|bring|do|have)|need(?:s)? to"
              + "|have to|has to|must|let'?s|please|(?:can|could) you|make sure|follow up|due|deadline"
              + "|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|next week))\\b");

  private Extracts() {}

  /** The words that tell most, the most telling first. */
  public static List<String> keywords(List<Utterance> utterances, int most) {
    return counts(utterances).entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> one) -> -one.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A title out of the words that tell most. */
  public static String title(List<Utterance> utterances) {
    List<String> words = new ArrayList<>(keywords(utterances, 3));
    if (words.isEmpty()) {
      return "Conversation";
    }
    words.set(0, words.get(0).substring(0, 1).toUpperCase(Locale.ROOT) + words.get(0).substring(1));
    return String.join(", ", words);
  }

  /** The utterances that tell most for their length, in their order. */
  public static List<Utterance> summary(List<Utterance> utterances, int most) {
    Map<String, Double> weights = counts(utterances);
    List<Integer> best =
        IntStream.range(0, utterances.size())
            .filter(i -> utterances.get(i).words().size() > 2)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -score(utterances.get(i), weights))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .sorted()
            .toList();
    return best.stream().map(utterances::get).toList();
  }

  /** The utterances that have a word of the subject. */
  public static List<Utterance> about(String subject, List<Utterance> utterances) {
    Set<String> wanted = new TreeSet<>(terms(subject));
    return utterances.stream()
        .filter(one -> terms(one.text()).stream().anyMatch(wanted::contains))
        .toList();
  }

  /** The utterances in which somebody takes on, or is given, something to do. */
  public static List<Utterance> tasks(List<Utterance> utterances) {
    return utterances.stream()
        .filter(one -> one.words().size() > 2 && TASK.matcher(one.text()).find())
        .toList();
  }

  /** Whether a quote stands in a text, whatever its case and punctuation. */
  public static boolean quotes(String text, String quote) {
    String wanted = plain(quote);
    return !wanted.isBlank() && (" " + plain(text) + " ").contains(" " + wanted + " ");
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static double score(Utterance utterance, Map<String, Double> weights) {
    double sum =
        new TreeSet<>(terms(utterance.text()))
            .stream().mapToDouble(term -> weights.getOrDefault(term, 0.0)).sum();
    return sum / Math.sqrt(Math.max(4, utterance.words().size()));
  }

  /** How often each telling word comes; one that is all over the transcript counts no more. */
  private static Map<String, Double> counts(List<Utterance> utterances) {
    Map<String, Integer> total = new HashMap<>();
    for (Utterance utterance : utterances) {
      terms(utterance.text()).forEach(term -> total.merge(term, 1, Integer::sum));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    total.forEach(
        (term, count) ->
            weights.put(term, Math.sqrt(count) * (1 + Math.log(Math.max(1, term.length() - 2)))));
    return weights;
  }

  private static List<String> terms(String text) {
    return Arrays.stream(plain(text.replace("'", "")).split(" ", -1))
        .filter(term -> term.length() > 2 && !STOP.contains(term))
        .collect(Collectors.toList());
  }
}
