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

  /** Reads what is said of programs by their names. */
  private final ProgramSentences named;

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
    String plain = Prose.plain(text);
    int colon = plain.indexOf(':');
    if (colon > 0
        && ProgramName.general(plain.substring(0, colon))
        && Topic.of(plain.substring(0, colon)) != Topic.EXCLUDED) {
      ledger.enter(reader.root(), Statements.read(plain.substring(colon + 1).trim()), text);
      return;
    }
    Optional<RateLine> rate = RateLine.of(reader.context().heading(), text);
    if (rate.isPresent()) {
      rate(rate.get(), text);
      return;
    }
    if (named.runIn(text) || named.begins(text, plain) || named.namesThem(text)) {
      return;
    }
    List<String> sentences = Prose.sentences(plain);
    List<String> printed = Prose.sentences(text);
    List<String> others =
        printed.size() < 2
            ? printed
            : printed.stream()
                .filter(one -> !named.namesThem(one) && !named.begins(one, Prose.plain(one)))
                .toList();
    if (others.size() < printed.size()) {
      others.forEach(this::said);
      return;
    }
    if (printed.size() > 1 && BuyRate.stated(printed.get(0)).isPresent()) {
      // "Buy rate 8.75%, any term. Comparable credit of at least 70%."
      printed.forEach(this::said);
      return;
    }
    if (sentences.size() > 1 && sentences.stream().filter(ProgramSentences::isStep).count() > 1) {
      sentences.stream().filter(one -> !named.step(one, one)).forEach(ledger::unread);
      return;
    }
    if (colon > 0
        && BARS.matcher(plain).find()
        && announced(plain.substring(0, colon), plain.substring(colon + 1).trim())) {
      return;
    }
    if (sentences.size() == 1 && ALL_PROGRAMS.matcher(text).find()) {
      Reading reading = Statements.read(text);
      if (!reading.facts().isEmpty()) {
        ledger.enter(reader.root(), reading, text);
        return;
      }
    }
    if (named.step(text, plain)) {
      return;
    }
    if (runIn(text, plain)) {
      return;
    }
    Matcher audience = AUDIENCE.matcher(plain);
    if (audience.matches()
        && !SentenceReader.conditional(plain)
        && !reader.context().node().isRoot()) {
      Reading young = Statements.read("time in business " + audience.group("young"));
      ledger.enterIfProgram(reader.context().node(), young, text);
      return;
    }
    Reading reading = Statements.read(text);
    boolean one = colon > 0 && Prose.sentences(plain.substring(0, colon)).size() == 1;
    if (one && colon < plain.length() - 1 && !reading.facts().isEmpty()) {
      Reading keyed =
          Statements.keyed(plain.substring(0, colon), plain.substring(colon + 1).trim());
      reading = keyed.facts().size() > reading.facts().size() ? keyed : reading;
    } else if (colon > 0 && colon < plain.length() - 1 && reading.facts().isEmpty()) {
      String label = plain.substring(0, colon);
      String value = plain.substring(colon + 1).trim();
      if (announced(label, value) || named.keyed(label, value)) {
        return;
      }
      reading = reading.or(Statements.keyed(label, value));
    }
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

  /** "Up to 9 years old", below "Equipment". */
  private Reading underHeading(String text) {
    String heading = reader.context().heading();
    boolean label =
        heading.split(" ").length <= LONGEST_LABEL && Quantities.in(Prose.plain(heading)).isEmpty();
    Reading keyed = label ? Statements.keyed(heading, text) : Reading.NONE;
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
