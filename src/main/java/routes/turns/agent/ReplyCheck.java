package routes.turns.agent;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a model's words may go to a customer: every figure and reference in them is one of the
 * facts, and they promise nothing.
 */
final class ReplyCheck {
  static final int LONGEST = 2_000;

  private static final Pattern WORD_WITH_DIGIT =
      Pattern.compile(
          "[A-Za-z0-9]*\\d[A-Za-z0-9]*(?:[-_/.,][A-Za-z0-9]+)*|[A-Za-z]+(?:[-_/][A-Za-z0-9]+)*[-_/]\\d[A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+)*");
  // What only a lender can say, and what leads away from here.
  private static final Pattern NOT_OURS_TO_SAY =
      Pattern.compile(
          "\\b(?:approv(?:ed|al)|pre-?approved|den(?:ied|ial)|declined|rejected|guaranteed?|funded"
              + "|promised?|waived?|forgiven)\\b|https?:|www\\.|<[a-z!/]",
          Pattern.CASE_INSENSITIVE);

  private ReplyCheck() {}

  /** Whether a reply says nothing but what the facts say. */
  static boolean passes(String reply, List<String> facts) {
    if (reply.isBlank() || reply.length() > LONGEST || NOT_OURS_TO_SAY.matcher(reply).find()) {
      return false;
    }
    Set<String> known = figures(String.join("\n", facts));
    return known.containsAll(figures(reply));
  }

  private static Set<String> figures(String text) {
    return WORD_WITH_DIGIT
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replace(",", "").toLowerCase(Locale.ROOT))
        .map(word -> word.replaceFirst("(\\d\\.\\d*?)0+$", "$1").replaceFirst("\\.$", ""))
        .collect(Collectors.toSet());
  }
}
