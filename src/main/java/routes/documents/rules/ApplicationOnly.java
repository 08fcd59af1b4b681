package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads up to which amount an application suffices, where that is said in other words. */
final class ApplicationOnly {

  private static final String REQUESTS = "(?:requests?|transactions?|deals?|amounts?)";
  private static final String UP_TO = "(?:up to|under|below) (?<money>" + Quantities.MONEY + ")";
  private static final String APPLICATION = "(?:signed |completed |credit )*application";

  private static final String DECIDED =
      "(?:submitted|considered|approved|made|underwritten|decided) on an app(?:lication)?[- ]only basis";

  /** "For requests of $175,000 or less a signed application will suffice". */
  private static final List<Pattern> STATED =
      Stream.of(
              "(?:for|on) (?:all )?"
                  + REQUESTS
                  + " (?:of|up to|under|below) (?<money>"
                  + Quantities.MONEY
                  + ")(?: or less)?,? (?:only )?(?:an?|the|your) "
                  + APPLICATION
                  + "\\b[^$]*\\b(?:suffices?|is (?:all|enough)|needed|required)\\b[^$]*",
              "(?:through|up to|under|below) (?<money>"
                  + Quantities.MONEY
                  + "),? (?:we )?(?:decide|approve|underwrite)s? (?:on|from|with) (?:the|an|your) "
                  + APPLICATION
                  + " (?:alone|only)\\b[^$]*",
              "(?:through|up to|under|below) (?<money>"
                  + Quantities.MONEY
                  + "),? (?:an? |all |any )?"
                  + REQUESTS
                  + " (?:may|can|will|is|are) (?:be )?(?:made|decided|approved|considered|submitted) (?:on|from|with) (?:the|an|your) "
                  + APPLICATION
                  + " (?:alone|only)\\.?",
              REQUESTS
                  + " (?:of )?"
                  + UP_TO
                  + " (?:are|(?:may|can|will) be) (?:decided|approved|underwritten|considered|submitted) (?:upon|on|with|from) (?:the|an|your) "
                  + APPLICATION
                  + " (?:alone|only)\\.?",
              "(?:just |only )?(?:an? |the |our |your )?(?:one-page |1-page )?"
                  + APPLICATION
                  + " (?:gets it done|is all (?:it takes|you need|we need|that is needed)|is enough|suffices|does it),? (?:all the way )?(?:up )?(?:to|through) (?<money>"
                  + Quantities.MONEY
                  + ")\\.?",
              "(?:up to|through|under) (?<money>"
                  + Quantities.MONEY
                  + "):? (?:just |only )?(?:an? |the |your |our )?(?:one-page |1-page )?(?:signed |completed )*app(?:lication)?(?:(?:,| and| \\+| plus) (?:your |the |an? |equipment |vendor )*(?:quote|invoice)(?: or (?:quote|invoice))?)?\\.?",
              "up to (?<money>"
                  + Quantities.MONEY
                  + ") is app(?:lication)?[- ]only(?:: no financials?(?: (?:statements )?(?:needed|required))?)?\\.?",
              REQUESTS
                  + " (?:may|can|will) be "
                  + DECIDED
                  + ",? (?:for amounts )?"
                  + UP_TO
                  + "\\.?",
              REQUESTS + " (?:of )?" + UP_TO + " (?:are|(?:may|can|will) be) " + DECIDED + "\\.?",
              REQUESTS + " (?:of )?" + UP_TO + " (?:need|require)s? only an? " + APPLICATION,
              "no (?:financials?|financial statements?|full financials)(?: (?:are|is))? (?:needed|required) (?:(?:on|for) (?:all )?"
                  + REQUESTS
                  + "(?: of)? )?"
                  + UP_TO)
          .map(ApplicationOnly::compile)
          .toList();

  /** The answer to "Financial statements": "Not required up to $250,000". */
  private static final Pattern ANSWERED =
      compile(
          "(?:none|not|no financials?)(?: (?:is|are))? (?:required|needed)(?: (?:for|on) (?:requests?|transactions?|deals?|loans?|amounts?))? "
              + UP_TO
              + "\\.?");

  private static final Pattern POSSIBLE =
      compile("(?:yes,? )?(?:for|on) (?:all )?" + REQUESTS + " " + UP_TO + "\\.?");

  private ApplicationOnly() {}

  /** Whether a label and its value give the amount and nothing else. */
  static boolean isLimit(String label, String value) {
    List<Fact> facts = Statements.keyed(label, value).facts();
    return facts.size() == 1 && facts.get(0).type().equals(Field.APPLICATION_ONLY.type());
  }

  /** What a sentence says of it. */
  static Optional<List<Fact>> stated(String sentence) {
    return STATED.stream()
        .map(pattern -> pattern.matcher(sentence))
        .filter(Matcher::matches)
        .findFirst()
        .map(ApplicationOnly::upTo);
  }

  /** What an answer says of it when asked for financial statements. */
  static Optional<List<Fact>> answered(String question, String answer) {
    Matcher matcher = ANSWERED.matcher(answer);
    return matcher.matches() && question.matches("(?i).*\\bfinancials?\\b.*")
        ? Optional.of(upTo(matcher))
        : Optional.empty();
  }

  /** What an answer says when asked whether an application alone can be decided on. */
  static Optional<List<Fact>> possible(String question, String answer) {
    Matcher matcher = POSSIBLE.matcher(answer);
    return question.matches("(?i).*\\bapplication (?:alone|only)\\b.*") && matcher.matches()
        ? Optional.of(upTo(matcher))
        : Optional.empty();
  }

  private static List<Fact> upTo(Matcher matcher) {
    return NumberReader.read("application only up to " + matcher.group("money"), null);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
