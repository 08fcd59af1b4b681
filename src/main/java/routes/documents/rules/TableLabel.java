package routes.documents.rules;

import java.util.regex.Pattern;

/** Heads of rows and columns that need the table around them to be understood. */
final class TableLabel {

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
    return Rewrite.all(Wordings.ALL.heads(), head);
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
