package routes.documents.rules;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/** Reads sentences that forbid or demand something that an application has or has not. */
final class FlagReader {

  private static final Pattern DISCHARGED =
      compile(
          "(?:(?:any|all|previous|prior|past|personal|business|filed) )*(?:bankruptc(?:y|ies)|bk'?s?):? ?(?:(?:must|has to|to|should) (?:be|have been) |if )?(?:(?:discharged?|dismissed)(?: date)? ?)?(?:for )?(?:must be )?(?:a )?(?:at least|min(?:imum)?\\.?(?: of)?|more than|over|>=?)? ?(?<n>\\d+) ?\\+? ?(?:years?|yrs?)\\.?(?: or (?:more|older|longer|greater))?(?: old)?(?: ?(?:ago|prior|(?:from|since|after|post|past)? ?(?:the )?(?:date of )?discharged?(?: date)?|seasoned))?");

  /** "PG required - no corp-only". */
  private static final Pattern REMARK = Pattern.compile("(?<rule>.+?)(?: - |, )(?<remark>[^\\d]+)");

  private static final Pattern SPAN = compile("\\d+ ?(?:years?|yrs?|months?|mos?)\\b\\.?");
  private static final Pattern ASKED =
      compile(
          "(?:do|will|can|does|would|are|is) (?:you|your company|the lender|we)?.*\\b(?:finance|extend|accept(?:ed)?|allow(?:ed)?|financed|permitted|considered|fund(?:ed)?|do|lend|work|consider|approve|take|permit|offer|approved?|eligible)\\b.*\\?.*");

  /** Answers: "Not within the past 5 years", "Yes, 7 years after discharge". */
  private static final Pattern NOT_WITHIN =
      compile(
          "(?:no,? ?)?not (?:within|in|during) (?:the )?(?:past |last )?(?<n>\\d+) (?:years?|yrs?)");

  private static final Pattern YEARS_AFTER =
      compile(
          "(?:yes,? ?-? ?)?(?:after |at least |min(?:imum)? (?:of )?|must be )?(?:discharged )?(?:for )?(?:at least )?(?<n>\\d+)\\+? (?:years?|yrs?)(?: or more)?(?: (?:after|from|since|past|post)? ?(?:date of )?discharged?(?: date)?)?");

  /** "No, unless ..." is no refusal. */
  private static final Pattern HEDGED =
      compile(
          "\\b(?:"
              + Vocabulary.CONDITION
              + "|but|however|with|case|may|can|some\\w*|limited|over|under|yes|older|newer|after|discharged?)\\b");

  private static final Pattern LIST =
      Pattern.compile("\\s*(?:,|;|/|&|\\b(?:or|and|nor)\\b)+\\s*", Pattern.CASE_INSENSITIVE);

  private FlagReader() {}

  /**
   * What a plain sentence forbids or demands.
   *
   * @return empty when it is no sentence of that kind
   */
  static Optional<List<Fact>> read(String sentence) {
    String text = sentence.replaceAll("[.!]+$", "").trim();
    Optional<Fact> demanded = DemandReader.read(text);
    if (demanded.isPresent() || Vocabulary.wishes(sentence)) {
      return demanded.map(List::of);
    }
    if (DemandReader.waives(text)) {
      return Optional.of(List.of());
    }
    Matcher bankruptcy = DISCHARGED.matcher(text);
    if (bankruptcy.matches()) {
      return Optional.of(fact(Flag.BANKRUPTCY, years(bankruptcy)));
    }
    return RefusalReader.read(text);
  }

  /** Whether words in brackets leave what is said beside them as it is. */
  static boolean changesNothing(String aside) {
    return !HEDGED.matcher(aside).find()
        && !Aside.isException(aside)
        && aside.chars().noneMatch(Character::isDigit)
        && mentioned(aside).isEmpty();
  }

  /** What a sentence says before a remark that changes nothing of it. */
  static Optional<List<Fact>> readBeforeRemark(String sentence) {
    Matcher remark = REMARK.matcher(sentence);
    return remark.matches()
            && !HEDGED.matcher(remark.group("remark")).find()
            && !remark.group("remark").matches("(?i)(?:and|or|nor)\\b.*")
            && mentioned(remark.group("rule")).containsAll(mentioned(remark.group("remark")))
        ? read(remark.group("rule"))
        : Optional.empty();
  }

  /** What the answer to a question says. */
  static Optional<List<Fact>> answer(String question, String answer) {
    String plain = answer.replaceAll("[.!]+$", "").trim();
    Optional<List<Fact>> demanded = Demands.answer(question, plain);
    if (demanded.isPresent()) {
      return demanded;
    }
    List<Flag> flags = mentioned(question);
    if (flags.isEmpty() || !(ASKED.matcher(question).matches() || named(question))) {
      return Optional.empty();
    }
    if (plain.matches("(?i)(?:yes|sure|ok|okay|allowed|considered)")) {
      return Optional.of(List.of());
    }
    String refusal = plain.replaceFirst("(?i)^(no)(?: - |, |; |: ).*", "$1");
    boolean alone = refusal.equals(plain) || !HEDGED.matcher(plain).find();
    if (alone
        && refusal.matches(
            "(?i)(?:no|never|none|not? (?:allowed|accepted|eligible|permitted|offered|financed|funded|available)|we do not|n)")) {
      return Optional.of(flags.stream().flatMap(flag -> fact(flag, null).stream()).toList());
    }
    Matcher recent = NOT_WITHIN.matcher(plain);
    if (recent.matches()) {
      String when = years(recent);
      return Optional.of(flags.stream().flatMap(flag -> fact(flag, when).stream()).toList());
    }
    Matcher after = YEARS_AFTER.matcher(plain);
    boolean discharge = (question + plain).matches("(?i).*discharge.*");
    if (after.matches() && discharge && flags.equals(List.of(Flag.BANKRUPTCY))) {
      return Optional.of(fact(Flag.BANKRUPTCY, years(after)));
    }
    return Optional.empty();
  }

  /** "Sale-leasebacks?": whether a question names flags and nothing else. */
  private static boolean named(String question) {
    String rest = question.replaceFirst("(?i)^(?:and |so )?(?:(?:what|how) about |any )?", "");
    for (Flag flag : Flag.values()) {
      rest = flag.in(rest).replaceAll(" ");
    }
    return question.endsWith("?") && rest.matches("(?i)(?:\\s|,|\\?|\\b(?:an?|the|or|and)\\b)*");
  }

  /** Whether more flags follow a span of time, which then is not said of all of them. */
  static boolean goesOnAfterTime(String text) {
    Matcher time = SPAN.matcher(text);
    return time.find()
        && LIST.matcher(text).region(time.end(), text.length()).lookingAt()
        && !mentioned(text.substring(time.end())).isEmpty();
  }

  /** The flags that a label or question is about. */
  static List<Flag> mentioned(String text) {
    List<Flag> flags = new ArrayList<>();
    for (Flag flag : Flag.values()) {
      if (flag.in(text).find()) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** That an application must not have it. */
  static List<Fact> fact(Flag flag, @Nullable String when) {
    if (flag.type().isEmpty()) {
      return List.of();
    }
    if (flag == Flag.COLLECTIONS) {
      return List.of(new Fact(flag.type(), Operator.EQ, IntNode.valueOf(0), null, when, false));
    }
    return List.of(Fact.is(flag.type(), Operator.IS_FALSE, when, false));
  }

  private static String years(Matcher bankruptcy) {
    return "past %s years".formatted(bankruptcy.group("n"));
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
