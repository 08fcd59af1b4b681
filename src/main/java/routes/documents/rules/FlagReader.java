package routes.documents.rules;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/** Reads sentences that forbid or demand something that an application has or has not. */
final class FlagReader {

  private static final Pattern OPEN =
      compile("\\b(?:open|unpaid|outstanding|active|unsatisfied|unresolved|unreleased)\\b");
  private static final Pattern DISCHARGED =
      compile(
          "(?:(?:any|all|previous|prior|past|personal|business|filed) )*(?:bankruptc(?:y|ies)|bk'?s?):? ?(?:(?:must|has to|to|should) (?:be|have been) |if )?(?:(?:discharged?|dismissed)(?: date)? ?)?(?:for )?(?:must be )?(?:a )?(?:at least|min(?:imum)?\\.?(?: of)?|more than|over|>=?)? ?(?<n>\\d+) ?\\+? ?(?:years?|yrs?)\\.?(?: or (?:more|older|longer|greater))?(?: old)?(?: ?(?:ago|prior|(?:from|since|after|post|past)? ?(?:the )?(?:date of )?discharged?(?: date)?|seasoned))?");

  /** "PG required - no corp-only". */
  private static final Pattern REMARK = Pattern.compile("(?<rule>.+?)(?: - |, )(?<remark>[^\\d]+)");

  private static final Pattern WITHIN =
      compile("\\bwithin (?=\\d+ ?(?:years?|yrs?|months?|mos?)\\b)");
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
          "\\b(?:unless|except\\w*|but|however|only|with|if|case|may|can|some\\w*|limited|over|under|yes|older|newer|after|discharged?)\\b");

  private static final Pattern LIST =
      Pattern.compile("\\s*(?:,|;|/|&|\\b(?:or|and|nor)\\b)+\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CITIZEN =
      compile(
          "(?:(?:and )?(?:guarantors?|owners?|applicants?|borrowers?|principals?|all (?:guarantors|owners|of them)|they|citizenship):? ?)?(?:(?:must|shall|should) be |we require )?(?:an? )?(?:(?:united states|u\\.?s\\.?a?) citizens?(?:hip)?(?: (?:guarantors?|owners?|borrowers?|applicants?|principals?)(?= only| required))?|citizens? of the (?:united states|us))(?::? ?(?:only|required|is required))?");
  private static final Pattern RESIDENTS =
      compile(
          "(?:(?:(?:all|every|each) )?(?:guarantors?|owners?|applicants?|borrowers?|principals?|citizenship):? ?)?(?:(?:must|shall|should) be )?(?:an? )?(?:united states|u\\.?s\\.?a?) citizens?(?: (?:or|and|and/or|or a) |/)(?:legal |lawful )*(?:perm(?:anent)?\\.? residents?(?: aliens?)?|resident aliens?|green cards?(?: holders?)?)(?: \\([^)]*\\))?(?: (?:only|required))?");
  private static final Pattern HOMEOWNER =
      compile(
          "(?:we )?(?:would )?(?:prefer(?:red|s)? )?(?:that )?(?:the )?(?:(?:guarantor|owner|applicant|borrower|pg)s? )?(?:(?:must |shall |should )?(?:be an?|be|own an?|own their|own) )?(?:primary )?home ?-?(?:owner(?:ship)?s?|s)?:? ?(?:is )?(?<wish>required|only|preferred|yes|must)?");
  private static final Pattern LICENCE =
      compile(
          "(?:valid |class a |current )*cdl(?: license)?(?: is)?:? ?required|must have (?:an? )?(?:valid |current |class a )*cdl");

  /** "Year-end financial statements are required" */
  private static final Pattern FINANCIALS =
      compile(
          "(?<before>required:? )?(?:(?:the|(?:last )?\\d+ years?(?: of)?|year-?end|fiscal|business|company|corporate|current|interim|cpa[- ]prepared|reviewed|audited|full|complete|latest|most recent|last|and|&) )*(?:financial statements?|financials)(?:,? (?:year-?end|interim|current|and|also|too|as well))*(?<after>(?: (?:are|is))?:? ?(?:required|needed|mandatory))?(?: (?:as well|also|too))?");

  private FlagReader() {}

  /**
   * What a plain sentence forbids or demands.
   *
   * @return empty when it is no sentence of that kind; a list without facts when it is one that
   *     sets no rule
   */
  static Optional<List<Fact>> read(String sentence) {
    boolean wish = Vocabulary.wishes(sentence);
    String text = sentence.replaceAll("[.!]+$", "").trim();
    Optional<List<Fact>> other = demanded(text, wish);
    if (other.isPresent() || wish) {
      return other;
    }
    Matcher bankruptcy = DISCHARGED.matcher(text);
    if (bankruptcy.matches()) {
      return Optional.of(fact(Flag.BANKRUPTCY, years(bankruptcy)));
    }
    return RefusalReader.read(text);
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
    if (flags.isEmpty() || !ASKED.matcher(question).matches()) {
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

  private static Optional<List<Fact>> demanded(String text, boolean wish) {
    if (CITIZEN.matcher(text).matches()) {
      return Optional.of(
          List.of(new Fact("citizenship", Operator.EQ, Fact.text("US"), null, null, wish)));
    }
    if (RESIDENTS.matcher(text).matches()) {
      return Optional.of(
          List.of(Fact.list("citizenship", Operator.IN, List.of("US", "permanent resident"))));
    }
    Matcher home = HOMEOWNER.matcher(text);
    if (home.matches() && text.toLowerCase(Locale.ROOT).contains("own")) {
      String demand = home.group("wish");
      boolean must = text.toLowerCase(Locale.ROOT).contains("must");
      boolean alone = text.equalsIgnoreCase("homeowner");
      return demand == null && !must && !wish && !alone
          ? Optional.empty()
          : Optional.of(List.of(Fact.is("homeownership", Operator.IS_TRUE, null, wish)));
    }
    if (GuaranteeReader.demands(text)) {
      return Optional.of(List.of(Fact.is("personal_guarantee", Operator.IS_TRUE, null, false)));
    }
    Matcher financials = FINANCIALS.matcher(text);
    if (financials.matches()
        && (financials.group("before") != null || financials.group("after") != null)) {
      return Optional.of(List.of(Fact.is("financial_statements", Operator.IS_TRUE, null, wish)));
    }
    if (LICENCE.matcher(text).matches()) {
      return Optional.of(List.of(Fact.is("cdl", Operator.IS_TRUE, null, wish)));
    }
    return Optional.empty();
  }

  /** Whether more flags follow a span of time, which then is not said of all of them. */
  static boolean goesOnAfterTime(String text) {
    Matcher time = SPAN.matcher(text);
    return time.find()
        && LIST.matcher(text).region(time.end(), text.length()).lookingAt()
        && !mentioned(text.substring(time.end())).isEmpty();
  }

  private static String saleLeasebacksJoined(String text) {
    return text.replaceAll("(?i)\\bs/lbs?\\b", "sale-leaseback")
        .replaceAll("(?i)\\bsales?(?: ?[/&] ?| and )lease ?-?backs?", "sale-leaseback");
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
