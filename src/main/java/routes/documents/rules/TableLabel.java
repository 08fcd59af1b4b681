package routes.documents.rules;

import java.util.List;
import java.util.regex.Pattern;

/** Heads of rows and columns that need the table around them to be understood. */
final class TableLabel {

  /** What short heads mean. */
  private static final List<Rewrite> MEANINGS =
      List.of(
          Rewrite.anyCase("^most (?=miles$)", "max "),
          // "Max. miles" says in which unit the fields are.
          Rewrite.anyCase(
              "^((?:m(?:ax|in)(?:imum|\\.)? )?(?:(?:vehicle|truck|unit) )?)miles\\b", "$1mileage"),
          Rewrite.anyCase(
              "\\b(?:power units|trucks|tractors|units|vehicles) (?:owned|operated|run|in (?:service|operation))\\b",
              "fleet size"),
          Rewrite.anyCase(
              "^(?:oldest|max(?:imum)?\\.? age) (?:we (?:take|do|finance|accept|allow)|allowed|accepted|at funding|when funded)$",
              "maximum age"),
          Rewrite.anyCase("\\bamts?\\b\\.?", "amount"),
          Rewrite.anyCase("\\b(?:pmts?|pymts?)\\b\\.?", "payment"),
          Rewrite.anyCase("\\bstmts?\\b\\.?", "statements"));

  private static final String DEMANDED =
      "(?:what (?:is|else is|we) )?(?:also|else|other|additional|special|specific)? ?(?:required|requirements?|req'?s|package|stips?|stipulations?|documents?|documentation|docs|paperwork|conditions?|must haves?|qualifications?|criteria)(?: (?:required|needed))?";

  private static final Pattern DEMANDS =
      Pattern.compile("(?:" + DEMANDED + ")(?: ?[/&,] ?.*)?", Pattern.CASE_INSENSITIVE);

  /** Heads over sentences of any kind. */
  private static final Pattern OPEN =
      Pattern.compile(
          "(?:(?:"
              + DEMANDED
              + "|(?:other |special |additional )?(?:notes?|comments?|remarks?|details?|information|info)|(?:other|special|additional) rules?|who (?:qualifies|it is for)|other|misc\\.?)(?: ?(?:/|&|,|and) ?|$))+",
          Pattern.CASE_INSENSITIVE);

  private TableLabel() {}

  /** A head in the words that a sentence would have. */
  static String of(String head) {
    return Rewrite.all(MEANINGS, head);
  }

  /** Whether a head leaves it to its fields to say what they are about. */
  static boolean leavesOpen(String label) {
    return OPEN.matcher(bare(label)).matches();
  }

  /** Whether what is named under a head is required. */
  static boolean demands(String label) {
    return DEMANDS.matcher(bare(label)).matches();
  }

  private static String bare(String label) {
    return Prose.plain(label).replaceAll("[:.]+$", "").trim();
  }
}
