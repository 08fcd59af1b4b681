package routes.documents.rules;

import java.math.BigDecimal;
import java.util.List;
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
  private static final String OF_PLACES =
      "(?i).*\\b(?:states?|where|geograph\\w+|territor\\w+|regions?|areas?|footprint|lend in|jurisdictions?)\\b.*";
  private static final float INDENTED = 4;

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
    for (Block block : blocks) {
      if (block instanceof Heading heading) {
        lead = null;
        heading(heading.text(), heading.prominence());
      } else if (block instanceof Item item) {
        boolean child = lead != null && item.indent() > lead.indent() + INDENTED;
        if (child && lead != null) {
          keyed(lead.text(), item.text());
        } else {
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
        for (List<Block> column : columns.columns()) {
          within(context, column);
        }
      }
    }
  }

  void heading(String text, float prominence) {
    ledger.date(text);
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
    Reading said = Statements.read(text);
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
    Reading reading = Statements.read(text);
    if (reading.facts().isEmpty() && colon > 0 && colon < plain.length() - 1) {
      if (keyedProgram(plain.substring(0, colon), plain.substring(colon + 1).trim())) {
        return;
      }
      Reading keyed =
          Statements.keyed(plain.substring(0, colon), plain.substring(colon + 1).trim());
      reading = keyed.facts().isEmpty() ? reading : keyed;
    }
    Matcher rate = BUY_RATE.matcher(plain);
    if (reading.facts().isEmpty() && rate.matches()) {
      rate(context.node(), rate.group("one") == null ? rate.group("two") : rate.group("one"), text);
      return;
    }
    ledger.enter(context.node(), reading, text);
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
    List<String> states = States.list(Prose.plain(text));
    if (states != null) {
      if (heading.matches(OF_PLACES)) {
        enterList("state", states, text);
      } else {
        ledger.unread(text);
      }
      return;
    }
    Optional<Flag> flag = Flag.named(Prose.plain(text));
    if (flag.isPresent()) {
      ledger.enter(context.node(), Reading.of(FlagReader.fact(flag.get(), null)), text);
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
    Reading reading = Statements.keyed(label, value);
    if (wish) {
      reading = new Reading(reading.facts().stream().map(Fact::wished).toList(), reading.unread());
    }
    ledger.enter(node, reading, label + " " + value);
  }
}
