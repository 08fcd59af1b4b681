package routes.documents.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/** Reads which states a lender lends in. */
final class States {

  private static final String NAMES =
      "Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut"
          + " CT,Delaware DE,District of Columbia DC,Florida FL,Georgia GA,Hawaii HI,Idaho"
          + " ID,Illinois IL,Indiana IN,Iowa IA,Kansas KS,Kentucky KY,Louisiana LA,Maine"
          + " ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,Missouri"
          + " MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New"
          + " York NY,North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania"
          + " PA,Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah"
          + " UT,Vermont VT,Virginia VA,Washington WA,West Virginia WV,Wisconsin WI,Wyoming"
          + " WY,Puerto Rico PR,Guam GU,US Virgin Islands VI";
  private static final Map<String, String> CODES = new LinkedHashMap<>();

  static {
    for (String entry : NAMES.split(",", -1)) {
      int cut = entry.lastIndexOf(' ');
      CODES.put(entry.substring(0, cut).toLowerCase(Locale.ROOT), entry.substring(cut + 1));
    }
  }

  private static final Pattern STATE =
      Pattern.compile(
          "\\b(?:(?<code>"
              + String.join("|", CODES.values())
              + ")|(?<name>(?i:"
              + CODES.keySet().stream()
                  .sorted((a, b) -> b.length() - a.length())
                  .collect(Collectors.joining("|"))
              + ")))\\b");
  private static final Pattern EXCLUDED =
      Pattern.compile(
          "(?:lower 48(?: states)?(?: only)?[:,; -]+)?(?:no|not in) (?=[A-Z]{2}\\b)|(?:\\S+ ){0,8}?(?:(?:do(?:es)? not|don't|doesn't|cannot|can't|won't|will not|not able to|unable"
              + " to|not licensed to|never) (?:lend|finance|fund|do business|operate|offer"
              + " \\w+|originate|accept (?:applications|business|deals))(?:"
              + " (?:loans|deals|transactions|business(?:es)?|applicants|equipment))?(?:"
              + " (?:located|based))?|no"
              + " (?:lending|funding|financing|loans|deals|business(?:es)?)|not"
              + " (?:available|offered|licensed|lending|funding)|(?:restricted|excluded|prohibited|ineligible|non-lending|unavailable|no[-"
              + " ]go|off[- ]limits) states?(?: and territories)?(?: list)?|states? (?:excluded|not"
              + " (?:served|eligible|available|financed|serviced|approved)|we (?:do not|don't)"
              + " (?:lend|finance|fund|do business)(?:"
              + " in)?|restrictions?|restricted|exclusions?)|(?:all|any|every) (?:50 |fifty |us"
              + " |united )*states?,? (?:except|excluding|but|other than)(?:"
              + " for)?|(?:nationwide|nationally|50 states|all),? ?(?:except|excluding|but(?: not)?)(?: for|"
              + " in)?|state exclusions?|exclud(?:es|ing):? |geographic (?:restrictions?|exclusions?))(?: in)?(?:"
              + " the)?(?: following)?(?: states?)?[ :-]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern INCLUDED =
      Pattern.compile(
          "(?:\\S+ ){0,3}?(?:lends?|finances?|funds?|available|licensed|operates?|offered) only in["
              + " :-]*|(?:\\S+ ){0,4}?only (?:lends?|finances?|funds?|available) in[ :-]*|(?:\\S+ ){0,4}?in (?:these|the following) states only[ :-]*|(?:only )?(?:the"
              + " following )?states? (?:only|served only)[ :-]*",
          Pattern.CASE_INSENSITIVE);

  /** "We lend close to home: Iowa and Illinois". */
  private static final Pattern HOME =
      Pattern.compile(
          "(?!.*\\b(?:not|no|never|except\\w*|excluding|unable|restrict\\w*|prohibit\\w*)\\b)(?:[^:]*\\bwe (?:lend|finance|serve|operate)\\b[^:]*|[^:]*\\blocated in one of (?:these|the following|our) states): (?<list>.+)",
          Pattern.CASE_INSENSITIVE);

  /** "Customers located in Illinois and Indiana", "We fund in Iowa and Ohio only" */
  private static final Pattern LOCATED =
      Pattern.compile(
          "(?:we (?:only )?(?:lend|fund|finance|operate|do business|originate)(?: only)?|(?:all )?(?:customers|borrowers|applicants|businesses|lessees|obligors)(?: must be| are)? (?:located|based|domiciled|headquartered)) in (?<list>.+?)(?:,? only)?\\.?",
          Pattern.CASE_INSENSITIVE);

  /** "Coverage is national (AK & HI excluded)" */
  private static final Pattern ASIDE =
      Pattern.compile(
          "[^()]*\\((?:(?:excluding|except(?: for)?|not in|no|all but) (?<after>[^()]+)|(?<before>[^()]+?)(?: are)? (?:excluded|not (?:served|included)))\\)\\.?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ONLY = Pattern.compile(",? only\\.?$", Pattern.CASE_INSENSITIVE);

  private States() {}

  /** The rule about states in a plain sentence, when it is one and nothing else. */
  static Optional<Fact> rule(String sentence) {
    Matcher excluded = EXCLUDED.matcher(sentence);
    if (excluded.lookingAt() && excluded.end() < sentence.length()) {
      return fact(Operator.NOT_IN, list(sentence.substring(excluded.end())));
    }
    Matcher located = LOCATED.matcher(sentence);
    if (located.matches()) {
      Optional<Fact> states = fact(Operator.IN, list(located.group("list")));
      if (states.isPresent()) {
        return states;
      }
    }
    Matcher aside = ASIDE.matcher(sentence);
    if (aside.matches()) {
      String states = aside.group("after") == null ? aside.group("before") : aside.group("after");
      return fact(Operator.NOT_IN, list(states));
    }
    Matcher home = HOME.matcher(sentence);
    if (home.matches()) {
      Optional<Fact> states = fact(Operator.IN, list(home.group("list")));
      if (states.isPresent()) {
        return states;
      }
    }
    if (ONLY.matcher(sentence).find()) {
      Optional<Fact> states = fact(Operator.IN, only(sentence));
      if (states.isPresent()) {
        return states;
      }
    }
    Matcher included = INCLUDED.matcher(sentence);
    if (included.lookingAt() && included.end() < sentence.length()) {
      return fact(Operator.IN, list(sentence.substring(included.end())));
    }
    return Optional.empty();
  }

  private static Optional<Fact> fact(Operator operator, @Nullable List<String> states) {
    return states == null ? Optional.empty() : Optional.of(Fact.list("state", operator, states));
  }

  /** The codes of "Iowa and Illinois only"; null when it says more. */
  static @Nullable List<String> only(String text) {
    return list(ONLY.matcher(text).replaceFirst(""));
  }

  /** The codes of all states that a text names. */
  static Set<String> named(String text) {
    Set<String> codes = new HashSet<>();
    Matcher matcher = STATE.matcher(text);
    while (matcher.find()) {
      String code = matcher.group("code");
      codes.add(
          code != null
              ? code
              : CODES.getOrDefault(matcher.group("name").toLowerCase(Locale.ROOT), ""));
    }
    return codes;
  }

  /** The codes in a text that consists of nothing but states; null when it says more. */
  static @Nullable List<String> list(String text) {
    List<String> codes = new ArrayList<>();
    Matcher matcher = STATE.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (matcher.find()) {
      String code = matcher.group("code");
      String name = matcher.group("name");
      String found = code != null ? code : CODES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      if (!codes.contains(found)) {
        codes.add(found);
      }
      matcher.appendReplacement(rest, " ");
    }
    matcher.appendTail(rest);
    boolean nothingElse =
        rest.toString()
            .matches("(?i)[\\s,.;:/&()|-]*(?:(?:and|or|the|states?(?: of)?)[\\s,.;:/&()|-]*)*");
    return nothingElse && !codes.isEmpty() ? codes : null;
  }
}
