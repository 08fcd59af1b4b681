package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/**
 * What stands in brackets beside a rule: a remark, more of the rule, or an exception from it.
 *
 * @param text without its brackets
 * @param at how many characters of the sentence without any brackets stand before it
 */
record Aside(String text, int at) {

  /** What stands in brackets, without them. */
  static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");

  /** "or strong co-signer", "unless on a payment plan", "medical excluded" */
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "^(?:or|unless|except\\w*|exclud\\w+|excl\\.|other than|but|if|when|where|only (?:if|when|for|on|with)|may|can|could|might|waived?|not (?:required|needed|applicable|for|if|when)|case[- ]by[- ]case|subject to|depending|negotiable|flexible|some)\\b"
              + "|\\b(?:excluded|exempt(?:ed)?|excepted|ok(?:ay)?|allowed|accepted|acceptable|waived|negotiable|considered|possible|excused?)\\.?$",
          Pattern.CASE_INSENSITIVE);

  /**
   * What a part of a sentence says with the brackets beside it.
   *
   * @param facts its own, under the conditions in the brackets
   * @param by the brackets that are conditions or exceptions, and say nothing else
   * @param takenBack whether an exception is among them, so that the part cannot be read
   */
  record Qualified(List<Fact> facts, List<Aside> by, boolean takenBack) {}

  /** Facts with the brackets that stand beside their words. */
  static Qualified qualified(List<Fact> facts, List<Aside> beside) {
    List<Fact> said = facts;
    List<Aside> conditions = new ArrayList<>();
    for (Aside one : beside) {
      Optional<String> when = said.isEmpty() ? Optional.empty() : one.condition();
      boolean free = said.stream().allMatch(fact -> fact.when() == null);
      if (when.isPresent() && free) {
        said = said.stream().map(fact -> fact.under(when.get())).toList();
        conditions.add(one);
      }
    }
    List<Fact> ruled = said;
    List<Aside> exceptions =
        beside.stream().filter(one -> !conditions.contains(one) && one.excepts(ruled)).toList();
    List<Aside> by = new ArrayList<>(conditions);
    by.addAll(exceptions);
    return new Qualified(said, by, !exceptions.isEmpty());
  }

  /** All that stands in brackets in a sentence. */
  static List<Aside> in(String sentence) {
    return BRACKETS
        .matcher(sentence)
        .results()
        .map(
            found ->
                new Aside(
                    found.group(1).trim(), without(sentence.substring(0, found.start())).length()))
        .toList();
  }

  /** A sentence without what stands in brackets. */
  static String without(String sentence) {
    return BRACKETS.matcher(sentence).replaceAll(" ").replaceAll("\\s+", " ").trim();
  }

  /** A sentence without its brackets. */
  static String opened(String sentence) {
    return BRACKETS.matcher(sentence).replaceAll("$1");
  }

  /** Whether words in brackets take something back. */
  static boolean isException(String text) {
    return EXCEPTION.matcher(text).find();
  }

  /** The condition that it is, and nothing else: "over $100,000". */
  private Optional<String> condition() {
    Guards.Parted parted = Guards.part("requests " + text, true);
    boolean only = !parted.unclear() && parted.text().matches("(?i)(?:requests)?\\W*");
    return only ? Optional.ofNullable(parted.when()) : Optional.empty();
  }

  /** Whether it takes something back of what the words before it say. */
  private boolean excepts(List<Fact> facts) {
    return isException(text)
        || Quantities.in(text).stream()
            .anyMatch(other -> facts.stream().anyMatch(fact -> easier(fact, other)));
  }

  /** "620 with homeownership" beside a FICO of 650: for some, less is asked. */
  private static boolean easier(Fact fact, Quantity other) {
    boolean bare = other.unit() == Unit.NONE && other.start() == 0;
    if (!fact.value().isNumber() || !(bare || Objects.equals(fact.unit(), other.unit().id()))) {
      return false;
    }
    BigDecimal said = fact.value().decimalValue();
    boolean least = fact.operator() == Operator.GTE || fact.operator() == Operator.GT;
    return least ? other.low().compareTo(said) < 0 : other.low().compareTo(said) > 0;
  }
}
