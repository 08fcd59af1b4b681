package routes.documents.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Item;
import routes.lending.policy.Policy;
import routes.lending.policy.Rate;

/**
 * Walks through a guideline's pages and keeps what it says, under the program it says it for. Not
 * thread-safe: one for each document.
 */
public final class GuidelineReader {

  private static final Pattern OF_THIS_PROGRAM =
      Pattern.compile(
          "(?i)(?:program |additional |other |credit |underwriting )*(?:requirements?|criteria|terms|highlights|features|details|guidelines|eligibility|notes?|qualifications|standards)|also(?: (?:needed|required))?|plus|as well");

  /** "2. Full Package. Got a bigger fish?": a heading that the text runs on from. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\d{1,2}[.)] (?<name>[A-Z][\\w'-]+(?: (?:[A-Z][\\w'-]+|on|of|the|and|&)){0,3})\\. (?<rest>[A-Z].*)");

  private static final Pattern LIST = Pattern.compile("[^,:]+(?:, [^,:]+){2,}");

  private static final Pattern LISTED_BELOW =
      Pattern.compile("(?i).*\\b(?:these|the following)\\b.*:");

  /** Words. */
  static final int LONGEST_LABEL = 6;

  /**
   * Headings of one rank differ so much at most: OCR measures heights, and often misses bold type.
   */
  private static final float ALIKE = 0.85f;

  /** What no heading of a line of its own is. */
  private static final float LOWEST = 1;

  private final ProgramNode root = ProgramNode.root();
  private final Ledger ledger = new Ledger();
  private final PageBreak pages = new PageBreak();
  private final TableReader tables = new TableReader(this, ledger);
  private final StatementReader statements = new StatementReader(this, ledger);
  private Context context = new Context(root, null, "");
  private Footnotes footnotes = Footnotes.of(List.of());

  /** The list of exclusions that goes on from one page to the next. */
  private @Nullable OpenList openList;

  /** The program in whose text the page before ended, and how far in its name stands. */
  private @Nullable ProgramNode scope;

  private float scopeIndent;

  /** What a document says. */
  public record Result(Policy policy, List<Unread> unread) {}

  /** Text that was not understood. */
  public record Unread(int page, String text) {}

  /** Reads a page; the headings of the page before still hold. */
  public void page(int number, List<Block> page) {
    ledger.turnTo(number);
    List<Block> blocks = pages.after(page);
    footnotes = Footnotes.of(blocks);
    int more = (int) blocks.stream().takeWhile(this::goesOn).count();
    if (more > 0) {
      within(context.in(Objects.requireNonNull(scope)), blocks.subList(0, more));
    }
    List<Block> rest = blocks.subList(more, blocks.size());
    openList = new BlockRun(this, tables, ledger).read(rest, openList);
  }

  /** The policy that all pages make, with a name for a lender that does not say its own. */
  public Result result(String fallbackLenderName) {
    new BlockRun(this, tables, ledger).read(pages.rest(), openList);
    PolicyAssembler.Rules rules = new PolicyAssembler(ledger::unread).assemble(root);
    String lender = ledger.lender() == null ? fallbackLenderName : ledger.lender();
    Policy policy =
        new Policy(lender, ledger.effectiveFrom(), null, null, rules.all(), rules.programs());
    List<Unread> unread =
        ledger.unread().stream().map(line -> new Unread(line.page(), line.text())).toList();
    return new Result(policy, unread);
  }

  /** What holds for every program. */
  ProgramNode root() {
    return root;
  }

  Context context() {
    return context;
  }

  /**
   * What holds for headed parts side by side: all programs, where they stand below the last one and
   * none of the others has parts.
   */
  Context afterPrograms() {
    ProgramNode parent = context.node().parent();
    boolean last = parent != null && parent.children().size() > 1;
    boolean whole = last && parent.children().stream().allMatch(one -> one.children().isEmpty());
    return whole ? new Context(parent, null, "") : context;
  }

  void within(Context inner, List<Block> blocks) {
    within(inner, () -> blocks(blocks));
  }

