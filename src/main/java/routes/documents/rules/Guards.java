package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the conditions under which a rule holds: start-ups, amounts, a span of time. */
final class Guards {

  private static final String MONEY =
      "\\$ ?[\\d,.]+ ?(?:mm|million|m|k)?\\b(?! ?(?:mm|m|k|million)\\b)";
  private static final String ABOUT =
      "(?<about>(?:(?:and |but )?(?:for|on|if|when|where|with|once) )?(?:(?:any |all |the |total )*(?:loan |deal |transaction |finance |financing |equipment |credit )?(?:requests?|amounts?|deals?|loans?|transactions?|applications?|apps?|financing|exposures?|sizes?|approvals?|tickets?)(?: amounts?| sizes?| financed| requested)?(?: (?:is|are|of|from))?)?) ?";
  private static final Pattern OVER =
      compile(
          ABOUT
              + "(?:over|above|greater than|more than|exceed(?:s|ing)?|in excess of|>) ?(?<money>"
              + MONEY
              + ")");
  private static final Pattern BETWEEN =
      compile(
          ABOUT
              + "(?:between )?(?<low>"
              + MONEY
              + ") ?(?:-|to|and|through) ?(?<high>"
              + MONEY
              + ")(?![\\d,.]* ?(?:,|for|over) \\d{1,2} ?(?:-|to) ?\\d{2,3} (?:months|mos))");
  private static final Pattern UP_TO =
      compile(ABOUT + "(?:up to|<=|not exceeding|through) ?(?<money>" + MONEY + ")");
  private static final Pattern UNDER =
      compile(ABOUT + "(?:under|below|less than|<) ?(?<money>" + MONEY + ")");
  private static final Pattern FROM =
      compile(
          ABOUT + "(?<money>" + MONEY + ") ?(?:\\+|(?:and|or|&) (?:up|above|over|greater|more))");
  private static final Pattern PAST =
      compile(
          "(?:with)?(?:in|over|during|for|from|of)? ?(?:the )?(?:past|last|previous|prior) (?<n>\\d+) ?(?<unit>years?'?|yrs?\\.?|months?'?|mos?\\.?)");
  private static final Pattern START_UP =
      compile(
          "(?:(?:for|on|if|with) )?(?:an? |every |all |each )?\\bstart-? ?ups?\\b(?: (?:businesses|companies|practices|stores|shops|only))?:?");
  private static final Pattern NON_HOMEOWNER =
      compile(
          "(?:(?:for|if|when|where) )?(?:(?:an? |the )?(?:guarantor|owner|applicant|borrower|customer)s? (?:(?:do|does) not|don't|doesn't) own (?:an?|their|his|her) (?:home|house)|(?:the |an? )?(?:guarantor|owner|applicant|borrower)s? (?:is|are) not (?:an? )?home ?-?owners?|(?:an? )?\\b(?:non-? ?home ?-?owners?|not a home ?owner|renters?)\\b):?");
  private static final Pattern HOMEOWNER = compile("(?:for|if) (?:an? )?home ?owners?\\b:?");
  private static final Pattern INDUSTRY =
      compile(
          "^(?:an? )?(?=(?:trucking|transportation|medical|construction|agriculture|logging|landscaping) (?:businesses|companies|firms|company|business|firm) (?:needs?|must|requires?))(?<subject>\\w+) \\w+|\\b(?:for|if|on|when) (?:all |any |an? )*(?<industry>trucking|transportation|medical|construction|agriculture|logging|landscaping)(?: (?:transactions?|deals?|applicants?|industry|businesses|companies|requests?|operators?|borrowers?))?:?$");
  private static final Pattern PRIVATE_PARTY =
      compile(
          "\\b(?:if|when|where) the seller is (?:an? )?private party(?: rather than a dealer)?,?|\\b(?:for|on|if|with) (?:all |any |an? )*private[- ]part(?:y|ies)(?: (?:sales?|transactions?|purchases?|deals?))?");

  /** "Private party sales are fine with 15% down" */
  private static final Pattern PRIVATE_PARTY_WITH =
      compile(
          "^(?:we (?:will |can |do |may )?(?:fund|finance|do|accept|consider|buy|take|allow) )?private[- ]part(?:y|ies)(?: (?:sales?|transactions?|purchases?|deals?))?:? (?:(?:are|is) )?(?:(?:fine|ok|okay|allowed|accepted|acceptable|permitted|considered|eligible|welcome),? )?(?:(?:with|requires?|need) |(?<=: )(?=\\d+ ?%|loan amount ))");

  /** What is said of trucks holds for trucks; the words stay, since they say what is meant. */
  private static final Pattern KIND =
      compile(
          "^(?:no |all |any |an? |the |every |each )?(?<kind>truck|tractor|trailer|bus|van)(?:e?s)?(?:,? all (?:tiers|programs))?:? (?=(?:must|may|have to|has to|should|shall|need to|can|cannot|can't|not|no|over|older|newer|up to|max|mileage|miles|age|\\d).*\\b(?:years?|yrs?|miles)\\b)");

