package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/** Reads single statements and labelled values of every kind: numbers, flags, states, lists. */
final class Statements {

  private static final Pattern HEADLINE_AMOUNT =
      Pattern.compile(
          "(?i)(?:loans? |deals? |transactions? |applications? |financing )?(?:of )?(?:from |up to |over )?\\$ ?[\\d,.]+ ?(?:k|mm|m|million)?\\+?(?: ?(?:-|to) ?\\$? ?[\\d,.]+ ?(?:k|mm|m|million)?)?(?: max(?:imum)?)?");
  private static final Pattern NOT_AN_INDUSTRY =
      Pattern.compile(
          "(?i)\\bnon-(trucking|transportation|medical|construction|agriculture|restaurant)\\b");
  private static final Pattern STATE_QUESTION =
      Pattern.compile(
          "(?i).*\\bstates?\\b.*\\b(?:not|exclu\\w+|restrict\\w+|prohibit\\w+|avoid)\\b.*|.*\\b(?:not|exclu\\w+|restrict\\w+|prohibit\\w+)\\b.*\\bstates?\\b.*");
  private static final Pattern THING_QUESTION =
      Pattern.compile("(?i).*\\b(?:industr\\w+|equipment|collateral|business types?)\\b.*");

  private Statements() {}

  /** Reads a statement. */
  static Reading read(String statement) {
    Reading all = Reading.of(List.of());
    List<String> rest = new ArrayList<>();
    for (String sentence : Prose.sentences(Prose.plain(statement))) {
      Optional<Fact> states = States.rule(sentence);
      Exclusions.Stated excluded = states.isPresent() ? null : Exclusions.stated(sentence);
      if (states.isPresent()) {
        all = all.and(Reading.of(List.of(states.get())));
      } else if (excluded != null) {
        all = all.and(Reading.of(listed(excluded.type(), excluded.values())));
      } else {
        rest.add(sentence);
      }
    }
    return all.and(SentenceReader.read(String.join("; ", rest)));
  }

  private static List<Fact> listed(String type, List<String> values) {
    return List.of(Fact.list(type, Operator.NOT_IN, values));
  }

  /** Reads a label or question with its value. */
  static Reading keyed(String label, String value) {
    String key = Prose.plain(label).replaceAll("[?:]+$", "").trim();
    String answer = Prose.plain(value);
    if (answer.isEmpty()) {
      return Reading.of(List.of());
    }
    if (STATE_QUESTION.matcher(key).matches()) {
      List<String> states = States.list(answer);
      if (states != null) {
        return Reading.of(listed("state", states));
      }
      return answer.matches("(?i)(?:none|no|n/a|no restrictions?)\\.?")
          ? Reading.of(List.of())
          : statesIn(label, value, answer);
    }
    boolean things = THING_QUESTION.matcher(key).matches() && NumberReader.mentions(key).isEmpty();
    if ((things && Topic.EXCLUDED.in(key))
        || key.matches("(?i)(?:exclusions?|restrictions|prohibited|restricted)")) {
      List<String> items = Exclusions.items(answer);
      return !items.isEmpty()
              && items.stream().allMatch(Exclusions::plain)
              && !answer.matches("(?i)(?:none|no|yes|n/a)\\.?")
          ? Reading.of(listed(Exclusions.type(key), items))
          : Reading.nothing(label + " " + value);
    }
    return SentenceReader.keyed(label, value);
  }

  private static Reading statesIn(String label, String value, String answer) {
    return States.rule(answer)
        .map(fact -> Reading.of(List.of(fact)))
        .orElseGet(() -> Reading.nothing(label + " " + value));
  }

  /** Reads what a program's heading says beside its name. */
  static Reading heading(String heading) {
    String plain = Prose.plain(heading);
    List<Fact> facts = new ArrayList<>();
    Matcher not = NOT_AN_INDUSTRY.matcher(plain);
    if (not.find()) {
      String industry = not.group(1).toLowerCase(Locale.ROOT);
      facts.addAll(
          listed(
              "industry",
              List.of(Character.toUpperCase(industry.charAt(0)) + industry.substring(1))));
    }
    Matcher parts =
        Pattern.compile(
                "(?: - |: ?|\\s\\(|\\s\\| ?|(?i:(?<= )(?=up to \\$|from \\$)))(?<rest>.+?)\\)?$")
            .matcher(plain);
    String rest = parts.find() ? parts.group("rest") : amountAtEnd(plain);
    if (rest.isEmpty()) {
      return Reading.of(facts);
    }
    if (HEADLINE_AMOUNT.matcher(rest.trim()).matches()) {
      facts.addAll(NumberReader.read("loan amount " + rest.trim(), null));
      return Reading.of(facts);
    }
    Reading said = SentenceReader.read(rest);
    return Reading.of(facts).and(said);
  }

  private static String amountAtEnd(String plain) {
    int dollar = plain.indexOf(" $");
    return dollar < 0 ? "" : plain.substring(dollar + 1);
  }
}
