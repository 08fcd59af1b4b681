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
          "(?i)\\b(?<one>\\d{1,2}(?:\\.\\d{1,4})?) ?% (?:buy )?rate\\b|\\b(?:buy |base )?rate:? (?:of |is |= ?)?(?<two>\\d{1,2}(?:\\.\\d{1,4})?) ?%$");
  private static final Pattern OF_THIS_PROGRAM =
      Pattern.compile(
          "(?i)(?:program |additional |other |credit |underwriting )*(?:requirements?|criteria|terms|highlights|features|details|guidelines|eligibility|notes?|qualifications)");
  private static final Pattern OF_THINGS =
      Pattern.compile(
          "(?i).*\\b(?:industr\\w+|equipment|collateral|assets?|vehicles?|business types|states?)\\b.*");
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

  /** What a document says. */
  public record Result(Policy policy, List<Unread> unread) {}

  /** Text that was not understood. */
  public record Unread(int page, String text) {}

  /** Reads a page; the headings of the page before still hold. */
  public void page(int number, List<Block> blocks) {
    ledger.turnTo(number);
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
    for (Block block : blocks) {
      if (!(block instanceof Item)) {
        unled(lead, led);
        led = false;
      }
      if (block instanceof Heading heading) {
        lead = null;
        heading(heading.text(), heading.prominence());
      } else if (block instanceof Item item) {
        boolean child = lead != null && item.indent() > lead.indent() + INDENTED;
        if (child && lead != null) {
          keyed(lead.text(), item.text());
          led = true;
        } else {
          unled(lead, led);
          led = false;
          lead = null;
          if (item.text().matches(".*:[*\\s]*$")) {
            lead = item;
            ledger.date(item.text());
          } else {
            statement(item.text());
          }
        }
      } else if (block instanceof Table table) {
        lead = null;
        tables.read(table);
      } else if (block instanceof Columns columns) {
        lead = null;
        columns(columns.columns());
      }
    }
    unled(lead, led);
  }

  /** A line that ended as if a list should follow, and none did. */
  private void unled(@Nullable Item lead, boolean led) {
    if (lead != null && !led && lead.text().matches(".*\\d.*")) {
      statement(lead.text());
    }
  }

  private void columns(List<List<Block>> columns) {
    boolean programs = columns.stream().anyMatch(GuidelineReader::namesProgram);
    @Nullable Heading last = null;
    for (List<Block> column : columns) {
      List<Block> whole = new ArrayList<>(column);
      if (last != null && !(column.get(0) instanceof Heading)) {
        whole.add(0, last);
      }
      last = column.get(column.size() - 1) instanceof Heading heading ? heading : null;
      within(programs ? beside(whole) : context, whole);
    }
  }

  private static boolean namesProgram(List<Block> column) {
    Heading title = title(column);
    return title != null && ProgramName.in(title.text()).isPresent();
  }

  private static @Nullable Heading title(List<Block> column) {
    Block first = column.isEmpty() ? null : column.get(0);
    if (first instanceof Columns card && card.columns().size() == 1) {
      return title(card.columns().get(0));
    }
    return first instanceof Heading heading ? heading : null;
  }

  /** What stands beside a program under a title of its own is a program as well. */
  private Context beside(List<Block> column) {
    Heading title = title(column);
    if (title == null
        || ProgramName.in(title.text()).isPresent()
        || ProgramName.general(title.text())
        || topic(title.text()) != null) {
      return context;
    }
    ProgramName name = ProgramName.of(title.text());
    return context.in(context.node().child(name, title.prominence(), ledger.page(), false));
  }

  void heading(String text, float prominence) {
    ledger.date(text);
    if (States.list(Prose.plain(text)) != null) {
      // "CA, NY" looks like a heading, since it is all capitals.
      statement(text);
      return;
    }
    if (context.node().isNamed(ProgramName.of(text))) {
      enterHeading(context.node(), text);
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
    context = new Context(node, topic, topic == null ? "" : text);
  }

  private void enterHeading(ProgramNode node, String text) {
    ledger.enter(node, Statements.heading(text), text);
    Matcher rate = BUY_RATE.matcher(Prose.plain(text));
    if (rate.find()) {
      String percent = rate.group("one") == null ? rate.group("two") : rate.group("one");
      rate(node, percent, text);
    }
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

  private static @Nullable Topic topic(String heading) {
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
    reading = reading.or(headline(text));
    Matcher rate = BUY_RATE.matcher(plain);
    if (reading.facts().isEmpty() && rate.matches()) {
      rate(context.node(), rate.group("one") == null ? rate.group("two") : rate.group("one"), text);
      return;
    }
    ledger.enter(context.node(), reading, text);
  }

  /** An amount right below a program's name, or a range of amounts or terms anywhere in it. */
  private Reading headline(String text) {
    if (context.node().isRoot()) {
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
    Reading stated = Statements.read("No " + Prose.plain(text));
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
    return !heading.matches(
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
    Reading reading = Statements.keyed(label, value);
    if (wish) {
      reading = new Reading(reading.facts().stream().map(Fact::wished).toList(), reading.unread());
    }
    ledger.enter(node, reading, label + " " + value);
  }
}
