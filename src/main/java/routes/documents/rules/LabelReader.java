package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/** Reads labels and questions with their values and answers. */
final class LabelReader {

  private static final Pattern NO_LIMIT =
      Pattern.compile(
          "(?i)(?:no|none|n/?a|not applicable|no (?:\\w+ ){0,2}(?:restrictions?|limits?|minimum|maximum|requirements?)|unlimited|not required|-+|any)");
  private static final Pattern UNSURE_START =
      Pattern.compile("(?i)^(?:see|call|contact|ask|email|may|depends|varies|case)\\b.*");

  /** "Max Amount (App Only)". */
  private static final Pattern APP_ONLY =
      Pattern.compile(
          "(?i)\\b(?:amount|limit|max\\w*)\\b.*\\bapp(?:lication)?[- ]only\\b|\\bapp(?:lication)?[- ]only\\b.*\\b(?:limit|max\\w*|amount)");

  /** "Each submission must include" */
  private static final Pattern DEMANDING =
      Pattern.compile(
          "(?i)(?:(?:please|we|you|us|also|will|must|shall|should|to|each|every|all|the|following|a|an|our|your|complete|full|submissions?|packages?|applications?|requests?|files?|deals?|transactions?|comes?|in|with|include|includes|contain|provide|send|submit|furnish|needs?|requires?|required|needed|items?|documents?|be|accompanied|by|and|of)\\b[ ,]*)*\\b(?:includ\\w+|contain|provide|send|submit|furnish|needs?|requires?|required|needed|with|by)\\b(?:[ ,]*(?:us|the|following|items?|also|all|of|documents?|with|every|each|submission|package|application))*");

  /** "Yes, provided that ..." */
  private static final Pattern PROVIDED =
      Pattern.compile(
          "(?i)(?:yes|sure|ok|welcome|allowed|accepted|considered|eligible)[,:;]? (?:on (?:the following )?conditions?|provided(?: that)?|if|for|but only if|subject to|with)\\b:? ?(?<conditions>.+)");

  private static final Pattern ENUMERATED =
      Pattern.compile("[;,]? ?(?:\\band )?(?<![A-Za-z])[a-h][.)] |; (?:and )?");

  /** "Over $250K", "Requests over $250K", beside what is wanted then. */
  private static final Pattern SIZED =
      Pattern.compile(
          "(?i)(?:(?:all )?(?:requests|deals|transactions|loans|applications|exposures?) (?:of )?)?(?:over|above|under|below|up to|greater than|more than) "
              + Quantities.MONEY);

  private static final Pattern LIMITED =
      Pattern.compile(
          "(?i)\\b(?:larger|smaller|above|below|over|under|otherwise|may|might|who (?:do|are|own|have)|that|which|not|without|than|deals|requests|transactions|\\d)\\b");

  private static final String SOFT_COSTS = "(?i)soft[- ]costs?(?: \\(.*\\))?";

  /** "The standards at left apply with these changes" */
  private static final Pattern CHANGED =
      Pattern.compile(
          "(?i)(?:the |our |same |standard |normal |other )*(?:standards?|rules?|requirements?|guidelines?|criteria|terms)(?: (?:at (?:the )?(?:left|right)|above|below))? (?:apply|applies|hold|holds|change|changes)\\b[,]?(?: (?:with|as|but with)? ?(?:these|the following)(?: \\w+)?)?");

  private static final Pattern PAPERS =
      Pattern.compile(
          "(?i)(?:required )?(?:documents?|documentation|docs|paperwork)(?: required| needed)?");

  private static final String CONDITION =
      "(?i)(?:(?:equipment|machine|unit|vehicle|truck|asset|collateral) )?condition";

  private static final Pattern TRUCKING =
      Pattern.compile("(?i)(?:otr )?trucking|otr|transportation");
  private static final Pattern NOT_ELIGIBLE =
      Pattern.compile(
          "(?i)(?:no|not (?:eligible|allowed|accepted|financed)|ineligible|excluded)\\.?");

