package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Enters what single statements say, for the program or section they stand in. */
final class StatementReader {

  /** "Time in business. Not less than two years." */
  /** "Rate 8.75% for $10,000 to $49,999" */
  private static final Pattern RATE = Pattern.compile("(?i)(?:buy |base )?rates? (?=\\d)");

  private static final Pattern RUN_IN =
      Pattern.compile("(?<label>[A-Z][a-z]+(?:[ -][a-z]+){0,4})\\. (?<rest>[A-Z].*)");

  /** "The minimum is $15,000 in every tier", "We do not have a program for start-ups" */
  private static final Pattern ALL_PROGRAMS =
      Pattern.compile(
          "(?i)\\b(?:in|for|on|across|under) (?:all|every|each|any|both|either) (?:of (?:the|our) )?(?:\\w+ )?(?:tiers?|programs?|products?|grades?)\\b|\\bwe (?:do not|don't|do not currently) (?:have|offer) an? (?:program|product)\\b");

  /** "Not eligible: businesses in Alaska | cannabis" */
  private static final Pattern BARS = Pattern.compile("\\s[|•]\\s");

  /** "For drivers buying their first truck, with less than 2 years in business" */
  private static final Pattern AUDIENCE =
      Pattern.compile(
          "(?i)(?:(?:designed |built |meant |made )?for|serves) [^.;:$%\\d]{3,80}?(?<young>(?:under|less than|fewer than) \\d+ (?:years?|months?))(?: old| in business| of operations?)(?<rest>[^$%\\d]*)");

  /** Words of a heading that may be a label for what stands below it. */
  private static final int LONGEST_LABEL = 3;

  private final GuidelineReader reader;
  private final Ledger ledger;

  /** "Buy rate 8.95% up to 48 months Buy rate 9.45% for 49 to 72 months", a line each. */
  private static final Pattern NEXT_RATE = Pattern.compile("(?<=[a-z%]) (?=Buy [Rr]ate \\d)");

  /** Reads what is said of programs by their names. */
  private final ProgramSentences named;

  /** Whether rates may come next: a line before said so, or was one of them. */
  private boolean priced;

  StatementReader(GuidelineReader reader, Ledger ledger) {
    this.reader = reader;
    this.ledger = ledger;
    this.named = new ProgramSentences(reader, ledger);
  }

  /** Reads a statement under the headings above it. */
  void read(String text) {
    ledger.date(text);
    Topic topic = reader.context().topic();
    if (topic == Topic.ELIGIBLE && limitsEquipment(text)) {
      said(text);
    } else if (topic == Topic.ELIGIBLE || topic == Topic.PRICE_EXTRAS || topic == Topic.WISHES) {
      ledger.unread(text);
    } else if (topic == Topic.EXCLUDED) {
      excluded(text);
    } else if (topic != Topic.PAPERS
        || (!named.begins(text, Prose.plain(text)) && !required(text))) {
      said(text);
    }
  }

  /** "Maximum age 15 years", among what is financed. */
  private static boolean limitsEquipment(String text) {
    Reading reading = Statements.read(text);
    return !reading.facts().isEmpty()
        && reading.unread().isEmpty()
        && reading.facts().stream()
            .allMatch(
                fact -> fact.type().startsWith("equipment_") || fact.type().equals("soft_costs"));
  }

  /** What stands in a list of papers is wanted. */
  private boolean required(String text) {
    Reading reading =
        Prose.sentences(Prose.plain(text)).stream()
            .map(StatementReader::wanted)
            .reduce(Reading.NONE, Reading::and);
    if (!reading.facts().isEmpty()) {
      ledger.enter(reader.context().node(), reading, text);
    }
    return !reading.facts().isEmpty();
  }

  private static Reading wanted(String sentence) {
    Reading plain = Statements.read(sentence);
    return plain.facts().isEmpty() || !plain.unread().isEmpty()
        ? Statements.read("Required: " + sentence)
        : plain;
  }

  private void said(String text) {
    List<String> rates = List.of(NEXT_RATE.split(text, -1));
    if (rates.size() > 1) {
      rates.forEach(this::said);
      return;
    }
    String plain = Prose.plain(text);
    boolean entered =
        generally(text, plain)
            || rates(text)
            || named.runIn(text)
            || named.begins(text, plain)
            || named.namesThem(text)
            || apart(text)
            || steps(plain)
            || withBars(plain)
            || inEveryProgram(text, plain)
            || named.step(text, plain)
            || runIn(text, plain)
            || audience(text, plain);
    if (!entered) {
      stated(text, plain);
    }
  }

