package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/**
 * Reads what a lender demands of guarantors and papers, in whatever words: the sentence names it,
 * has a word that demands, and no other word that could change the meaning.
 */
final class DemandReader {

  private static final String US = "(?:united states|u\\.?s\\.?(?:a\\.?)?)";
  private static final Pattern DEMANDS =
      compile(
          "\\b(?:required?|requires|must|shall|need(?:s|ed)?|mandatory|ha(?:ve|s) to|only|always)\\b|: ?yes\\b");
  private static final Pattern WAIVES =
      compile("\\b(?:no|not|none|without|waived|optional)\\b|\\b(?:do|does|is|are)n't\\b");
  private static final Pattern SIGNED =
      compile(
          "\\b(?:takes?|rel(?:y|ies) on|carr(?:y|ies)|signs?|provides?|gives?|executes?|personally)\\b|^(?:an?|the|full|unlimited) |(?:\\b(?:of|from|by|for|on)|:) ?(?:the |all |any |every |each )*(?:\\d+ ?%.*)?(?:(?:practice|business|company) )?(?:owners?|principals?|members?|deals?|transactions?|shareholders?|guarantors?|doctors?|dentists?|practitioners?|physicians?|drivers?|operators?)\\b");
  private static final Pattern SHARE = compile("\\d+(?:\\.\\d+)? ?(?:%|percent)(?: ?\\+)?|>=?");

  private static final Vocabulary.Words BESIDE =
      Vocabulary.words(
          """
          a an the any all any each every cases case guarantees at least one of from by on for to in as is are be will shall
          must has have we our us their its who whose that this owner owners principal principals
          member members guarantor guarantors applicant applicants borrower borrowers customer
          customers lessee obligor operator operators pg pgs they them both business company
          companies entity deal deals transaction transactions loan loans lease leases request
          requests application applications program programs tier tiers required require requires
          doctor dentist practitioner physician driver
          need needs needed mandatory always only yes and would like i single individual individuals
          person persons natural anyone who
          """);
  private static final Vocabulary.Words BESIDE_GUARANTEE =
      BESIDE.and(
          Vocabulary.words(
              """
              with owning owns own holding holds ownership shareholder shareholders stockholders
              partner partners holder holders officer officers businesses corporation corporate
              financing contract contracts obligation obligations debt debts credit facility more
              than or greater higher above over minimum interest equity stake sign signs signed
              provide provides give gives take takes rely relies execute executes personally unlimited full joint several
              continuing valid licensed carry carries guarantee guaranty bank lender form forms doctor doctors dentist
              practice practices practitioner practitioners physician physicians driver drivers
              """));
  private static final Vocabulary.Words BESIDE_PAPERS =
      BESIDE.and(
          Vocabulary.words(
              """
              year-end year end interim fiscal corporate current cpa prepared reviewed audited compiled
              outside accountant practice practices business company full complete latest most recent last also too well including
              balance sheet sheets income statement p l profit loss notes ytd annual
              """));
  private static final Vocabulary.Words BESIDE_LICENCE =
      BESIDE.and(
          Vocabulary.words(
              "valid current class active licence license holder driver drivers hold holds with passenger hazmat endorsement"));

  /**
   * What can be demanded.
   *
   * @param named the words for it
   * @param bare whether naming it demands it
   * @param cue what else demands it
   * @param beside the words that change nothing
   */
  private record Demand(
      Pattern named, Pattern cue, boolean bare, Vocabulary.Words beside, Fact fact) {

    boolean in(String sentence) {
      Matcher matcher = named.matcher(sentence);
      if (!matcher.find()) {
        return false;
      }
      String rest = SHARE.matcher(matcher.replaceAll(" ")).replaceAll(" ");
      boolean demanded = bare || DEMANDS.matcher(rest).find() || cue.matcher(sentence).find();
      return demanded && saysNothingElse(rest);
    }

    boolean waivedIn(String sentence) {
      Matcher matcher = named.matcher(sentence);
      return matcher.find()
          && WAIVES.matcher(sentence).find()
          && saysNothingElse(WAIVES.matcher(matcher.replaceAll(" ")).replaceAll(" "));
    }

    private boolean saysNothingElse(String rest) {
      return rest.chars().noneMatch(Character::isDigit)
          && rest.indexOf('?') < 0
          && beside.holdAll(rest);
    }
  }

