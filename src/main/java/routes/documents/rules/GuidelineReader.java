package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;
import routes.lending.policy.Operator;
import routes.lending.policy.Policy;
import routes.lending.policy.Rate;

/**
 * Walks through a guideline's pages and keeps what it says, under the program it says it for. Not
 * thread-safe: one for each document.
 */
public final class GuidelineReader {

  private static final Pattern BUY_RATE =
      Pattern.compile(
          "(?i)\\b(?<one>\\d{1,2}(?:\\.\\d{1,4})?) ?% (?:buy )?rate\\b|\\b(?:buy |base )?rate:? (?:of |is |= ?)?(?<two>\\d{1,2}(?:\\.\\d{1,4})?) ?%\\.?$|^(?:the )?(?:program |base |buy )?rate is (?<three>\\d{1,2}(?:\\.\\d{1,4})?) ?%\\.?$");
  private static final Pattern OF_THIS_PROGRAM =
      Pattern.compile(
          "(?i)(?:program |additional |other |credit |underwriting )*(?:requirements?|criteria|terms|highlights|features|details|guidelines|eligibility|notes?|qualifications)");
  private static final Pattern OF_THINGS =
      Pattern.compile(
          "(?i).*\\b(?:industr\\w+|equipment|collateral|assets?|vehicles?|business types|states?)\\b.*");

  /** "Time in business. Not less than two years." */
  private static final Pattern RUN_IN =
      Pattern.compile("(?<label>[A-Z][a-z]+(?:[ -][a-z]+){0,4})\\. (?<rest>[A-Z].*)");

  private static final Pattern STEP =
      Pattern.compile("(?<name>[^:,.;]{1,25}?)(?: - |: )(?<rest>.*\\d.*)");
  private static final String OF_PLACES =
      "(?i).*\\b(?:states?|where|geograph\\w+|territor\\w+|regions?|areas?|footprint|lend in|available in|jurisdictions?)\\b.*";
  private static final float INDENTED = 4;
  private static final int LONGEST_LABEL = 6;

  /**
   * Headings of one rank differ so much at most: OCR measures heights, and often misses bold type.
   */
  private static final float ALIKE = 0.85f;

  private final ProgramNode root = ProgramNode.root();
  private final Ledger ledger = new Ledger();
  private final TableReader tables = new TableReader(this, ledger);
  private Context context = new Context(root, null, "");
  private Footnotes footnotes = Footnotes.of(List.of());

  /** What a document says. */
  public record Result(Policy policy, List<Unread> unread) {}

  /** Text that was not understood. */
  public record Unread(int page, String text) {}

