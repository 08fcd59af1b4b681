package routes.documents.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.lending.policy.Policy;
import routes.lending.policy.Rate;

/**
 * Walks through a guideline's pages and keeps what it says, under the program it says it for. Not
 * thread-safe: one for each document.
 */
public final class GuidelineReader {

  private static final Pattern OF_THIS_PROGRAM =
      Pattern.compile(
          "(?i)(?:program |additional |other |credit |underwriting )*(?:requirements?|criteria|terms|highlights|features|details|guidelines|eligibility|notes?|qualifications)");

  /** "Time in business. Not less than two years." */
  private static final Pattern RUN_IN =
      Pattern.compile("(?<label>[A-Z][a-z]+(?:[ -][a-z]+){0,4})\\. (?<rest>[A-Z].*)");

  /** "A few reminders for every program" */
  private static final Pattern EVERYWHERE =
      Pattern.compile(
          "(?i)(?:[\\w-]+ ){0,5}for (?:every|all|both|any|either) (?:programs?|tiers?|products?)");

  private static final Pattern STEP =
      Pattern.compile("(?<name>[^:,.;]{1,25}?)(?: - |: )(?<rest>.*\\d.*)");

  /** Words. */
  static final int LONGEST_LABEL = 6;

  /**
   * Headings of one rank differ so much at most: OCR measures heights, and often misses bold type.
   */
  private static final float ALIKE = 0.85f;

  private final ProgramNode root = ProgramNode.root();
  private final Ledger ledger = new Ledger();
  private final TableReader tables = new TableReader(this, ledger);
  private Context context = new Context(root, null, "");
  private Footnotes footnotes = Footnotes.of(List.of());

  /** What announced the list of exclusions that goes on from one page to the next. */
  private @Nullable String openList;

  /** What a document says. */
  public record Result(Policy policy, List<Unread> unread) {}

  /** Text that was not understood. */
  public record Unread(int page, String text) {}

  /** Reads a page; the headings of the page before still hold. */
  public void page(int number, List<Block> blocks) {
    ledger.turnTo(number);
    footnotes = Footnotes.of(blocks);
    openList = new BlockRun(this, tables, ledger).read(blocks, openList);
  }

  /** The policy that all pages make, with a name for a lender that does not say its own. */
  public Result result(String fallbackLenderName) {
    PolicyAssembler.Rules rules = new PolicyAssembler(ledger::unread).assemble(root);
    String lender = ledger.lender() == null ? fallbackLenderName : ledger.lender();
    Policy policy =
        new Policy(lender, ledger.effectiveFrom(), null, null, rules.all(), rules.programs());
    List<Unread> unread =
        ledger.unread().stream().map(line -> new Unread(line.page(), line.text())).toList();
    return new Result(policy, unread);
  }

  Context context() {
    return context;
  }

  void within(Context inner, List<Block> blocks) {
    Context before = context;
    context = inner;
    blocks(blocks);
    context = before;
  }

  /** Reads what a list of exclusions under that heading holds. */
  void excluding(String heading, Runnable list) {
    Context before = context;
    context = new Context(context.node(), Topic.EXCLUDED, heading);
    list.run();
    context = before;
  }

  private void blocks(List<Block> blocks) {
    new BlockRun(this, tables, ledger).read(blocks, null);
  }

  void heading(String text, float prominence) {
    ledger.date(text);
    if (States.list(Prose.plain(text)) != null) {
      // "CA, NY" looks like a heading, since it is all capitals.
      statement(text);
      return;
    }
    Optional<ProgramName> program = ProgramName.in(text);
    if (program.isPresent()) {
      ProgramNode parent = enclosing(prominence);
      while (parent.parent() != null && parent.besides(program.get())) {
        parent = parent.parent();
      }
      ProgramNode node = parent.child(program.get(), prominence, ledger.page(), false);
      context = context.in(node);
      enterHeading(node, text);
      return;
    }
    if (ProgramName.general(text)) {
      context = new Context(root, null, "");
      return;
    }
    Topic topic = Topic.of(text);
    Reading said = Statements.read(text).or(headline(text));
    if (topic == null && !said.facts().isEmpty()) {
      ledger.enter(context.node(), said, text);
      return;
    }
    boolean ofThisProgram = OF_THIS_PROGRAM.matcher(text.replaceAll("[:.]+$", "").trim()).matches();
    ProgramNode node = ofThisProgram ? context.node() : enclosing(prominence);
    if (!ofThisProgram && topic == null) {
      node = node.section(ProgramName.of(text), prominence, ledger.page());
    }
    context = new Context(node, topic, topic == null ? "" : text);
  }

  private void enterHeading(ProgramNode node, String text) {
    ledger.enter(node, Statements.heading(text), text);
    BuyRate.within(text).ifPresent(bps -> rate(node, bps, text));
  }