  /** Reads blocks under a title that is no heading of its own, as beside them in a table. */
  void titled(String title, List<Block> blocks) {
    within(new Context(context.node(), context.topic(), title), blocks);
  }

  void within(Context inner, Runnable part) {
    Context before = context;
    context = inner;
    part.run();
    context = before;
  }

  /** Reads blocks that stand further in than a program's name in a numbered text. */
  void under(ProgramName program, float indent, List<Block> blocks) {
    ProgramNode node = root.child(program, LOWEST, ledger.page(), false);
    within(context.in(node), blocks);
    scope = node;
    scopeIndent = indent;
  }

  /** Whether a block goes on with the program that the page before ended in. */
  private boolean goesOn(Block block) {
    return scope != null && block instanceof Item item && item.indent() > scopeIndent;
  }

  /** Says that something else than a program's text was read last. */
  void leaveScope() {
    scope = null;
  }

  /** Reads what a list of exclusions under that heading holds. */
  void excluding(String heading, Runnable list) {
    Context before = context;
    context = new Context(context.node(), Topic.EXCLUDED, heading);
    list.run();
    context = before;
  }

  /** Says of what kind the entries that follow in the list of exclusions are. */
  void inList(String heading) {
    context = new Context(context.node(), Topic.EXCLUDED, heading);
  }

  private void blocks(List<Block> blocks) {
    new BlockRun(this, tables, ledger).read(blocks, null);
  }

  void heading(String text, float prominence) {
    if (numbered(text)) {
      return;
    }
    ledger.date(text);
    if (context.topic() == Topic.EXCLUDED && LISTED_BELOW.matcher(text).matches()) {
      // "Practices in these fields:", below "Not eligible"
      inList(text);
      return;
    }
    if (States.list(Prose.plain(text)) != null) {
      // "CA, NY" looks like a heading, since it is all capitals.
      statement(text);
      return;
    }
    Optional<ProgramName> program = ProgramName.in(text);
    if (program.isPresent()) {
      float inRow = context.node().prominenceInRow(program.get(), prominence);
      ProgramNode parent = enclosing(inRow);
      while (parent.parent() != null && parent.besides(program.get())) {
        parent = parent.parent();
      }
      ProgramNode node = parent.child(program.get(), inRow, ledger.page(), false);
      context = new Context(node, null, text);
      enterHeading(node, text);
      return;
    }
    ProgramNode named = context.node().namedBy(text);
    if (named != null) {
      context = new Context(named, null, "");
      return;
    }
    if (ProgramName.general(text)) {
      // "Equipment, all programs" says what is below it, and for whom.
      String about = text.replaceFirst(" ?[,(].*", "");
      Topic excluded = Topic.of(about) == Topic.EXCLUDED ? Topic.EXCLUDED : null;
      context = new Context(root, excluded, about.equals(text) ? "" : about);
      return;
    }
    Reading amount = Statements.headline(text);
    if (!amount.facts().isEmpty() && context.node().isSection()) {
      ledger.enterIfProgram(context.node(), amount, text);
      return;
    }
    Topic topic = Topic.of(text);
    Reading said = Statements.read(text).or(statements.headline(text));
    if (topic == null && !said.facts().isEmpty()) {
      ledger.enter(context.node(), said, text);
      return;
    }
    boolean ofThisProgram = OF_THIS_PROGRAM.matcher(text.replaceAll("[:.]+$", "").trim()).matches();
    ProgramNode node = ofThisProgram ? context.node() : enclosing(prominence);
    if (!ofThisProgram && topic == null && LIST.matcher(text).matches()) {
      // "Mowers, skid steers, enclosed trailers": what the program above is for.
      ledger.unread(text);
      return;
    }
    if (!ofThisProgram && topic == null) {
      ProgramName name = ProgramName.of(text);
      // The same words stand over its rates once more.
      ProgramNode place = node;
      node = root.described(name).orElseGet(() -> place.section(name, prominence, ledger.page()));
    }
    if (!ofThisProgram && topic != null) {
      node.apart();
    }
    context = new Context(node, topic, text);
  }

