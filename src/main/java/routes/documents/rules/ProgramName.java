package routes.documents.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a program in a heading or a table's head.
 *
 * @param name as it is shown
 * @param key what makes two spellings of the same name equal
 */
record ProgramName(String name, String key) {

  private static final Set<String> COMMON =
      Set.of(
          ("pricing guidelines guideline with personal guarantee standard program programs requirements requirement"
                  + " rate rates credit criteria parameters underwriting general overview matrix table box profile broker brokers"
                  + " equipment finance financing lending policy details summary highlights terms the our and for of at a"
                  + " glance buy structure minimum minimums maximum lender loan loans lease leasing product products guide sheet card"
                  + " quick reference vendor partner dealer referral tiers classes customer all common basic basics core key information notes note"
                  + " about us commercial capital funding application applications deals deal what we how to your is are in on"
                  + " wholesale originator originators third party channel tier class grade interest annual fixed column value values item items description limits limit range ranges category grid chart page"
                  + " categories factor factors metric guaranty guarantor company business new amount max min approval score scores level")
              .split(" "));
  private static final Pattern TIER =
      Pattern.compile(
          "(?i)(?:credit )?(?:tier|class|grade|level|plan|program|category|group)\\s*[-#:]?\\s*(?:[a-e][+-]{0,2}|[1-9]|i{1,3}|iv|v|one|two|three|four)\\b(?: (?:program|rates?|credit|guidelines|requirements))?");
  private static final Pattern LETTER =
      Pattern.compile(
          "(?i:\"?)(?i:super )?[A-E][+-]{0,2}\"?(?: ?(?i:rates?|credits?|paper|tier|program|guidelines?|rate guidelines|pricing(?: guidelines)?|credit guidelines|deals?|customers?|lender|box|borrowers?|business))?");
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?i)(?:super |near[- ]|non-?|sub-?)?(?:preferred|core(?= (?:program|tier)\\b)|platinum|gold|silver|bronze|diamond|prime|elite|select|premier|standard|express|start-? ?ups?|starter|corp(?:orate|oration)?\\.? only|medical|healthcare|practice|trucking|transportation|otr|titled(?: vehicles?)?|vocational|municipal|established|(?:established|new|emerging|growing|small|large|first)[- ](?:practices?|business(?:es)?|ventures?|fleets?|trucks?|compan(?:y|ies)|operators?)|emerging|story credits?|challenged credits?|app(?:lication)?[- ]only|full (?:financial|financials|disclosure|doc)|working capital|franchise|agricultur(?:e|al)|construction|homeowner|non-homeowner|dental|veterinary|yellow iron|sub ?prime|a paper|b paper|c paper)(?: (?:program|rates?|tier|credit|guidelines|plan|only|pricing(?: guidelines)?|applications?|requirements|deals|transactions|borrowers|customers|criteria|financing))?");
  private static final Pattern KIND =
      Pattern.compile("(?i).*\\b(?:program|rates?|pricing guidelines|tier|plan)\\b.*");

  /** "Trucking Program - Owner Operators" stands beside "Trucking Program - Fleets". */
  private static final Pattern KIND_OF =
      Pattern.compile(
          "(?<name>[^-:|(]*\\b(?i:program|plan)) (?:-|:|\\|) (?<of>(?!(?i:app|application|up|from|minimum|maximum|rates?|general|standard|guidelines|requirements|overview|effective)\\b)[A-Z][A-Za-z/& -]{2,30}?)(?: ?\\(.*)?");

  /** "Added requirements by program" */
  private static final Pattern BY_PROGRAM =
      Pattern.compile(
          "(?i).*\\b(?:by|per|(?:of|for|in|to|on) each) (?:credit )?(?:program|tier|product|grade|class|level|rating)");

  private static final Pattern TITLE =
      Pattern.compile(
          "(?i).*\\b(?:profile|guidelines?|criteria|program|requirements|parameters|policy|sheet) for (?<what>(?:non-\\w+|medical|start-? ?ups?|trucking|titled|vocational|corp\\w* only|.*\\bup to \\$).*)");

  /** "Requirements for Gold", "Program guidelines for originating partners" */
  private static final Pattern FOR_WHOM =
      Pattern.compile(
          "(?i).*\\b(?:guidelines?|criteria|requirements|parameters|sheet|matrix|guide) for (?<whom>.*)");

  /** "Start-ups (under 2 years) are welcome when they bring" */
  private static final Pattern SENTENCE =
      Pattern.compile("(?i).*\\) (?:are|is|must|may|need|can|will|require|have|has)\\b.*");

  private static final Pattern DATED = Pattern.compile("(?i)\\b(?:effective|revised)\\b");

  /**
   * "NEW STORE Ground-up builds": capitals, more than an abbreviation, before what explains them.
   */
  private static final Pattern IN_CAPITALS =
      Pattern.compile(
          "^((?:[^\\p{Ll}\\s]+ )*[^\\p{Ll}\\s]*\\p{Lu}{5}[^\\p{Ll}\\s]*(?: [^\\p{Ll}\\s]+)*) \\p{Lu}\\p{Ll}.*$");

  private static final Pattern FILLER =
      Pattern.compile(
          "(?i)\\s*\\b(?:applications?|transactions?|deals|requests|loans)(?: of)?\\b(?= up to| from|$)(?: of)?");

  /** The program that a heading names, if it names one. */
  static Optional<ProgramName> in(String heading) {
    String plain = plusRestored(Prose.plain(heading).replaceAll("[:.]+$", "").trim());
    Matcher title = TITLE.matcher(plain);
    if (title.matches()) {
      String name =
          FILLER.matcher(title.group("what")).replaceAll("").replaceAll("\\s+", " ").trim();
      return Optional.of(named(name));
    }
    Matcher forWhom = FOR_WHOM.matcher(plain);
    if (forWhom.matches()) {
      return in(forWhom.group("whom"));
    }
    String base = base(plain);
    if (base.isEmpty() || base.length() > 60 || SENTENCE.matcher(plain).matches()) {
      return Optional.empty();
    }
    if (TIER.matcher(base).matches() || LETTER.matcher(base).matches()) {
      return Optional.of(named(base));
    }
    if (general(base) || BY_PROGRAM.matcher(base).matches()) {
      return Optional.empty();
    }
    Matcher kind = KIND_OF.matcher(plain);
    if (kind.matches() && in(kind.group("name")).filter(one -> !one.isStep()).isPresent()) {
      return Optional.of(named(kind.group("name") + " " + kind.group("of")));
    }
    if (KNOWN.matcher(base).matches()) {
      return Optional.of(named(base));
    }
    int dash = plain.indexOf(" - ");
    if (dash > 0 && key(plain.substring(0, dash)).isEmpty()) {
      // "Buy rates - C credit"
      Optional<ProgramName> after = in(plain.substring(dash + 3));
      if (after.filter(ProgramName::isStep).isPresent()) {
        return after;
      }
    }
    boolean ofAKind =
        KIND.matcher(base).matches()
            && !topical(base)
            && !base.matches(
                "(?i).*\\b(?:starting|as low as|from|are|is|may|change|you|your|we|our|us)\\b.*");
    // "Distributor rate card, effective April 1"
    boolean ofAPaper = DATED.matcher(plain).find() && !base.matches("(?i).*\\b(?:program|plan)");
    boolean aboutNumbers =
        !base.matches("(?i).*\\bprogram$") && !NumberReader.mentions(base).isEmpty();
    boolean aboutTerms =
        Quantities.in(base).stream()
            .anyMatch(quantity -> quantity.unit() == Unit.MONTHS || quantity.unit() == Unit.YEARS);
    return ofAKind && !ofAPaper && !key(base).isEmpty() && !aboutNumbers && !aboutTerms
        ? Optional.of(named(base))
        : Optional.empty();
  }

  /** A name that its place alone makes a program's. */
  static ProgramName of(String heading) {
    ProgramName named = named(base(Prose.plain(heading)));
    return named.key().isEmpty()
        ? new ProgramName(named.name(), named.name().toLowerCase(Locale.ROOT))
        : named;
  }

  /** Whether it is one of a row of like names, such as A, B and C, which never hold each other. */
  boolean isStep() {
    return key.matches("[a-e][+-]{0,2}|(?:tier|class|grade|level)\\b.*");
  }

  /** "A+" is often recognised as "At". */
  private static String plusRestored(String text) {
    return text.replaceFirst(
        "^([A-E])t (?=(?i:rates?|credits?|paper|tier|program|pricing)\\b)", "$1+ ");
  }

  /** Whether a heading speaks of everything that a lender does. */
  static boolean general(String heading) {
    String plain = Prose.plain(heading);
    return GeneralHeading.is(plain, base(plain));
  }

  private static boolean topical(String base) {
    for (Topic topic : Topic.values()) {
      if (topic.in(base)) {
        return true;
      }
    }
    return false;
  }

  private static ProgramName named(String base) {
    String name =
        base.replaceFirst("^(?:About )?(?:[Tt]he|[Oo]ur) (?=[A-Z])(.*?)(?: program)?$", "$1")
            .replaceFirst(
                "(?i)\\s+(?:pricing |credit |program )?(?:guidelines?|requirements|criteria|parameters)$",
                "")
            .trim();
    name = name.replaceFirst("(?i)\\s+pricing$", "");
    if (!name.equals(base)) {
      name = name.replaceFirst("(?<=^[A-E][+-]{0,2} [Rr]ate)$", "s");
    }
    return new ProgramName(
        shown(name.replaceFirst("\\s+[^\\p{L}\\p{N}+)\"'-]+$|\\s+-+$", "")), key(base));
  }

  /** The heading without what is said after its name. */
  private static String base(String plain) {
    return IN_CAPITALS
        .matcher(plain)
        .replaceFirst("$1")
        .replaceFirst("^[\"']|[\"']$", "")
        .replaceFirst("(?i)\\s+(?:with|without) .*$", "")
        .replaceFirst("\\s(?:[-:|>·•]|(?i:effective|revised)\\s)\\s*.*$", "")
        .replaceFirst(":.*$", "")
        .replaceFirst("\\s*\\(.*$", "")
        .replaceFirst("(?i)\\s+(?:up to|from)? ?\\$.*$", "")
        .replaceFirst("\\s+\\d+(?:\\.\\d+)? ?%.*$", "")
        .trim();
  }

  private static String key(String base) {
    String tier =
        base.toLowerCase(Locale.ROOT).replaceAll("[\"'#:]", "").replaceAll("\\s*-\\s+", " ");
    if (TIER.matcher(base).matches()) {
      return tier.replaceFirst("\\s(?:program|rates?|credit|guidelines|requirements)$", "")
          .replaceFirst("^credit ", "");
    }
    String own =
        Arrays.stream(tier.split("[\\s/]+"))
            .filter(word -> !word.matches("20\\d\\d|[^\\p{L}\\p{N}]+"))
            .filter(word -> word.matches("[a-e][+-]{0,2}") || !COMMON.contains(word))
            .map(word -> word.length() > 3 ? word.replaceFirst("s$", "") : word)
            .collect(Collectors.joining(" "));
    return own.isEmpty() && tier.matches("core (?:programs?|tier)") ? "core" : own;
  }

  static ProgramName shown(String head, String key) {
    return new ProgramName(shown(head), key);
  }

  private static final Pattern CAPITALS = Pattern.compile("[A-Z]{3,}|(?<=-)[A-Z]{2}\\b|^ON\\b");
  private static final Pattern SMALL =
      Pattern.compile("(?<= )(?i:and|or|of|the|for|to|with|at|by|on|in|under|over)\\b(?!-)");

  /** Capitals all through are a matter of the heading's looks. */
  private static String shown(String name) {
    if (name.length() < 4 || !name.equals(name.toUpperCase(Locale.ROOT))) {
      return name;
    }
    String titled =
        CAPITALS
            .matcher(name)
            .replaceAll(
                word ->
                    word.group().charAt(0) + word.group().substring(1).toLowerCase(Locale.ROOT));
    return SMALL.matcher(titled).replaceAll(word -> word.group().toLowerCase(Locale.ROOT));
  }
}