  private void rate(ProgramNode node, int bps, String quote) {
    ledger.enter(node, new Rate(null, null, null, null, bps, ledger.page(), quote));
  }

  /** The innermost section that a heading of this prominence can be part of. */
  private ProgramNode enclosing(float prominence) {
    ProgramNode node = context.node();
    while (node.parent() != null && prominence >= ALIKE * node.prominence()) {
      node = node.parent();
    }
    return node;
  }

  /** Reads a statement under the headings above it. */
  void statement(String text) {
    ledger.date(text);
    Topic topic = context.topic();
    if (topic == Topic.ELIGIBLE || topic == Topic.PRICE_EXTRAS || topic == Topic.WISHES) {
      ledger.unread(text);
    } else if (topic == Topic.EXCLUDED) {
      excluded(text);
    } else if (topic != Topic.PAPERS || !required(text)) {
      said(text);
    }
  }

  /** What stands in a list of papers is wanted. */
  private boolean required(String text) {
    Reading plain = Statements.read(text);
    Reading reading =
        plain.facts().isEmpty() || !plain.unread().isEmpty()
            ? Statements.read("Required: " + text)
            : plain;
    if (!reading.facts().isEmpty()) {
      ledger.enter(context.node(), reading, text);
    }
    return !reading.facts().isEmpty();
  }

  private void said(String text) {
    String plain = Prose.plain(text);
    int colon = plain.indexOf(':');
    if (colon > 0
        && (ProgramName.general(plain.substring(0, colon))
            || EVERYWHERE.matcher(plain.substring(0, colon)).matches())) {
      ledger.enter(root, Statements.read(plain.substring(colon + 1).trim()), text);
      return;
    }
    List<String> sentences = Prose.sentences(plain);
    if (sentences.size() > 1
        && sentences.stream().filter(one -> ofStep(one).isPresent()).count() > 1) {
      sentences.stream().filter(one -> !step(one, one)).forEach(ledger::unread);
      return;
    }
    if (step(text, plain)) {
      return;
    }
    if (runIn(text, plain)) {
      return;
    }
    Reading reading = Statements.read(text);
    if (colon > 0 && colon < plain.length() - 1 && !reading.facts().isEmpty()) {
      Reading keyed =
          Statements.keyed(plain.substring(0, colon), plain.substring(colon + 1).trim());
      reading = keyed.facts().size() > reading.facts().size() ? keyed : reading;
    } else if (colon > 0 && colon < plain.length() - 1) {
      String label = plain.substring(0, colon);
      String value = plain.substring(colon + 1).trim();
      if (announced(label, value) || keyedProgram(label, value)) {
        return;
      }
      reading = reading.or(Statements.keyed(label, value));
    }
    if (reading.facts().isEmpty() && context.node().isSection()) {
      Reading range = Statements.range(text);
      if (!range.facts().isEmpty()) {
        ledger.enterIfProgram(context.node(), range, text);
        return;
      }
    }
    reading = withRanges(reading).or(headline(text));
    OptionalInt bps = reading.facts().isEmpty() ? BuyRate.stated(text) : OptionalInt.empty();
    if (bps.isPresent()) {
      rate(context.node(), bps.getAsInt(), text);
    } else {
      ledger.enter(context.node(), reading, text);
    }
  }

