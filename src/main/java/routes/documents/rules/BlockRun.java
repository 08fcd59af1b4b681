package routes.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Goes through blocks in order, and puts together what one block begins and the next completes. */
final class BlockRun {

  /** "Q. Truckers? A. Yes." */
  private static final Pattern QUESTION =
      Pattern.compile("Q[.:]? (?<question>[^?]{3,150}\\?) ?(?:A(?![A-Za-z])[.:]? ?)?(?<answer>.*)");

  /** "Q: Where do you lend?", "B4 Is a guaranty needed?" */
  private static final Pattern MARK =
      Pattern.compile("^(?:Q ?[.:)-] ?|(?:[A-Z]-?\\d{1,2}[.:)]?|\\d{1,2}[.:)]) (?=\\p{Lu}))");

  /** "Not eligible: start-ups" */
  private static final Pattern LABELLED = Pattern.compile("[A-Z][\\w ,/&'-]{2,40}: ");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}[.)] ");

  /** So many headed columns side by side are a part of the document, and not of a program. */
  private static final int PARTS = 3;

  private final GuidelineReader reader;
  private final TableReader tables;
  private final Ledger ledger;

  /** The line that announced the list that is being read, and whether anything followed it. */
  private @Nullable Lead lead;

  private boolean led;

  /** The list of exclusions whose entry was read last. */
  private @Nullable OpenList list;

  /** The line above, unless it is a heading. */
  private @Nullable Item entry;

  /** The line above, which may be a table's title. */
  private String above = "";

  /** A question whose answer has not come yet. */
  private @Nullable String question;

  BlockRun(GuidelineReader reader, TableReader tables, Ledger ledger) {
    this.reader = reader;
    this.tables = tables;
    this.ledger = ledger;
  }

  /**
   * Reads a page's or a cell's blocks.
   *
   * @param open the list of exclusions that the page before ended with
   * @return the list that is still open at the end
   */
  @Nullable OpenList read(List<Block> blocks, @Nullable OpenList open) {
    list = open;
    int first = 0;
    if (open != null) {
      first = (int) blocks.stream().takeWhile(open::goesOnWith).count();
      blocks
          .subList(0, first)
          .forEach(block -> reader.excluding(open.heading(), () -> entries(block)));
    }
    for (int i = first; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      above = i == 0 ? "" : line(blocks.get(i - 1));
      list = null;
      int inner = block instanceof Item title ? furtherIn(title, blocks, i + 1) : 0;
      if (inner > 0) {
        endLead();
        endQuestion();
        Item title = (Item) block;
        ProgramName program = ProgramName.of(title.text().replaceFirst("\\.$", ""));
        reader.under(program, title.indent() + Lead.INDENTED, blocks.subList(i + 1, i + 1 + inner));
        i += inner;
        continue;
      }
      reader.leaveScope();
      if (answered(block) || asks(block)) {
        continue;
      }
      if (block instanceof Heading heading) {
        entry = null;
        endLead();
        reader.heading(heading.text(), heading.prominence());
      } else if (block instanceof Item item) {
        item(item, i + 1 < blocks.size() ? blocks.get(i + 1) : null);
      } else if (lead != null && lead.excludes()) {
        String heading = lead.text();
        endLead();
        reader.excluding(heading, () -> part(block));
        list = new OpenList(heading, OpenList.IN_COLUMNS);
      } else {
        endLead();
        part(block);
      }
    }
    if (lead != null && !led && lead.excludes()) {
      list = new OpenList(lead.text(), OpenList.EMPTY);
    }
    endLead();
    endQuestion();
    return list;
  }

  private static String line(Block block) {
    return block instanceof Heading heading
        ? heading.text()
        : block instanceof Item item ? item.text() : "";
  }

  /** How many of the next blocks stand below a line that is a program's name and nothing else. */
  private static int furtherIn(Item title, List<Block> blocks, int next) {
    if (!title.text().matches("[A-Z][\\w/&' -]{2,40}\\.?")
        || ProgramName.in(title.text()).isEmpty()
        || TableReader.labels(title.text())) {
      return 0;
    }
    return (int)
        blocks.subList(next, blocks.size()).stream()
            .takeWhile(
                block ->
                    block instanceof Item item && item.indent() > title.indent() + Lead.INDENTED)
            .count();
  }

  private void entries(Block block) {
    if (block instanceof Item item) {
      reader.statement(item.text());
    } else {
      part(block);
    }
  }

  private void part(Block block) {
    if (block instanceof Table table) {
      tables.read(table, above);
    } else if (block instanceof Columns columns) {
      columns(columns.columns());
    }
  }

  /** A heading at the foot of a column stands over what the next one begins with. */
  private void columns(List<List<Block>> columns) {
    if (columns.size() == 2 && columns.get(0).stream().allMatch(Heading.class::isInstance)) {
      // Headings in the margin stand beside what they head.
      List<Block> whole =
          new ArrayList<>(
              columns.get(0).stream()
                  .filter(block -> !((Heading) block).text().matches("[A-Z]?\\d{1,2}[.):]?"))
                  .toList());
      whole.addAll(columns.get(1));
      whole.sort(
          Comparator.comparingDouble(
              block ->
                  block.box().top() - (columns.get(0).contains(block) ? MarginHeads.EARLIER : 0)));
      reader.within(reader.context(), whole);
      return;
    }
    List<Block> parts = MarginHeads.inOrder(columns);
    if (parts != null) {
      reader.within(reader.context(), parts);
      return;
    }
    BoxRows rows = BoxRows.of(columns);
    if (rows != null) {
      columns(rows.upper());
      columns(rows.lower());
      return;
    }
    if (titledBeside(columns)) {
      reader.within(reader.context(), columns.stream().flatMap(List::stream).toList());
      return;
    }
    Context context =
        columns.size() >= PARTS && columns.stream().allMatch(BlockRun::headed)
            ? reader.afterPrograms()
            : reader.context();
    @Nullable Heading last = null;
    for (List<Block> column : ColumnFlow.joined(columns)) {
      List<Block> whole = new ArrayList<>(column);
      if (last != null && !(column.get(0) instanceof Heading)) {
        whole.add(0, last);
      }
      last = column.get(column.size() - 1) instanceof Heading heading ? heading : null;
      reader.within(context, whole);
    }
  }

  /** Whether a title, perhaps with a line of text, stands beside columns of nothing but entries. */
  private static boolean titledBeside(List<List<Block>> columns) {
    List<Block> title = columns.get(0);
    return columns.size() > 1
        && title.size() <= 2
        && title.get(0) instanceof Heading
        && title.stream().skip(1).allMatch(block -> block instanceof Item item && !item.bulleted())
        && columns.stream()
            .skip(1)
            .flatMap(List::stream)
            .allMatch(block -> block instanceof Item item && item.bulleted());
  }

  private static boolean headed(List<Block> column) {
    return column.size() > 1
        && column.get(0) instanceof Heading heading
        && ProgramName.in(heading.text()).isEmpty();
  }

  /** Whether this is the answer to the question before it. */
  private boolean answered(Block block) {
    if (question != null
        && block instanceof Item answer
        && !answer.text().matches(".*[?:]")
        && !Lead.breaksOff(answer)) {
      reader.keyed(question, answer.text());
      question = null;
      return true;
    }
    endQuestion();
    return false;
  }

  private boolean asks(Block block) {
    String text =
        block instanceof Item item
            ? item.text()
            : block instanceof Heading heading ? heading.text() : "";
    if (!text.matches("\\S+ .*\\?")) {
      return false;
    }
    endLead();
    question = MARK.matcher(text).replaceFirst("");
    return true;
  }

  private void endQuestion() {
    if (question != null) {
      ledger.unread(question);
      question = null;
    }
  }

  /** Whether a line has a question and its answer, or begins with one and leaves the other. */
  private boolean asksAndAnswers(Item item) {
    Matcher both = QUESTION.matcher(item.text());
    if (!both.matches()) {
      return false;
    }
    endLead();
    if (both.group("answer").isBlank()) {
      question = both.group("question");
    } else {
      reader.keyed(both.group("question"), both.group("answer"));
    }
    return true;
  }

  private void item(Item item, @Nullable Block next) {
    if (entry != null && !item.bulleted() && LABELLED.matcher(item.text()).lookingAt()) {
      boolean outside = entry.bulleted() || item.indent() < entry.indent() - Lead.INDENTED;
      if (outside) {
        reader.context().node().apart();
      }
    }
    entry = item;
    if (asksAndAnswers(item)) {
      return;
    }
    if (lead != null && lead.isFollowedBy(item)) {
      led = true;
      String above = lead.text();
      if (lead.excludes()) {
        reader.excluding(above, () -> reader.statement(item.text()));
        list = new OpenList(above, item.indent());
      } else if (lead.saysNothingOf(item)) {
        reader.statement(item.text());
      } else {
        reader.keyed(above, item.text());
      }
      return;
    }
    endLead();
    if (Lead.announces(item, next)) {
      lead = new Lead(lastSentence(item));
      ledger.date(item.text());
    } else {
      Footnotes.apart(item.text()).forEach(reader::statement);
    }
  }

  /** What stands before the sentence that announces a list says something itself. */
  private Item lastSentence(Item item) {
    List<String> sentences = Prose.sentences(Prose.plain(item.text()));
    if (sentences.size() < 2) {
      return item;
    }
    int last = sentences.size() - 1;
    boolean before =
        Topic.of(sentences.get(last)) == null
            && Topic.of(sentences.get(last - 1)) == Topic.EXCLUDED;
    if (before) {
      // "Some industries are on a list of exclusions. These are:"
      return item;
    }
    Matcher number = NUMBER.matcher(item.text());
    List<String> printed = Prose.sentences(item.text());
    // The document's own words, where its sentences are the same ones.
    boolean same = printed.size() == sentences.size() && !number.lookingAt();
    reader.statement(
        (number.lookingAt() ? number.group() : "")
            + String.join(" ", (same ? printed : sentences).subList(0, last)));
    return new Item(sentences.get(last), item.bulleted(), item.indent(), item.box());
  }

  /** A line that ended as if a list should follow says something itself when none did. */
  private void endLead() {
    if (lead != null && !led && lead.text().matches(".*\\d.*")) {
      reader.statement(lead.text());
    }
    lead = null;
    led = false;
  }
}
