package routes.documents.rules;

import java.util.List;
import java.util.regex.Pattern;

/** Heads of rows and columns that need the table around them to be understood. */
final class TableLabel {

  /** What a short head means. */
  private record Meaning(Pattern words, String meant) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          // "Max. miles" says in which unit the fields are.
          meaning(
              "^((?:m(?:ax|in)(?:imum|\\.)? )?(?:(?:vehicle|truck|unit) )?)miles\\b", "$1mileage"),
          meaning(
              "\\b(?:power units|trucks|tractors|units|vehicles) (?:owned|operated|run|in (?:service|operation))\\b",
              "fleet size"));

  private TableLabel() {}

  private static Meaning meaning(String words, String meant) {
    return new Meaning(Pattern.compile(words, Pattern.CASE_INSENSITIVE), meant);
  }

  /** A head in the words that a sentence would have. */
  static String of(String head) {
    String label = head;
    for (Meaning meaning : MEANINGS) {
      label = meaning.words().matcher(label).replaceAll(meaning.meant());
    }
    return label;
  }
}
