package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/**
 * A condition on a number of the application itself: "if the FICO is under 640".
 *
 * @param when the condition in the words of a policy
 * @param start where it begins in the sentence
 * @param end where it ends
 */
record Measured(String when, int start, int end) {

  private static final Pattern IF =
      Pattern.compile("(?i)\\b(?:if|when|where) (?<measured>[^,;:]+?)(?=[,;:]| required\\b|$)");

  /** "for FICO scores under 680": other bounds say what is wanted. */
  private static final Pattern FOR =
      Pattern.compile(
          "(?i)\\b(?:for|on) (?<measured>[^,;:]*\\b(?:under|below|less than)\\b[^,;:]+?)(?=[,;:]|$)");

  /** "Guarantors with a FICO under 690 put 10% down" */
  private static final Pattern WITH =
      Pattern.compile(
          "(?i)^(?:all |any )?(?:guarantors?|owners?|applicants?|customers?|borrowers?|businesses|companies) with (?:an? )?(?<measured>[a-z ]+ (?:under|below|less than) [\\d.,]+(?: (?:years|months))?)(?= )");

  /** The first one in a plain sentence. */
  static Optional<Measured> in(String sentence) {
    return Stream.of(IF, FOR, WITH).flatMap(form -> in(sentence, form).stream()).findFirst();
  }

  private static Optional<Measured> in(String sentence, Pattern form) {
    Matcher matcher = form.matcher(sentence);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.ofNullable(condition(matcher.group("measured"), form != IF))
        .map(when -> new Measured(when, matcher.start(), matcher.end()));
  }

  /** The sentence without it. */
  String without(String sentence) {
    return (sentence.substring(0, start) + " " + sentence.substring(end)).trim();
  }

  /** Words that compare one number with a bound and say nothing else; null when they do not. */
  private static @Nullable String condition(String words, boolean below) {
    List<NumberReader.Mention> mentions = NumberReader.mentions(words);
    List<Quantity> quantities = Quantities.in(words);
    if (mentions.size() != 1 || quantities.size() != 1) {
      return null;
    }
    Field field = mentions.get(0).field();
    Quantity quantity = quantities.get(0);
    Operator bound = quantity.bound();
    StringBuilder rest = new StringBuilder(words);
    Prose.blank(rest, mentions.get(0).start(), mentions.get(0).end());
    Prose.blank(rest, quantity.start(), quantity.end());
    boolean clear =
        field != Field.LOAN_AMOUNT
            && field.takes(quantity)
            && quantity.high() == null
            && bound != null
            && !(below && (bound == Operator.GTE || bound == Operator.GT))
            && !Vocabulary.uncertain(rest.toString())
            && Vocabulary.harmless(rest.toString());
    if (!clear) {
      return null;
    }
    String unit = quantity.unit().id();
    return "%s %s %s%s"
        .formatted(
            field.type(),
            compared(bound),
            quantity.low().stripTrailingZeros().toPlainString(),
            unit == null ? "" : " " + unit);
  }

  private static String compared(Operator bound) {
    return switch (bound) {
      case GT -> "over";
      case GTE -> "at least";
      case LT -> "under";
      default -> "at most";
    };
  }
}