  /** "Sale-leaseback: no", behind what another label says. */
  private static final Pattern LABELLED = Pattern.compile("\\p{Lu}[^.:;]{2,60}: .+");

  private LabelReader() {}

  /** Reads a label or question with its value or answer. */
  static Reading read(String label, String value) {
    String question = Prose.plain(label);
    String name = question.replaceAll("[?:]+$", "").trim();
    String answer =
        withoutAside(name, Prose.plain(value))
            .replaceFirst("(?i)^yes[,:;.]? (?:- )?(?=up to\\b|[$<>=\\d])", "");
    if (name.matches(CONDITION) && answer.matches("(?i)(?:brand )?new only")) {
      return SentenceReader.read("New equipment only");
    }
    String quote = label + " " + value;
    Optional<List<Fact>> answered =
        FlagReader.answer(question, answer).or(() -> ApplicationOnly.possible(name, answer));
    if (answered.isPresent()) {
      return Reading.of(answered.get());
    }
    Matcher provided = PROVIDED.matcher(answer);
    if (provided.matches()) {
      return provided(question, provided.group("conditions"), quote);
    }
    Matcher aside = Aside.BRACKETS.matcher(name);
    if (aside.find()) {
      String when = Guards.part("requests " + aside.group(1), true).when();
      if (when != null) {
        return read(aside.replaceAll(" ").trim(), value).under(when);
      }
    }
    boolean ofNumbers =
        !NumberReader.mentions(name).isEmpty()
            || NumberReader.mentions(name + ": " + answer).stream()
                .anyMatch(mention -> mention.start() < name.length());
    List<String> sentences = Prose.sentences(answer);
    if (sentences.isEmpty() || (ofNumbers && NO_LIMIT.matcher(answer).matches())) {
      return Reading.NONE;
    }
    if (UNSURE_START.matcher(answer).matches()) {
      return Reading.nothing(quote);
    }
    Optional<List<Fact>> suffices = ApplicationOnly.answered(name, sentences.get(0));
    if (suffices.isPresent()) {
      return others(Reading.of(suffices.get()), "", sentences);
    }
    if (PAPERS.matcher(name).matches()) {
      return papers(sentences, quote);
    }
    boolean known = ofNumbers || !FlagReader.mentioned(name).isEmpty() || demands(name);
    return known ? about(name, sentences, quote) : unknown(name, value, sentences, quote);
  }

  /** What start-ups need instead is said elsewhere. */
  private static String withoutAside(String name, String value) {
    return name.matches("(?i)(?:minimum )?(?:time|years) in business|tib")
        ? value.replaceFirst(", except (?:for )?start-?ups(?: as \\w+(?: \\w+)?)?$", "")
        : value;
  }

  /** Whether a value lets something in on conditions: "Start-ups", "Welcome, with 25% down". */
  static boolean admits(String label, String value) {
    return SectionCondition.of(label).isPresent() && PROVIDED.matcher(value.trim()).matches();
  }

  /** Reads the value of a label that names something known. */
  private static Reading about(String name, List<String> sentences, String quote) {
    String asked =
        (APP_ONLY.matcher(name).find() ? "application only" : asked(name)).replace("?", " ");
    String value = name.matches(SOFT_COSTS) ? amountOf(sentences.get(0)) : sentences.get(0);
    boolean paper = name.matches("(?i)(?:business )?(?:bank statements?|tax returns?)");
    Optional<List<Fact>> itself =
        FlagReader.mentioned(name).size() > 1 && !FlagReader.mentioned(value).isEmpty()
            ? FlagReader.read(value)
            : Optional.empty();
    String whole = (paper ? "required " : "") + asked + ": " + value;
    Reading first = itself.map(Reading::of).orElseGet(() -> SentenceReader.sentence(whole));
    if (first.facts().isEmpty()) {
      Reading alone = Reading.of(FlagReader.read(sentences.get(0)).orElse(List.of()));
      Reading numbers = SentenceReader.sentence(sentences.get(0));
      // "Age at payoff" beside a whole sentence.
      boolean ofAge =
          !numbers.facts().isEmpty()
              && numbers.facts().stream()
                  .allMatch(fact -> fact.type().equals(Field.EQUIPMENT_AGE_AT_TERM_END.type()));
      alone = ofAge && numbers.unread().isEmpty() ? numbers : alone;
      String when = Guards.part(name, true).when();
      boolean free = alone.facts().stream().allMatch(fact -> fact.when() == null);
      first =
          alone.facts().isEmpty() || (when != null && !free)
              ? Reading.nothing(quote)
              : when == null ? alone : alone.under(when);
    }
    return others(first, asked + ": ", sentences);
  }