  /** "Up to $60,000; term to 48 months": what is unread may be what the program lends. */
  private Reading withRanges(Reading reading) {
    boolean within = !context.node().isRoot() && !context.node().isSection();
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
      rate(context.node(), bps.getAsInt(), text);
    } else if (alone.unread().isEmpty() && !alone.facts().isEmpty()) {
      ledger.enter(context.node(), alone, text);
    } else {
      keyed(context.node(), runIn.group("label"), rest, false);
    }
    return true;
  }

  /** An amount right below a program's name, or a range of amounts or terms anywhere in it. */
  private Reading headline(String text) {
    if (context.node().isRoot() || context.node().isSection()) {
      return Reading.NONE;
    }
    return context.node().isEmpty()
        ? Statements.headline(text).or(Statements.range(text))
        : Statements.range(text);
  }

  /** "Not eligible: Cannabis | Gambling | Open bankruptcies". */
  private boolean announced(String label, String list) {
    boolean refuses =
        label.split(" ").length <= LONGEST_LABEL
            && Topic.of(label) == Topic.EXCLUDED
            && NumberReader.mentions(label).isEmpty();
    if (!refuses) {
      return false;
    }
    boolean anywhere = label.matches("(?i).*\\b(?:either|any|all|both|every)\\b.*");
    ProgramNode node = anywhere ? root : context.node();
    List<String> entries = ExcludedReader.entries(list);
    List<Reading> readings =
        entries.stream().map(entry -> ExcludedReader.read(label, entry)).toList();
    boolean whole = readings.stream().noneMatch(reading -> reading.facts().isEmpty());
    for (int i = 0; i < entries.size(); i++) {
      // A list that lacks an entry would allow what the lender refuses.
      boolean part = !whole && ExcludedReader.listed(readings.get(i));
      Reading entry = part ? Reading.nothing(entries.get(i)) : readings.get(i);
      ledger.enter(node, entry, entries.get(i));
    }
    return true;
  }

  /** "Tier 1 - 5+ years in business, 700+ FICO": what follows is said for that tier alone. */
  private boolean step(String text, String plain) {
    Optional<ProgramName> program = ofStep(plain);
    Matcher label = STEP.matcher(plain);
    if (program.isEmpty() || !label.matches()) {
      return false;
    }
    ProgramNode place = enclosing(Float.MAX_VALUE);
    String rest = label.group("rest").replaceAll("(?i),? any (?:amount|term)\\b|\\.$", "");
    OptionalInt bps = BuyRate.stated(rest);
    if (bps.isPresent()) {
      rate(place.child(program.get(), 0, ledger.page(), false), bps.getAsInt(), text);
      return true;
    }
    Reading reading = Statements.read(rest);
    ledger.enter(place.child(program.get(), 0, ledger.page(), false), reading, text);
    return true;
  }

  private static Optional<ProgramName> ofStep(String plain) {
    Matcher label = STEP.matcher(plain);
    return label.matches()
        ? ProgramName.in(label.group("name")).filter(ProgramName::isStep)
        : Optional.empty();
  }

  /** "Tier 1: 700 FICO, 5 years in business". */
  private boolean keyedProgram(String label, String value) {
    Optional<ProgramName> program = ProgramName.in(label);
    if (program.isEmpty()) {
      return false;
    }
    Reading reading = Statements.read(value);
    if (reading.facts().isEmpty()) {
      return false;
    }
    ProgramNode node = context.node().child(program.get(), 0, ledger.page(), false);
    ledger.enter(node, reading, label + ": " + value);
    return true;
  }

  private void excluded(String text) {
    for (String entry : text.split(";", -1)) {
      if (!entry.isBlank()) {
        Reading reading = ExcludedReader.read(context.heading(), entry.trim());
        ledger.enter(context.node(), reading, entry.trim());
      }
    }
  }

  /** Reads a label with its value under the headings above. */
  void keyed(String label, String value) {
    ledger.date(label + " " + value);
    Topic topic = context.topic();
    if (topic == Topic.PRICE_EXTRAS || topic == Topic.ELIGIBLE) {
      ledger.unread(label + " " + value);
      return;
    }
    keyed(context.node(), label, value, false);
  }

  /** Reads a label with its value for a program, under a band of amounts. */
  void keyed(ProgramNode node, String label, String value, @Nullable Band amounts) {
    if (amounts == null) {
      keyed(node, label, value, false);
      return;
    }
    Reading reading = footnotes.guard(label, Statements.keyed(label, value));
    boolean free = reading.facts().stream().allMatch(fact -> fact.when() == null);
    ledger.enter(
        node,
        free ? reading.under(amounts.guard()) : Reading.nothing(label + " " + value),
        label + " " + value);
  }

  /** Reads a label with its value for a program. */
  void keyed(ProgramNode node, String label, String value, boolean wish) {
    String name = Prose.plain(label).replaceAll("[?:*]+$", "").trim();
    if (name.matches("(?i)(?:company|lender|lender'?s|funder|funding source|bank)(?: name)?")
        && !value.isBlank()) {
      ledger.lender(value.trim());
      return;
    }
    if (BuyRate.labelled(name)) {
      BuyRate.value(value)
          .ifPresentOrElse(
              bps -> rate(node, bps, label + " " + value),
              () -> ledger.unread(label + " " + value));
      return;
    }
    if (context.topic() == Topic.EXCLUDED && value.matches("(?i)any\\b.*")) {
      // "BK: any in the last 7 years"
      String what = value.replaceFirst("(?i)^any ?", "");
      boolean open = what.matches("(?i)open|unpaid|outstanding");
      excluded(open ? what + " " + label : label + " " + what);
      return;
    }
    Map<ProgramName, String> each = ProgramValues.in(value);
    if (!each.isEmpty()) {
      each.forEach(
          (program, own) -> keyed(node.child(program, 0, ledger.page(), false), label, own, wish));
      return;
    }
    Reading reading = footnotes.guard(label, Statements.keyed(label, value));
    if (wish) {
      reading = new Reading(reading.facts().stream().map(Fact::wished).toList(), reading.unread());
    }
    ledger.enter(node, reading, label + " " + value);
  }
}