  /** "All programs: no private party sales" */
  private boolean generally(String text, String plain) {
    String label = Labelled.label(plain);
    boolean general = ProgramName.general(label) && Topic.of(label) != Topic.EXCLUDED;
    if (general) {
      ledger.enter(reader.root(), Statements.read(Labelled.value(plain)), text);
    }
    return general;
  }

  /**
   * "$10,000 to $49,999: 9.25%" below "Rates", "9.25% up to 36 months" below "Buy rate", or "Rate:
   * 9.25% up to 36 months".
   */
  private boolean rates(String text) {
    Matcher lead = RATE.matcher(text);
    boolean led = lead.lookingAt();
    boolean labelled = led || BuyRate.labelled(Labelled.label(text));
    String rates = led ? text.substring(lead.end()) : labelled ? Labelled.value(text) : text;
    Optional<RateLine> line = RateLine.of(reader.context().heading(), text);
    List<RateLine> each =
        line.map(List::of).orElseGet(() -> priced || labelled ? RateLine.each(rates) : List.of());
    each.forEach(one -> rate(one, text));
    priced = BuyRate.labelled(text.trim()) || (priced && !each.isEmpty());
    return !each.isEmpty();
  }

  /** Sentences of which some name programs, or one is about a rate and nothing else. */
  private boolean apart(String text) {
    List<String> sentences = Prose.sentences(text);
    if (sentences.size() < 2) {
      return false;
    }
    List<String> others =
        sentences.stream()
            .filter(one -> !named.namesThem(one) && !named.begins(one, Prose.plain(one)))
            .filter(one -> !inEveryProgram(one, Prose.plain(one)))
            .toList();
    // "Buy rate 8.75%, any term. Comparable credit of at least 70%."
    boolean apart =
        others.size() < sentences.size() || BuyRate.stated(sentences.get(0)).isPresent();
    if (apart) {
      others.forEach(this::said);
    }
    return apart;
  }

  /** "Tier 1 needs 700. Tier 2 needs 660." */
  private boolean steps(String plain) {
    List<String> sentences = Prose.sentences(plain);
    boolean several = sentences.stream().filter(ProgramSentences::isStep).count() > 1;
    if (several) {
      sentences.stream().filter(one -> !named.step(one, one)).forEach(ledger::unread);
    }
    return several;
  }

  private boolean withBars(String plain) {
    return BARS.matcher(plain).find() && announced(Labelled.label(plain), Labelled.value(plain));
  }

  private boolean inEveryProgram(String text, String plain) {
    boolean every = Prose.sentences(plain).size() == 1 && ALL_PROGRAMS.matcher(text).find();
    Reading reading =
        every
            ? Statements.read(text)
                .or(Statements.read(ALL_PROGRAMS.matcher(text).replaceAll("").trim()))
            : Reading.NONE;
    if (!reading.facts().isEmpty()) {
      ledger.enter(reader.root(), reading, text);
    }
    return !reading.facts().isEmpty();
  }

  private boolean audience(String text, String plain) {
    Matcher audience = AUDIENCE.matcher(plain);
    boolean young =
        audience.matches()
            && !SentenceReader.conditional(plain)
            && !reader.context().node().isRoot();
    if (young) {
      Reading age = Statements.read("time in business " + audience.group("young"));
      ledger.enterIfProgram(reader.context().node(), age, text);
    }
    return young;
  }

  /** "Not for us: cannabis, casinos", or a program's name before what it asks for. */
  private boolean announcement(String plain) {
    String label = Labelled.label(plain);
    String value = Labelled.value(plain);
    return !value.isEmpty() && (announced(label, value) || named.keyed(label, value));
  }

  private void stated(String text, String plain) {
    Reading whole = Statements.read(text);
    if (whole.facts().isEmpty() && announcement(plain)) {
      return;
    }
    Reading reading = labelled(plain, whole);
    if (reading.facts().isEmpty() && reader.context().node().isSection()) {
      Reading range = Statements.range(text);
      if (!range.facts().isEmpty()) {
        ledger.enterIfProgram(reader.context().node(), range, text);
        return;
      }
    }
    reading =
        withRanges(reading)
            .or(headline(text))
            .or(underHeading(text))
            .typedBy(reader.context().heading());
    OptionalInt bps = reading.facts().isEmpty() ? BuyRate.stated(text) : OptionalInt.empty();
    if (bps.isPresent()) {
      reader.rate(reader.context().node(), bps.getAsInt(), text);
    } else {
      ledger.enter(reader.context().node(), reading, text);
    }
  }

  /** A reading, or that of a label with its value where it says more. */
  private static Reading labelled(String plain, Reading reading) {
    String label = Labelled.label(plain);
    String value = Labelled.value(plain);
    if (value.isEmpty()) {
      return reading;
    }
    if (reading.facts().isEmpty()) {
      return reading.or(Statements.keyed(label, value));
    }
    Reading keyed =
        Prose.sentences(label).size() == 1 ? Statements.keyed(label, value) : Reading.NONE;
    return keyed.facts().size() > reading.facts().size() ? keyed : reading;
  }