  /** Reads the value of a label that names nothing known, which must speak for itself then. */
  private static Reading unknown(String name, String value, List<String> sentences, String quote) {
    Optional<List<Fact>> together =
        sentences.size() == 1 ? FlagReader.read(name + ": " + sentences.get(0)) : Optional.empty();
    if (together.isPresent()) {
      return Reading.of(together.get());
    }
    Guards.Parted asks = Guards.part(name, true);
    boolean changed = asks.when() != null && CHANGED.matcher(asks.text()).matches();
    if (!asks.unclear() && (changed || DEMANDING.matcher(asks.text()).matches())) {
      return required(sentences, asks.when());
    }
    if (SIZED.matcher(name).matches()) {
      Guards.Parted sized = Guards.part("requests " + name, true);
      return sized.when() == null || sized.unclear()
          ? Reading.nothing(quote)
          : required(sentences, sized.when());
    }
    Reading alone = SentenceReader.read(value);
    if (TRUCKING.matcher(name).matches()) {
      return ofTruckers(alone, value, quote);
    }
    boolean limited = limited(name);
    boolean ofKind = ofEquipment(alone) && !EquipmentKind.isEvery(name);
    Optional<String> kind = ofKind ? EquipmentKind.condition(name) : EquipmentKind.named(name);
    if (kind.isEmpty() && ofKind) {
      return Reading.nothing(quote);
    }
    if (kind.isPresent() && alone.facts().stream().allMatch(fact -> fact.when() == null)) {
      return alone.under(kind.get());
    }
    boolean whole =
        alone.facts().stream()
            .allMatch(fact -> fact.operator() == Operator.IS_FALSE || fact.when() != null);
    return alone.facts().isEmpty() || (limited && !whole) ? Reading.nothing(quote) : alone;
  }

  /** "Trucking" beside "Fleet of 5+ trucks" or "Not eligible". */
  private static Reading ofTruckers(Reading said, String value, String quote) {
    if (NOT_ELIGIBLE.matcher(value.trim()).matches()) {
      return Reading.of(List.of(Fact.list("industry", Operator.NOT_IN, List.of("Trucking"))));
    }
    boolean free =
        !said.facts().isEmpty() && said.facts().stream().allMatch(fact -> fact.when() == null);
    return free ? said.under("industry is trucking") : Reading.nothing(quote);
  }

  /** Whether all that is said is about the age or use of something that the label names. */
  private static boolean ofEquipment(Reading reading) {
    return !reading.facts().isEmpty()
        && reading.facts().stream()
            .allMatch(
                fact ->
                    fact.when() == null
                        && (fact.type().equals("equipment_mileage")
                            || fact.type().equals("equipment_age")));
  }

  /** Whether a label says for whom or when, so that its value does not hold for all. */
  static boolean limited(String label) {
    return Guards.part(label, true).when() != null
        || SentenceReader.conditional(label)
        || SentenceReader.ofKind(label)
        || LIMITED.matcher(label).find();
  }

  private static Reading required(List<String> sentences, @Nullable String when) {
    Reading wanted = SentenceReader.read("required " + String.join("; required ", sentences));
    return when == null ? wanted : wanted.under(when);
  }

