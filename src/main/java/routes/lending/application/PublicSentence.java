package routes.lending.application;

import java.util.regex.Pattern;
import routes.lending.Problem;

/** A problem of an application as it may be told to others than its sender. */
final class PublicSentence {
  private static final String MASK = "…";
  private static final Pattern PEOPLE = Pattern.compile("(?:applicant|guarantors)\\b.*");
  private static final Pattern NUMBER_OR_FLAG =
      Pattern.compile("-?[\\d.]+(?:[eE][-+]?\\d+)?|true|false");

  private PublicSentence() {}

  /** Its sentence; a value is left out when it is a person's, or a text, which may be anything. */
  static String of(Problem problem) {
    String value = problem.value();
    if (value == null || isHarmless(problem.path(), value)) {
      return problem.message();
    }
    String told = problem.message().replace(" is " + value + ":", " is " + MASK + ":");
    // A number may be a part of a bound or an index; nothing else is.
    return NUMBER_OR_FLAG.matcher(value).matches() ? told : told.replace(value, MASK);
  }

  private static boolean isHarmless(String path, String value) {
    return !PEOPLE.matcher(path).matches() && NUMBER_OR_FLAG.matcher(value).matches();
  }
}