  private static final List<Demand> DEMANDABLE =
      List.of(
          new Demand(
              compile(
                  US
                      + " citizens?(?:hip)?,? ?(?:or a|or|and/or|and|&|/) ?(?:us |legal |lawful )*(?:perm(?:anent)?\\.? residen(?:ts?|cy)(?: aliens?)?|resident aliens?|green cards?(?: holders?)?)(?: \\([^)]*\\))?|citizens (?:or|and|and/or) (?:legal |lawful )*permanent residents of the "
                      + US),
              DEMANDS,
              true,
              BESIDE.and(Vocabulary.words("citizenship eligible")),
              Fact.list("citizenship", Operator.IN, List.of("US", "permanent resident"))),
          new Demand(
              compile(US + " citizens?(?:hip)?|citizens? of the " + US),
              DEMANDS,
              true,
              BESIDE.and(Vocabulary.words("citizenship eligible")),
              new Fact("citizenship", Operator.EQ, Fact.text("US"), null, null, false)),
          new Demand(
              compile(
                  "home ?-?owner(?:ship|s)?|\\bown(?:s|ing)? (?:an? |the |their |his |her )?(?:or her |own |primary |personal )*(?:homes?|house|residence)"),
              compile(
                  "^home ?-?owner$|^(?:the |each |every )?(?:owner|guarantor|principal|applicant)s? owns? "),
              false,
              BESIDE,
              Fact.is("homeownership", Operator.IS_TRUE, null, false)),
          new Demand(
              compile(
                  "\\bpersonal guarant(?:ees?|y|ies|ors?)\\b|\\bpersonally guarant(?:eed?s?|y)\\b|\\bpgs?\\b"),
              SIGNED,
              false,
              BESIDE_GUARANTEE,
              Fact.is("personal_guarantee", Operator.IS_TRUE, null, false)),
          new Demand(
              compile("\\bfinancial statements?\\b|\\bfinancials\\b"),
              DEMANDS,
              false,
              BESIDE_PAPERS,
              Fact.is("financial_statements", Operator.IS_TRUE, null, false)),
          new Demand(
              compile(
                  "\\bnew (?:equipment|assets?|collateral|trucks?|vehicles?|machines?)(?= only| (?:is )?required|$)|(?<=^only )new equipment|(?<=^(?:equipment|collateral|assets?) must be (?:brand )?)new|(?<=^(?:age of )?equipment(?: age)?: )new(?= only)"),
              compile("\\bonly\\b|\\bmust\\b"),
              false,
              BESIDE.and(
                  Vocabulary.words(
                      "equipment collateral assets age brand can may financed finance")),
              Fact.list("equipment_condition", Operator.IN, List.of("new"))),
          new Demand(
              compile("\\bcdls?\\b"),
              DEMANDS,
              false,
              BESIDE_LICENCE,
              Fact.is("cdl", Operator.IS_TRUE, null, false)));

  private DemandReader() {}

  /** Whether a plain sentence says that something need not be there, which is no rule: "No PG". */
  static boolean waives(String sentence) {
    return DEMANDABLE.stream().anyMatch(demand -> demand.waivedIn(sentence));
  }

  /** What a plain sentence demands; empty when it is no such sentence or says more. */
  static Optional<Fact> read(String sentence) {
    boolean wish = Vocabulary.wishes(sentence);
    String text = wish ? Vocabulary.withoutWish(sentence) + " required" : sentence;
    return DEMANDABLE.stream()
        .filter(demand -> demand.in(text))
        .findFirst()
        .map(demand -> wish ? demand.fact().wished() : demand.fact());
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
