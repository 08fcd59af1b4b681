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
import java.util.stream.Stream;
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
  private static final Pattern NOT =
      compile("\\b(?:no(?! later)|nothing|nobody|" + Vocabulary.NOT + ")\\b");
  private static final Pattern EXCEPT =
      compile(
          "\\b(?:(?:all )?but(?: not| for)?(?: in)?|except(?:ing|ions?)?(?: for)?|exclud(?:ed?|es|ing)|exclusions?|other than|apart from|aside from|restrict(?:ed|ions?)|prohibited|ineligible|unavailable|off[- ]limits|no[- ]go|non-lending|(?:is|are) out|by (?:other|another)(?: (?:companies|company|lenders?|dealers?|banks?))?)\\b");
  private static final Pattern OUTSIDE = compile("\\boutside(?: of)?\\b");

  /** The states without Alaska and Hawaii. */
  private static final Pattern LOWER_48 =
      compile(
          "\\b(?:lower|contiguous|continental) 48\\b|\\b48 (?:contiguous|lower|continental|states)\\b");

  private static final Pattern ALL = compile("\\b(?:50|fifty)(?= (?:us |united )?states\\b)");

  /** "one of our seven states" */
  private static final Pattern COUNTED =
      compile(
          "\\b(?:one of )?(?:our|the|these|those|following)?(?: following)? ?(?:\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty) (?=states\\b)");

  private static final Pattern SERVED =
      compile(
          "\\b(?:lend|lends|lending|finance|finances|fund|funds|serve|serves|served|operate|operates|originate|originates|write|offered|offers|available|do business|footprint|territory|market|markets|area)\\b|\\b(?:customers?|clients?|borrowers?|applicants?|businesse?s?|lessees?|obligors?|companies|equipment|collateral)\\b.*\\b(?:in|of)\\b");

  /** A lender that speaks of itself by name. */
  private static final Pattern NAME =
      Pattern.compile(
          Vocabulary.LENDER
              + "(?=(?:does|do|will|can|cannot|only|is|(?:lend|finance|fund|serve|operate|originate)s)\\b)");

  /** What may stand beside the states. */
  private static final Vocabulary.Words BESIDE =
      Vocabulary.words(
          """
          we our us the a an all any every each other one of to in into on for with from by at as that
          which who where is are be been being was has have do does will would can must may should
          shall located based domiciled headquartered operating operates operate situated incorporated
          organized organised reside residing place principal main office offices business businesses
          company companies practices stores shops operations farms haulers dealers operators growers contractors clinics offices fleets customer customers client clients carrier carriers borrower borrowers applicant applicants
          lessee lessees obligor obligors merchant merchants lender lenders bank program programs product products lend
          lends lending finance finances financed financing fund funds funded funding serve serves
          served serving originate originates write transact doing offer offers offered offering
          available availability licensed licence license eligible accept accepts accepted accepting
          consider considered approve approved able loan loans lease leases deal deals transaction
          transactions application applications request requests equipment collateral unit units
          vehicle vehicles asset assets state states territory territories region area areas footprint
          market markets geography geographic geographical nationwide national nationally country
          usa united following these those only currently today time this now here note close home
          list coverage and or list lending yet longer it its their they community regional local trade as of good we're they're everywhere anywhere united states
          """);

  /** What may stand beside states that are left out. */
  private static final Vocabulary.Words BESIDE_EXCLUDED =
      BESIDE.and(Vocabulary.words("also too sorry please still there everywhere anywhere united"));

  private static final Pattern ONLY = Pattern.compile(",? only\\.?$", Pattern.CASE_INSENSITIVE);

  private States() {}

  /** The rule about states in a plain sentence, when it is one and nothing else. */
  static Optional<Fact> rule(String sentence) {
    String text = wordsOfCapitals(sentence);
    Matcher lower = LOWER_48.matcher(text);
    boolean without = lower.find();
    String rest = ALL.matcher(without ? lower.replaceAll(" ") : text).replaceAll(" ");
    rest = COUNTED.matcher(rest).replaceAll(" ");
    Matcher state = STATE.matcher(rest);
    List<String> states = List.of();
    if (state.find()) {
      int start = state.start();
      int end = state.end();
      while (state.find()) {
        end = state.end();
      }
      List<String> listed = list(rest.substring(start, end));
      if (listed == null) {
        return Optional.empty();
      }
      states = listed;
      rest = rest.substring(0, start) + " " + rest.substring(end);
    } else if (!without) {
      return Optional.empty();
    }
    return rule(states, without, NAME.matcher(rest).replaceFirst(""));
  }

  private static Optional<Fact> rule(List<String> states, boolean without, String rest) {
    boolean outside = OUTSIDE.matcher(rest).find();
    String plain = OUTSIDE.matcher(rest).replaceAll(" ");
    boolean except = EXCEPT.matcher(plain).find();
    plain = EXCEPT.matcher(plain).replaceAll(" ");
    boolean not = NOT.matcher(plain).find();
    plain = NOT.matcher(plain).replaceAll(" ");
    boolean excluded = (not || except || without) && !(not && except) && !outside;
    if (plain.chars().anyMatch(Character::isDigit)
        || !(excluded ? BESIDE_EXCLUDED : BESIDE).holdAll(plain)) {
      return Optional.empty();
    }
    if (without) {
      boolean clear = states.isEmpty() ? !not && !except : except || not;
      return clear && !outside
          ? fact(
              Operator.NOT_IN,
              Stream.concat(states.stream(), Stream.of("AK", "HI")).distinct().toList())
          : Optional.empty();
    }
    if (excluded) {
      return fact(Operator.NOT_IN, states);
    }
    boolean only = plain.matches("(?i).*\\bonly\\b.*");
    boolean in = !not && !except && !outside && (only || SERVED.matcher(plain).find());
    return in || (not && outside && !except) ? fact(Operator.IN, states) : Optional.empty();
  }

  /** "NOT IN CA OR NV" speaks neither of Indiana nor of Oregon. */
  private static String wordsOfCapitals(String sentence) {
    String lowered = sentence.replaceAll("\\bIN\\b(?=:| [A-Z][a-z])", "in");
    return lowered.equals(lowered.toUpperCase(Locale.ROOT)) || !lowered.equals(sentence)
        ? lowered
            .replaceAll("\\bIN\\b(?=:? [A-Z]{2,})", "in")
            .replaceAll("(?<=[A-Z]{2} )OR(?= [A-Z]{2})", "or")
        : sentence;
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

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
