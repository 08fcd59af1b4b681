package routes.documents.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of kinds of equipment and of industries, as conditions of a policy. */
final class EquipmentKind {

  /** Words for equipment of all kinds. */
  private static final Pattern ALL =
      Pattern.compile(
          "(?i)(?:(?:all|any|the|our) )?(?:(?:new|used|commercial) )*(?:equipment|machine(?:s|ry)?|vehicles?|units?)");

  /** What such a name ends with. */
  private static final Pattern THINGS =
      Pattern.compile(
          "(?i)(?:.* )?(?:[a-z]+)?(?:equipment|machine(?:s|ry)?|vehicles?|trucks?|tractors?|trailers?|cabs?|sleepers?|vans?|bus(?:es)?|forklifts?|cranes?|excavators?|loaders?|dozers?|tools?|presses|printers?|computers?|hardware|software|flatbeds?|reefers?|tankers?|steers?|lifts?|rigs?|scanners?|lasers?|copiers?|furniture|fixtures|aircraft|airplanes?|atms?|vessels?|watercraft|boats?|kiosks?|pickups?|limousines?|beds|tubs|skis|kits|units|signage|booths?|dies|molds|haulers?|chambers|hearses?|trolleys?|panels?|benches|drones?|engravers|campers|cars|bins|helicopters|saws|kilns|buildings|wreckers|plows|terminals|motorcycles|jets|carts|rvs|games)");

  /** Plurals that nobody uses one of. */
  private static final String ALWAYS_PLURAL =
      ".*(?:tools|goods|fixtures|furnishings|electronics|works|systems|supplies)";

  private static final Pattern NAME =
      Pattern.compile("[A-Z][A-Za-z0-9'-]*(?: [A-Za-z0-9'-]+){0,3}", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEVERAL =
      Pattern.compile(" ?(?:,|/|&|\\b(?:and|or)\\b)+ ?", Pattern.CASE_INSENSITIVE);

  /** Words that leave open which kinds are meant, or that speak of something else than a kind. */
  private static final Pattern UNSURE =
      Pattern.compile(
          "\\b(?:others?|else|any|misc\\w*|new|used|late|older|newer|over|under|not|non|except|excluding|only|with|without|less|more|if|for|approved|preferred|a|an|up|than|to|(?:non-?)?titled(?! (?:vehicle|truck|trailer)s?\\b)|standard|special(?:ty|ized)?|essential|hard|soft|primary|secondary|tier|grade|level|category|group|eligible|ineligible)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEW_OR_USED =
      Pattern.compile(
          "(?<which>new|used)(?: (?:equipment|units?|assets?|collateral|vehicles?|trucks?))?",
          Pattern.CASE_INSENSITIVE);

  /** What can be of some age, and is no equipment. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i).*\\b(?:statements?|returns?|financials?|documents?|reports?|business(?:es)?|compan(?:y|ies)|applicants?|applications?|quotes?|invoices?|approvals?|photos?|inspections?|appraisals?|accounts?|(?<![a-z]ing )lines|loans?|owners?|guarantors?|operators?|borrowers?|customers?|firms?|practices?|farms?|stores?|shops?|bankruptc(?:y|ies)|liens?|judge?ments?|licen[sc]es?|sales?|deals?|transactions?|requests?|part(?:y|ies)|sellers?|leasebacks?|devices?|items?|models?|products?|goods|things)");

  private EquipmentKind() {}

  /** What is said to be of no more than some age: machines, unless it is a paper or a company. */
  static Optional<String> aged(String words) {
    boolean paper = OTHERS.matcher(words).matches();
    boolean sentence = words.matches("(?i).*\\b(?:is|are|the|when|they|these|those)\\b.*");
    return paper || sentence || isEvery(words) ? Optional.empty() : condition(words);
  }

  /** Whether words name machines, whatever they stand under. */
  static Optional<String> named(String words) {
    return isThing(words) ? condition(words) : Optional.empty();
  }

  /** Whether words stand for equipment of every kind. */
  static boolean isEvery(String words) {
    return ALL.matcher(words).matches();
  }

  /** Whether words speak of machines of some kind, be it clear of which or not. */
  static boolean isThing(String words) {
    return !isEvery(words)
        && Stream.of(SEVERAL.split(Prose.plain(words), -1))
            .allMatch(part -> THINGS.matcher(part).matches());
  }

  /** Whether words stand for all kinds that are not named. */
  static boolean theOthers(String words) {
    return words.matches("(?i)(?:all |any )?(?:others?|else|everything else)\\b.*");
  }

  /** "Used equipment", as the condition that it is in. */
  static Optional<String> newOrUsed(String words) {
    Matcher named = NEW_OR_USED.matcher(Prose.plain(words).trim());
    return named.matches()
        ? Optional.of("equipment_condition is " + named.group("which").toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** "Sleeper trucks" are meant by "equipment_type is sleeper truck"; nothing when not sure. */
  static Optional<String> condition(String words) {
    return condition("equipment_type", words);
  }

  /** An industry as a condition; nothing when it is not sure that words name one. */
  static Optional<String> industry(String words) {
    return condition("industry", words);
  }

  private static Optional<String> condition(String type, String words) {
    String plain =
        Prose.plain(words).trim().replaceFirst("[:.]+$", "").replaceFirst("^[Aa]ll ", "");
    List<String> parts = List.of(SEVERAL.split(plain, -1));
    boolean several = parts.size() > 1;
    boolean sure =
        parts.stream()
            .allMatch(
                part ->
                    NAME.matcher(part).matches()
                        && !UNSURE.matcher(part).find()
                        && (!several || part.endsWith("s")));
    return sure
        ? Optional.of(
            parts.stream()
                .map(part -> type + " is " + singular(part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" or ")))
        : Optional.empty();
  }

  private static String singular(String kind) {
    if (kind.matches(ALWAYS_PLURAL) || !kind.matches(".*[a-z]{3,}s") || kind.endsWith("ss")) {
      return kind;
    }
    if (kind.endsWith("ies")) {
      return kind.substring(0, kind.length() - 3) + "y";
    }
    return kind.substring(0, kind.length() - (kind.matches(".*(?:ch|sh|x|ss|bus)es") ? 2 : 1));
  }
}