  /** One of a numbered row, which may be programs. */
  private boolean numbered(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches() || TableReader.labels(named.group("name"))) {
      return false;
    }
    ProgramName name = ProgramName.of(named.group("name"));
    ProgramNode node = enclosing(LOWEST).section(name, LOWEST, ledger.page());
    node.number();
    context = new Context(node, null, "");
    statement(named.group("rest"));
    return true;
  }

  private void enterHeading(ProgramNode node, String text) {
    ledger.enter(node, Statements.heading(text), text);
    BuyRate.within(text).ifPresent(bps -> rate(node, bps, text));
  }

  /** Enters a rate for all amounts and terms. */
  void rate(ProgramNode node, int bps, String quote) {
    ledger.enter(node, new Rate(null, null, null, null, bps, ledger.page(), quote));
  }

  /** The innermost section that a heading of this prominence can be part of. */
  ProgramNode enclosing(float prominence) {
    ProgramNode node = context.node();
    while (node.parent() != null && prominence >= ALIKE * node.prominence()) {
      node = node.parent();
    }
    return node;
  }

  /** Reads a statement under the headings above it. */
  void statement(String text) {
    if (!numbered(text)) {
      statements.read(text);
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

  /** Reads a label with its value for a program, under a condition. */
  void keyed(ProgramNode node, String label, String value, String when, String quote) {
    Reading reading = footnotes.keyed(label, value);
    boolean free = reading.facts().stream().allMatch(fact -> fact.when() == null);
    ledger.enter(node, free ? reading.under(when) : Reading.nothing(quote), quote);
  }

  /** Reads a label with its value for a program. */
  void keyed(ProgramNode node, String label, String value, boolean wish) {
    keyed(node, label, value, wish, label + " " + value);
  }

  /** Reads a label with its value, both in the words that sentences have, for a program. */
  void keyed(ProgramNode node, String label, String value, boolean wish, String quote) {
    String name = Prose.plain(label).replaceAll("[?:*]+$", "").trim();
    if (name.matches("(?i)(?:company|lender|lender'?s|funder|funding source|bank)(?: name)?")
        && !value.isBlank()) {
      ledger.lender(value.trim());
      return;
    }
    List<RateLine> eachBand = BuyRate.labelled(name) ? RateLine.each(value) : List.of();
    if (!eachBand.isEmpty()) {
      eachBand.forEach(line -> ledger.enter(node, line.rate(ledger.page(), quote)));
      return;
    }
    if (BuyRate.labelled(name)) {
      BuyRate.value(value)
          .ifPresentOrElse(bps -> rate(node, bps, quote), () -> ledger.unread(quote));
      return;
    }
    if (context.topic() == Topic.EXCLUDED && ExcludedReader.headsList(label)) {
      ledger.enter(node, ExcludedReader.read(context.heading(), label + ": " + value), quote);
      return;
    }
    if (context.topic() == Topic.EXCLUDED && value.matches("(?i)any\\b.*")) {
      // "BK: any in the last 7 years"
      String what = value.replaceFirst("(?i)^any ?", "");
      boolean open = what.matches("(?i)open|unpaid|outstanding");
      Reading entry =
          ExcludedReader.read(context.heading(), open ? what + " " + label : label + " " + what);
      ledger.enter(node, entry, quote);
      return;
    }
    Optional<RateLine> banded = RateLine.labelled(name, value);
    if (banded.isPresent()) {
      ledger.enter(node, banded.get().rate(ledger.page(), quote));
      return;
    }
    Map<ProgramName, String> each = ProgramValues.in(value);
    if (!each.isEmpty()) {
      each.forEach(
          (program, own) -> keyed(node.child(program, 0, ledger.page(), false), label, own, wish));
      return;
    }
    boolean below = name.equalsIgnoreCase("states") && Statements.ofPlaces(context.heading());
    Reading reading = footnotes.keyed(below ? context.heading() : label, value);
    if (wish) {
      reading = new Reading(reading.facts().stream().map(Fact::wished).toList(), reading.unread());
    }
    ledger.enter(node, reading, quote);
  }
}