  /** "Up to 9 years old", below "Equipment". */
  private Reading underHeading(String text) {
    String heading = reader.context().heading();
    boolean label =
        heading.split(" ").length <= LONGEST_LABEL && Quantities.in(Prose.plain(heading)).isEmpty();
    Reading keyed = label ? Statements.keyed(TableLabel.of(heading), text) : Reading.NONE;
    return keyed.unread().isEmpty() ? keyed : Reading.NONE;
  }

  private void rate(RateLine line, String text) {
    ProgramName program = line.program();
    ProgramNode node =
        program == null
            ? reader.context().node()
            : reader.enclosing(Float.MAX_VALUE).child(program, 0, ledger.page(), false);
    ledger.enter(node, line.rate(ledger.page(), text));
  }

  /** "Up to $60,000; term to 48 months": what is unread may be what the program lends. */
  private Reading withRanges(Reading reading) {
    boolean within = reader.context().node().isInProgram();
    if (!within || reading.facts().isEmpty()) {
      return reading;
    }
    Reading all = new Reading(reading.facts(), List.of());
    for (String unread : reading.unread()) {
      Reading range = Statements.range(unread);
      all = all.and(range.facts().isEmpty() ? Reading.nothing(unread) : range);
    }
    return all;
  }

  /** "Time in business. Not less than two years": the first words are a label. */
  private boolean runIn(String text, String plain) {
    Matcher runIn = RUN_IN.matcher(plain);
    if (!runIn.matches()
        || !Quantities.in(runIn.group("label")).isEmpty()
        || !Statements.read(runIn.group("label")).facts().isEmpty()) {
      return false;
    }
    String rest = runIn.group("rest");
    Reading alone = Statements.read(rest);
    OptionalInt bps = BuyRate.stated(rest);
    if (bps.isPresent()) {
      reader.rate(reader.context().node(), bps.getAsInt(), text);
    } else if (!alone.facts().isEmpty()
        && (alone.unread().isEmpty()
            || Statements.keyed(runIn.group("label"), rest).facts().size()
                < alone.facts().size())) {
      ledger.enter(reader.context().node(), alone.typedBy(runIn.group("label")), text);
    } else {
      reader.keyed(reader.context().node(), runIn.group("label"), rest, false, text);
    }
    return true;
  }

  /** An amount right below a program's name, or a range of amounts or terms anywhere in it. */
  Reading headline(String text) {
    if (reader.context().node().isRoot() || reader.context().node().isSection()) {
      return Reading.NONE;
    }
    return reader.context().node().isEmpty()
        ? Statements.headline(text).or(Statements.range(text))
        : Statements.range(text);
  }

  /** "Not eligible: Cannabis | Gambling | Open bankruptcies". */
  private boolean announced(String label, String list) {
    boolean refuses =
        label.split(" ").length <= GuidelineReader.LONGEST_LABEL
            && Topic.of(label) == Topic.EXCLUDED
            && NumberReader.mentions(label).isEmpty();
    if (!refuses) {
      return false;
    }
    boolean anywhere = label.matches("(?i).*\\b(?:either|any|all|both|every)\\b.*");
    ProgramNode node = anywhere ? reader.root() : reader.context().node();
    List<String> entries = ExcludedReader.entries(list);
    List<Reading> readings =
        entries.stream()
            .map(entry -> ExcludedReader.read(label, entry))
            .map(entry -> entry.typedBy(reader.context().heading()))
            .toList();
    boolean whole = readings.stream().noneMatch(reading -> reading.facts().isEmpty());
    boolean states =
        IntStream.range(0, entries.size())
            .filter(i -> readings.get(i).facts().isEmpty())
            .anyMatch(i -> !States.named(entries.get(i)).isEmpty());
    for (int i = 0; i < entries.size(); i++) {
      // A list that lacks an entry would allow what the lender refuses.
      boolean part = !whole && (states || ExcludedReader.listed(readings.get(i)));
      Reading entry = part ? Reading.nothing(entries.get(i)) : readings.get(i);
      ledger.enter(node, entry, entries.get(i));
    }
    return true;
  }

  private void excluded(String text) {
    if (ExcludedReader.headsList(text)) {
      reader.inList(text);
      return;
    }
    for (String entry : text.split(";(?: (?:and|or)$)?", -1)) {
      if (!entry.isBlank()) {
        String heading = reader.context().heading();
        Reading reading = ExcludedReader.read(heading, entry.trim()).typedBy(heading);
        ledger.enter(reader.context().node(), reading, entry.trim());
      }
    }
  }
}