  /** "Freight, plumbing and installation up to 25%" without what is meant by soft costs. */
  private static String amountOf(String softCosts) {
    return softCosts.replaceFirst(
        "^[A-Za-z ,/&-]+ (?=(?i:up to|as much as|no more than|not over|max))", "");
  }

  /** What stands beside "Documents" is wanted. */
  private static Reading papers(List<String> sentences, String quote) {
    return sentences.stream()
        .flatMap(one -> papers(one).stream())
        .map(one -> SentenceReader.sentence("required " + one))
        .map(one -> one.unread().isEmpty() ? one : new Reading(one.facts(), List.of(quote)))
        .reduce(Reading.NONE, Reading::and);
  }

  /** The papers that a sentence lists. */
  private static List<String> papers(String sentence) {
    List<String> parts = List.of(sentence.split(", (?:and )?| and | \\+ ", -1));
    boolean each =
        parts.stream()
            .allMatch(part -> part.matches("(?i).*\\b(?:statements?|returns?|financials)"));
    return each ? parts : List.of(sentence);
  }

  /** The sentences after the first; one that names nothing is about the label too. */
  private static Reading others(Reading first, String about, List<String> sentences) {
    Reading all = first;
    for (String sentence : sentences.subList(1, sentences.size())) {
      String said = Guards.part(sentence, true).text();
      boolean named = !NumberReader.mentions(said).isEmpty() || Quantities.in(said).isEmpty();
      Reading one = SentenceReader.sentence(named ? sentence : about + sentence);
      all = all.and(one.facts().isEmpty() ? Reading.nothing(sentence) : one);
    }
    return all;
  }

  /** "Are start-ups eligible?" with "Yes, on the following conditions: a. ...; b. ...". */
  private static Reading provided(String question, String conditions, String quote) {
    List<Flag> flags = FlagReader.mentioned(question);
    String when =
        flags.equals(List.of(Flag.START_UP))
            ? "start-up"
            : flags.equals(List.of(Flag.PRIVATE_PARTY_SALE)) ? "private_party_sale is true" : null;
    boolean used = question.matches("(?i).*\\bused (?:equipment|collateral|assets)\\b.*");
    Reading all = Reading.NONE;
    List<String> sentences = Prose.sentences(conditions);
    List<String> others =
        sentences.stream().dropWhile(one -> !LABELLED.matcher(one).matches()).toList();
    String own = others.isEmpty() ? conditions : before(conditions, others.get(0));
    for (String condition : ENUMERATED.split(own, -1)) {
      if (!condition.isBlank()) {
        Reading one = SentenceReader.read(condition.trim());
        all = all.and(when == null ? one : one.under(when));
      }
    }
    boolean forbids = all.facts().stream().allMatch(fact -> fact.operator() == Operator.IS_FALSE);
    Reading read = when == null && !used && !forbids ? Reading.nothing(quote) : all;
    return others.stream().map(Statements::read).reduce(read, Reading::and);
  }

  private static String before(String text, String end) {
    return text.substring(0, text.indexOf(end));
  }

  private static boolean demands(String name) {
    return name.matches(
        "(?i).*\\b(?:citizen(?:ship)?|financials|financial statements?|home ?owner(?:ship)?|personal guarant\\w+|pg|cdl)\\b.*");
  }

  /** A question's own words without the asking. */
  private static String asked(String name) {
    return name.replaceFirst(
            "(?i)^how (?:many|much) (?=(?:years?|months?) (?:of )?(?:business |personal )?(?:bank|tax)\\b)",
            "required ")
        .replaceFirst(
            "(?i)^(?:(?:and )?(?:what|how) about|when (?:is|are)|do you use|is there(?= an? m(?:in|ax)imum)|what(?:'s| is| are)|how (?:much|many|long)(?: is| are)?|do you (?:have|require|need)) (?:your |the |an? )?",
            "")
        .replaceFirst("(?i)^(?:may|can) (?=soft|equipment)", "")
        .trim();
  }
}
