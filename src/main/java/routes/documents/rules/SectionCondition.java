package routes.documents.rules;

import java.util.Optional;
import java.util.regex.Pattern;
import routes.lending.policy.Criterion;

/** Headings that say for what the rules below them hold: "If the buyer is a start-up". */
final class SectionCondition {

  private static final Pattern START_UP = Pattern.compile("(?i)\\bstart-? ?ups?\\b");
  private static final Pattern NEGATED = Pattern.compile("(?i)\\b(?:no|not|non)\\b");
  private static final Pattern PRIVATE_PARTY =
      Pattern.compile(
          "(?i)private[- ]part(?:y|ies)(?: (?:sales?|transactions?|purchases?|deals?))?");

  private SectionCondition() {}

  /** The condition as a policy has it; nothing when a heading sets none. */
  static Optional<String> of(String heading) {
    if (NEGATED.matcher(heading).find()) {
      return Optional.empty();
    }
    if (START_UP.matcher(heading).find()) {
      return Optional.of("start-up");
    }
    return PRIVATE_PARTY.matcher(heading).matches()
        ? Optional.of("private_party_sale is true")
        : Optional.empty();
  }

  /** A rule below such a heading. */
  static Criterion under(String condition, Criterion one) {
    boolean itself = condition.startsWith(one.type()) || one.type().equals("start_up");
    return one.when() != null || itself ? one : one.under(condition);
  }
}
