package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/** Reads questions about what a guarantor must be or do: "Must the guarantor own a home?". */
final class Demands {

  private static final Pattern QUESTION =
      Pattern.compile(
          "(?i).*\\b(?:requirements?|required?|requires|must|need(?:ed)?|require)\\b.*");
  private static final Pattern YES =
      Pattern.compile(
          "(?i)(?:yes|required|always|must)\\b(?!.*\\b(?:if|unless|over|only|may)\\b).*");
  private static final Pattern NO = Pattern.compile("(?i)(?:no|not required|never)\\b.*");
  private static final Pattern PREFERRED = Pattern.compile("(?i)(?:no,? but )?preferred");
  private static final Pattern RESIDENTS =
      Pattern.compile(
          "(?i)(?:us )?citizens?(?: or |/| and )(?:legal |lawful )*(?:perm(?:anent)?\\.? residents?|green cards?(?: holders?)?)(?: only)?");

  private Demands() {}

  /** What an answer demands; nothing when the question is about something else. */
  static Optional<List<Fact>> answer(String question, String answer) {
    if (question.matches("(?i)(?:(?:do|does|must) .*)?\\bown (?:a|their|his|her) (?:home|house)\\?")
        && answer.matches("(?i)must|required|yes|mandatory")) {
      return yesOrNo("homeownership", answer);
    }
    if (!QUESTION.matcher(question).matches()) {
      return Optional.empty();
    }
    if (question.matches("(?i).*\\bpersonal guarant\\w+\\b.*")) {
      return yesOrNo("personal_guarantee", answer);
    }
    if (question.matches("(?i).*\\b(?:own an? home|own their homes?|home ?-?owner\\w*)\\b.*")) {
      return yesOrNo("homeownership", answer);
    }
    if (question.matches("(?i).*\\bcitizens?(?:hip)?\\b.*")) {
      if (RESIDENTS.matcher(answer).matches()) {
        List<String> both = List.of("US", "permanent resident");
        return Optional.of(List.of(Fact.list("citizenship", Operator.IN, both)));
      }
      if (YES.matcher(answer).matches()) {
        Fact us = new Fact("citizenship", Operator.EQ, Fact.text("US"), null, null, false);
        return Optional.of(List.of(us));
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Fact>> yesOrNo(String type, String answer) {
    if (YES.matcher(answer).matches()) {
      return Optional.of(List.of(Fact.is(type, Operator.IS_TRUE, null, false)));
    }
    if (PREFERRED.matcher(answer).matches()) {
      return Optional.of(List.of(Fact.is(type, Operator.IS_TRUE, null, true)));
    }
    return NO.matcher(answer).matches() ? Optional.of(List.of()) : Optional.empty();
  }
}
