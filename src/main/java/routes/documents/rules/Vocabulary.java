package routes.documents.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that leave a rule as it is, and words that make it uncertain. */
final class Vocabulary {

  private static final Words HARMLESS =
      words(
          """
              a an the of is are be been also people who sign signs signing operating becomes become carry unused still being must have has had having shall should will with and
              to at in on by per from as that this your you our we us their its it all any each every
              what which how do does for they them
              minimum minimums min maximum maximums max least required require requires requirement requirements
              needed need mandatory necessary acceptable accepted allowed obligor obligors today carriers needs shows carries limit limits limited capped
              score scores scoring v v5 v8 v9 version model classic
              personal guarantor guarantors pg pgs owner owners ownership principal principals
              business businesses company companies operation operations borrower borrowers applicant applicants customer
              customers lessee lessees client clients operator operators entity corporate
              credit report reports reporting reported bureau bureaus equifax transunion experian verified
              verifiable verification documented established established history time length years year
              yrs yr months month mos amount amounts requested request requests loan loans lease leases
              deal deals transaction transactions finance financing financed finances funding application
              applications submission submissions equipment collateral asset assets vehicle vehicles unit
              truck trucks old age term terms
              typical open standard program total gross annual annually yearly net
              full last past most recent consecutive current currently available availability
              combined percent percentage rate paid agreed good standing active licensed
              continuous origination acquisition fine ok okay run now stays still lessee lessees welcome please number offered offer practice practices although though many look able show furnish delivery installation training freight other originator recently completed fiscal bureau titled held holding primary majority main managing qualify qualifies qualifying inception funding
              closing signing model models newer trailer trailers tractor tractors semi
              usd dollars dollar range ranges between up no greater less than more or
              not no cannot can't exceed older newer over under above below lower equal
              include includes including included
              down cash same industry field similar comparable size single value
              experience level levels better higher longer
              borrowing clinician clinicians together jointly collectively doctor doctors dentist dentists physician physicians veterinarian veterinarians practitioner practitioners shop shops store stores farm farms clinic clinics firm firms purchase purchased odometer brings contract contracts reserved instead i these goes here inspection inspections machine machines machinery cost costs price invoice purchase tiers programs eligible ticket tickets job put puts bring signers
          """);

  /** A lender that speaks of itself by name, at the beginning of a sentence. */
  static final String LENDER = "^(?:The )?(?:[A-Z][\\w&.'+-]* ){1,5}";

  /** Words that deny what stands behind them, as alternatives of a pattern. */
  static final String NOT = "not|never|cannot|unable|(?:can|won|don|doesn|isn|aren)'t";

  /** Words that set a condition, as alternatives of a pattern. */
  static final String CONDITION = "if|unless|except\\w*|excluding|when|where|only|otherwise";

  private static final Pattern UNCERTAIN =
      Pattern.compile(
          "\\b(?:(?:above|over|beyond|below|under|larger than) that|commissions?|points?|pts|fees?|rebates?|deferred|deferrals?|deposits?|increase|surcharge"
              + "|may|might|can be|could|considered|consider|case[- ]by[- ]case|exceptions?|likely|unless"
              + "|except(?:ing)?|discounts?|turn-? ?around|business days?|call|contact|e-?mail|phone|fax"
              + "|average|avg|utilization|utilized|used credit|monthly|per month|weekly|daily|disciplinary|expires?"
              + "|dated|valid|example|e\\.g|i\\.e|established practice|late|payoff|residual|insurance|insured"
              + "|approx(?:imately)?|about|around|usually|generally|preferably|add(?:itional)?|adder|extra|plus \\d|provide"
              + "|submit|send|include a|ltv|loan[- ]to[- ]value|advance rate|security|first and last|guideline only"
              + "|typically|if|when|where|otherwise|else|waived?|waiver|offset|compensating|depending|based on|varies|subject to"
              + "|negotiable|stated|unverified|ask|seasonal|skip|prepay\\w*|pre-?payment)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WISH =
      Pattern.compile(
          "\\b(?:prefer(?:s|red|ence|ences|ably)?|ideal(?:ly)?|desired|desirable|we like to see|like to see|we like|looking for)\\b:?",
          Pattern.CASE_INSENSITIVE);

  private Vocabulary() {}

  /** Whether words make it unsure that a sentence states a rule. */
  static boolean uncertain(String text) {
    return UNCERTAIN.matcher(text).find();
  }

  /** Whether a sentence wishes rather than requires. */
  static boolean wishes(String text) {
    return WISH.matcher(text).find();
  }

  /** The sentence without the word that makes it a wish. */
  static String withoutWish(String text) {
    return WISH.matcher(text).replaceAll(" ").trim();
  }

  /** Whether nothing is left that could change what was understood. */
  static boolean harmless(String rest) {
    return HARMLESS.holdAll(rest);
  }

  /** Words parted by blanks, in lower case. */
  static Words words(String words) {
    return new Words(new HashSet<>(List.of(words.strip().split("\\s+"))));
  }

  /** A set of words. */
  record Words(Set<String> set) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z']*");

    Words and(Words others) {
      Set<String> all = new HashSet<>(set);
      all.addAll(others.set);
      return new Words(all);
    }

    /** Whether every word of a text is one of these. */
    boolean holdAll(String text) {
      return WORD.matcher(text)
          .results()
          .map(word -> word.group().toLowerCase(Locale.ROOT).replaceAll("'s?$", ""))
          .allMatch(word -> word.isEmpty() || set.contains(word));
    }
  }
}