  /** "Over $150,000 send 2 years of tax returns": what stands behind an amount as a condition. */
  private static final Pattern LEADS_ON =
      compile(
          ",? ?(?:the|we|please|must|need|needs|require|requires|add|send|include|all|your|also|full|business|financial statements|two|three|\\d+ (?:years?|months?))\\b");

  /** "Log trucks: no more than 8 years old" */
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?:(?:An?|Any|Each|Every) (?=[a-z ]{3,30} (?:may|must|can|cannot|not)\\b))?(?<kind>(?:[A-Za-z][\\w /-]{0,30}? )?(?<last>\\w+))(?::| (?=(?:may|must|can|cannot|up to|no|not|need|shall|should)\\b)) ?(?<rest>.*\\d.*)");

  private static final Pattern AGED =
      compile(
          "(?:may be |must be |can be )?(?:no more than|not more than|no older than|not older than|up to) \\d+ (?:years?|yrs?)(?: old| of age)?(?: at funding)?\\.?");

  /** "Terms up to 48 months for log trucks" */
  private static final Pattern FOR_KIND =
      compile(
          "\\b(?:for|on) (?:all |any |every |each |an? )?(?<kind>(?:[a-z][a-z-]* ){0,3}[a-z]{3,})(?=,|[.;:]|$| (?:is|are|must|may|should|cannot|can|has|have)\\b)");

  private static final Pattern NO_PAYNET =
      compile(
          "(?:if|when|where) pay ?net (?:has|returns?|shows?|gives?) no (?:master ?)?score(?: (?:on|for) the (?:company|business|applicant|borrower|obligor))?|(?:if|with|when|where) (?:there is |(?:the |an? )?(?:applicant|business|company|borrower|obligor|lessee|shop|store|practice|firm|customer) has )?no pay ?net(?: score)?(?: (?:is )?(?:available|found))?|without (?:an? )?pay ?net(?: score)?|(?:if|when|where) (?:the |an? )?pay ?net(?: score)? (?:is )?(?:not |un)(?:available|found)");

  private static final Pattern USED =
      compile(
          "^used (?:equipment|assets?|collateral|machine(?:s|ry)?|units?)(?::| (?=(?:is|are) (?:limited|capped)\\b|requires?\\b|takes?\\b|needs?\\b|must have\\b))(?=.*\\b(?:months?|mos|terms?|down|percent)\\b|.*%)|\\b(?:for|on|if|when|where) (?:all |any )?used (?:equipment|assets?|collateral|machine(?:s|ry)|units?|vehicles?|trucks?)\\b:?|\\b(?:if|when|where) (?:the )?(?:equipment|collateral|asset|unit|vehicle|it) is used\\b");

  /** "The last 3 months of bank statements" is no span in which something must not happen. */
  private static final Pattern PAPERS = compile("\\b(?:statements?|returns?|financials)\\b");

  /** A condition that policies cannot state; with another one it makes a sentence unclear. */
  private static final String OF_OTHERS = "only for some";

  private Guards() {}

  /**
   * A sentence without its conditions.
   *
   * @param text what remains
   * @param when the condition in the words of a policy; absent when there is none
   * @param leading whether it stands at the sentence's beginning
   * @param unclear whether there are several, so that it is not clear what holds when
   */
  record Parted(String text, @Nullable String when, boolean leading, boolean unclear) {

    /** Whether nothing but the condition is said. */
    boolean saysNothingElse() {
      return text.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }
  }

  /** Takes the conditions out of a plain sentence; those about amounts only when asked to. */
  static Parted part(String sentence, boolean amounts) {
    List<String> found = new ArrayList<>();
    boolean[] leading = {false};
    String text = sentence;
    if (amounts) {
      text = amount(text, OVER, found, leading, "loan_amount over %s");
      text = amount(text, FROM, found, leading, "loan_amount at least %s");
      text = amount(text, UP_TO, found, leading, "loan_amount at most %s");
      text = amount(text, UNDER, found, leading, "loan_amount under %s");
      text = amount(text, BETWEEN, found, leading, "loan_amount between %s and %s");
    }
    if (!PAPERS.matcher(text).find()) {
      text = simple(text, PAST, found, leading, null);
    }
    text = simple(text, NO_PAYNET, found, leading, "no PayNet score");
    text = simple(text, NON_HOMEOWNER, found, leading, "homeownership is false");
    text = simple(text, HOMEOWNER, found, leading, "homeownership is true");
    text = simple(text, START_UP, found, leading, "start-up");
    text = simple(text, PRIVATE_PARTY, found, leading, "private_party_sale is true");
    text = simple(text, PRIVATE_PARTY_WITH, found, leading, "private_party_sale is true");
    text = simple(text, USED, found, leading, "equipment_condition is used");
    Optional<Measured> measured = Measured.in(text);
    if (measured.isPresent()) {
      found.add(measured.get().when());
      leading[0] |= text.substring(0, measured.get().start()).isBlank();
      text = measured.get().without(text);
    }
    Matcher labelled = LABELLED.matcher(text);
    boolean ofKind =
        kind(text) == null
            && labelled.matches()
            && (labelled.start("kind") > 0 || labelled.group("last").endsWith("s"))
            && NumberReader.mentions(labelled.group("kind")).isEmpty();
    Optional<String> named =
        ofKind ? EquipmentKind.named(labelled.group("kind")) : Optional.empty();
    if (named.isPresent()) {
      text = labelled.group("last") + " " + labelled.group("rest");
    } else if (ofKind && AGED.matcher(labelled.group("rest")).matches()) {
      named = EquipmentKind.aged(labelled.group("kind"));
      text = named.isPresent() ? "equipment " + labelled.group("rest") : text;
    }
    String kind = named.orElse(kind(text));
    if (kind != null) {
      found.add(kind);
      leading[0] = true;
    } else {
      text = withoutKind(text, found);
    }
    Matcher industry = INDUSTRY.matcher(text);
    if (industry.find()) {
      boolean subject = industry.group("subject") != null;
      String name = industry.group(subject ? "subject" : "industry");
      found.add("industry is " + name.toLowerCase(Locale.ROOT));
      leading[0] |= subject;
      text = subject ? text.substring(industry.end()) : text.substring(0, industry.start());
    }
    return new Parted(
        text.trim().replaceFirst("^, ?", ""),
        found.isEmpty() ? null : found.get(0),
        leading[0],
        found.size() > 1 || found.contains(OF_OTHERS));
  }

  /** What is said for a kind of equipment; of one that is not clear, for others than all. */
  private static String withoutKind(String text, List<String> found) {
    Matcher matcher = FOR_KIND.matcher(text);
    if (!matcher.find() || !EquipmentKind.isThing(matcher.group("kind"))) {
      return text;
    }
    found.add(EquipmentKind.condition(matcher.group("kind")).orElse(OF_OTHERS));
    return text.substring(0, matcher.start()) + text.substring(matcher.end());
  }

  /** The kind of equipment that a sentence is about, as a condition. */
  static @Nullable String kind(String sentence) {
    Matcher kind = KIND.matcher(sentence);
    return kind.find() ? "equipment_type is " + kind.group("kind").toLowerCase(Locale.ROOT) : null;
  }

  private static String amount(
      String text, Pattern pattern, List<String> found, boolean[] leading, String form) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder rest = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      boolean anchored =
          !matcher.group("about").isBlank()
              || (text.substring(0, matcher.start()).isBlank()
                  && text.substring(matcher.end()).matches(" ?(?::|,? ?required\\b).*")
                  && !form.contains("at most"))
              || (text.substring(0, matcher.start()).isBlank()
                  && LEADS_ON.matcher(text.substring(matcher.end())).lookingAt()
                  && !form.contains("at most"))
              || (text.substring(0, matcher.start()).isBlank()
                  && text.substring(matcher.end()).matches("\\W*")
                  && !form.contains("at most"))
              || (text.substring(matcher.end()).matches(" ?:.*")
                  && !NumberReader.mentions(text.substring(0, matcher.start())).isEmpty())
              || text.substring(0, matcher.start())
                  .matches(
                      "(?i).*(?:\\b(?:required|needed|if|percent|years?|yrs?|months?|mos?|statements?|returns?|financials)|%),?\\s*");
      if (!anchored) {
        continue;
      }
      List<String> amounts =
          Quantities.in(text.substring(matcher.start(), matcher.end())).stream()
              .flatMap(q -> q.high() == null ? Stream.of(q.low()) : Stream.of(q.low(), q.high()))
              .map(n -> n.stripTrailingZeros().toPlainString())
              .toList();
      found.add(form.formatted(amounts.toArray()));
      boolean announced = text.substring(matcher.end()).matches(" ?:.*");
      leading[0] |= announced || text.substring(0, matcher.start()).isBlank();
      String before = text.substring(0, matcher.start());
      if (announced && !Vocabulary.harmless(before) && NumberReader.mentions(before).isEmpty()) {
        // "Fleet deals over $250,000: ..." is said of fleets alone.
        found.add(OF_OTHERS);
      }
      rest.append(text, from, matcher.start()).append(' ');
      from = matcher.end();
    }
    return rest.append(text.substring(from)).toString().trim();
  }

  private static String simple(
      String text, Pattern pattern, List<String> found, boolean[] leading, @Nullable String when) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    found.add(when == null ? past(matcher) : when);
    leading[0] |= text.substring(0, matcher.start()).isBlank();
    return (text.substring(0, matcher.start()) + " " + text.substring(matcher.end())).trim();
  }

  private static String past(Matcher matcher) {
    String unit = matcher.group("unit").startsWith("m") ? "months" : "years";
    return "past %s %s".formatted(matcher.group("n"), unit);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