  /** Reads a page; the headings of the page before still hold. */
  public void page(int number, List<Block> blocks) {
    ledger.turnTo(number);
    footnotes = Footnotes.of(blocks);
    blocks(blocks);
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

  private void blocks(List<Block> blocks) {
    @Nullable Item lead = null;
    boolean led = false;
    @Nullable String question = null;
    for (Block block : blocks) {
      if (question != null) {
        String asked = question;
        question = null;
        if (block instanceof Item answer && !answer.text().endsWith("?")) {
          keyed(asked, answer.text());
          continue;
        }
        ledger.unread(asked);
      }
      question = question(block);
      if (question != null) {
        unled(lead, led);
        lead = null;
        led = false;
        continue;
      }
      if (!(block instanceof Item)) {
        unled(lead, led);
        led = false;
      }
      if (block instanceof Heading heading) {
        lead = null;
        heading(heading.text(), heading.prominence());
      } else if (block instanceof Item item) {
        boolean child = lead != null && item.indent() > lead.indent() + INDENTED;
        boolean listed =
            lead != null
                && item.bulleted()
                && !lead.bulleted()
                && topic(lead.text()) == Topic.EXCLUDED;
        if (lead != null && (child || listed)) {
          under(lead, item);
          led = true;
        } else {
          unled(lead, led);
          led = false;
          lead = null;
          if (item.text().matches(".*:[*\\s]*$") || announces(item, after(blocks, block))) {
            lead = item;
            ledger.date(item.text());
          } else {
            statement(item.text());
          }
        }
      } else {
        Context before = context;
        if (lead != null && topic(lead.text()) == Topic.EXCLUDED) {
          context = new Context(context.node(), Topic.EXCLUDED, lead.text());
        }
        lead = null;
        if (block instanceof Table table) {
          tables.read(table);
          context = before.node() == context.node() ? before : context;
        } else if (block instanceof Columns columns) {
          columns(columns.columns());
          context = before;
        }
      }
    }
    unled(lead, led);
    if (question != null) {
      ledger.unread(question);
    }
  }

  /** A question, whose answer stands below it. */
  private static @Nullable String question(Block block) {
    String text =
        block instanceof Item item
            ? item.text()
            : block instanceof Heading heading ? heading.text() : "";
    return text.matches("\\S+ .*\\?") ? text : null;
  }

  private static @Nullable Block after(List<Block> blocks, Block block) {
    int next = blocks.indexOf(block) + 1;
    return next < blocks.size() ? blocks.get(next) : null;
  }

  /** "Industries we don't do", with what they are indented below it. */
  private static boolean announces(Item item, @Nullable Block next) {
    return next instanceof Item below
        && below.indent() > item.indent() + INDENTED
        && item.text().split(" ").length <= LONGEST_LABEL
        && topic(item.text()) == Topic.EXCLUDED
        && Statements.read(item.text()).facts().isEmpty();
  }

  /** An item of the list that a line announced. */
  private void under(Item lead, Item item) {
    if (topic(lead.text()) == Topic.EXCLUDED) {
      Context before = context;
      context = new Context(context.node(), Topic.EXCLUDED, lead.text());
      excluded(item.text());
      context = before;
    } else {
      keyed(lead.text(), item.text());
    }
  }

  /** A line that ended as if a list should follow, and none did. */
  private void unled(@Nullable Item lead, boolean led) {
    if (lead != null && !led && lead.text().matches(".*\\d.*")) {
      statement(lead.text());
    }
  }

  private void columns(List<List<Block>> columns) {
    @Nullable Heading last = null;
    for (List<Block> column : columns) {
      List<Block> whole = new ArrayList<>(column);
      if (last != null && !(column.get(0) instanceof Heading)) {
        whole.add(0, last);
      }
      last = column.get(column.size() - 1) instanceof Heading heading ? heading : null;
      within(context, whole);
    }
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
    Topic topic = topic(text);
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
    Matcher rate = BUY_RATE.matcher(Prose.plain(text));
    if (rate.find()) {
      String percent = percent(rate);
      rate(node, percent, text);
    }
  }

  private static String percent(Matcher rate) {
    String one = rate.group("one");
    String two = rate.group("two");
    return one != null ? one : two != null ? two : rate.group("three");
  }

  private void rate(ProgramNode node, String percent, String quote) {
    int bps = new BigDecimal(percent).movePointRight(2).intValue();
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

  private static @Nullable Topic topic(String title) {
    String heading = Prose.plain(title);
    for (Topic topic : Topic.values()) {
      boolean things = OF_THINGS.matcher(heading).matches();
      if (topic.in(heading) && (topic != Topic.ELIGIBLE || things)) {
        return topic;
      }
    }
    return null;
  }

  /** Reads a statement under the headings above it. */
  void statement(String text) {
    ledger.date(text);
    Topic topic = context.topic();
    if (topic == Topic.ELIGIBLE || topic == Topic.PRICE_EXTRAS || topic == Topic.WISHES) {
      ledger.unread(text);
    } else if (topic == Topic.EXCLUDED) {
      excluded(text);
    } else if (topic == Topic.PAPERS && !Statements.read("Required: " + text).facts().isEmpty()) {
      ledger.enter(context.node(), Statements.read("Required: " + text), text);
    } else {
      said(text);
    }
  }

  private void said(String text) {
    String plain = Prose.plain(text);
    int colon = plain.indexOf(':');
    if (colon > 0 && ProgramName.general(plain.substring(0, colon))) {
      ledger.enter(root, Statements.read(plain.substring(colon + 1).trim()), text);
      return;
    }
    if (step(text, plain)) {
      return;
    }
    Matcher runIn = RUN_IN.matcher(plain);
    if (runIn.matches()
        && Quantities.in(runIn.group("label")).isEmpty()
        && Statements.read(runIn.group("label")).facts().isEmpty()) {
      String rest = runIn.group("rest");
      Reading alone = Statements.read(rest);
      Matcher priced = BUY_RATE.matcher(rest);
      if (priced.matches()) {
        rate(context.node(), percent(priced), text);
      } else if (alone.unread().isEmpty() && !alone.facts().isEmpty()) {
        ledger.enter(context.node(), alone, text);
      } else {
        keyed(context.node(), runIn.group("label"), rest, false);
      }
      return;
    }
    Reading reading = Statements.read(text);
    if (reading.facts().isEmpty() && colon > 0 && colon < plain.length() - 1) {
      if (announced(plain.substring(0, colon), plain.substring(colon + 1).trim())) {
        return;
      }
      if (keyedProgram(plain.substring(0, colon), plain.substring(colon + 1).trim())) {
        return;
      }
      Reading keyed =
          Statements.keyed(plain.substring(0, colon), plain.substring(colon + 1).trim());
      reading = keyed.facts().isEmpty() ? reading : keyed;
    }
    if (reading.facts().isEmpty() && context.node().isSection()) {
      Reading range = Statements.range(text);
      if (!range.facts().isEmpty()) {
        ledger.enterIfProgram(context.node(), range, text);
        return;
      }
    }
    reading = reading.or(headline(text));
    Matcher rate = BUY_RATE.matcher(plain);
    if (reading.facts().isEmpty() && rate.matches()) {
      rate(context.node(), percent(rate), text);
      return;
    }
    ledger.enter(context.node(), reading, text);
  }

  /** An amount right below a program's name, or a range of amounts or terms anywhere in it. */
  private Reading headline(String text) {
    if (context.node().isRoot() || context.node().isSection()) {
      return Reading.of(List.of());
    }
    return context.node().isEmpty()
        ? Statements.headline(text).or(Statements.range(text))
        : Statements.range(text);
  }

  /** "Not eligible: Cannabis | Gambling | Open bankruptcies". */
  private boolean announced(String label, String list) {
    boolean refuses =
        label.split(" ").length <= LONGEST_LABEL
            && topic(label) == Topic.EXCLUDED
            && NumberReader.mentions(label).isEmpty();
    if (!refuses) {
      return false;
    }
    Context before = context;
    boolean anywhere = label.matches("(?i).*\\b(?:either|any|all|both|every)\\b.*");
    context = new Context(anywhere ? root : context.node(), Topic.EXCLUDED, label);
    String separator =
        list.matches(".*\\s[|•]\\s.*") ? "\\s[|•]\\s" : "(?:;|,(?!\\d{3}))(?![^(]*\\))";
    for (String item : list.replaceFirst("\\.$", "").split(separator, -1)) {
      if (!item.isBlank()) {
        excluded(item.trim().replaceFirst("(?i)^(?:and|or) ", ""));
      }
    }
    context = before;
    return true;
  }

  /** "Tier 1 - 5+ years in business, 700+ FICO": what follows is said for that tier alone. */
  private boolean step(String text, String plain) {
    Matcher label = STEP.matcher(plain);
    if (!label.matches()) {
      return false;
    }
    Optional<ProgramName> program = ProgramName.in(label.group("name"));
    if (program.isEmpty() || !program.get().isStep()) {
      return false;
    }
    ProgramNode place = enclosing(Float.MAX_VALUE);
    Reading reading = Statements.read(label.group("rest"));
    ledger.enter(place.child(program.get(), 0, ledger.page(), false), reading, text);
    return true;
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
    String heading = context.heading();
    if (text.contains(";")) {
      for (String part : text.split(";", -1)) {
        if (!part.isBlank()) {
          excluded(part.trim());
        }
      }
      return;
    }
    List<String> states = States.list(Prose.plain(text));
    if (states != null) {
      boolean spelled = text.matches("(?:[A-Z][a-z]+[ ,]*|and |or )+");
      if (heading.matches(OF_PLACES) || spelled) {
        enterList("state", states, text);
      } else {
        ledger.unread(text);
      }
      return;
    }
    String bare =
        Prose.plain(text)
            .replaceFirst("(?i)^(?:an? |any )", "")
            .replaceFirst("(?i)[;,.]?(?: (?:and|or))?$", "");
    Reading stated = Statements.read("No " + bare);
    Reading plainly = Statements.read(text);
    if (!plainly.facts().isEmpty() && plainly.facts().get(0).operator() == Operator.NOT_IN) {
      ledger.enter(context.node(), plainly, text);
    } else if (!stated.facts().isEmpty()) {
      ledger.enter(context.node(), stated, text);
    } else if (Exclusions.plain(text) && listsThings(heading)) {
      enterList(Exclusions.type(heading), List.of(text.replaceAll("[.;,]+$", "").trim()), text);
    } else if (listsThings(heading) && inline(text)) {
      enterList(Exclusions.type(heading), Exclusions.items(text), text);
    } else {
      ledger.unread(text);
    }
  }

  private static boolean inline(String text) {
    List<String> items = Exclusions.items(text);
    return items.size() > 2 && items.stream().allMatch(Exclusions::plain);
  }

  /** Whether a heading announces industries or equipment, and not documents or applicants. */
  private static boolean listsThings(String heading) {
    boolean places = heading.matches(OF_PLACES) && !OF_THINGS.matcher(heading).matches();
    return !places
        && !heading.matches(
            "(?i).*\\b(?:states?|applicants?|borrowers?|guarantors?|credit|documents?|fees?|customers?)\\b.*");
  }

  private void enterList(String type, List<String> values, String quote) {
    ledger.enter(
        context.node(), Reading.of(List.of(Fact.list(type, Operator.NOT_IN, values))), quote);
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

  /** Reads a label with its value for a program. */
  void keyed(ProgramNode node, String label, String value, boolean wish) {
    String name = Prose.plain(label).replaceAll("[?:*]+$", "").trim();
    if (name.matches("(?i)(?:company|lender|lender'?s|funder|funding source|bank)(?: name)?")
        && !value.isBlank()) {
      ledger.lender(value.trim());
      return;
    }
    if (name.matches("(?i)(?:buy |base |interest )?rates?(?: \\(buy\\))?")) {
      Matcher percent =
          Pattern.compile("(?<p>\\d{1,2}(?:\\.\\d{1,4})?) ?%").matcher(Prose.plain(value));
      if (percent.matches()) {
        rate(node, percent.group("p"), label + " " + value);
      } else {
        ledger.unread(label + " " + value);
      }
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
