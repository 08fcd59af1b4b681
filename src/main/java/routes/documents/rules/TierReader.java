package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Reads tables of programs with labels, one field for each. */
final class TierReader {

  private static final int LONGEST_TITLE = 6;

  /** A title with such a word says when the rows below it hold. */
  private static final Pattern CONDITION =
      Pattern.compile("(?i)\\b(?:above|over|beyond|exceed\\w*|if|when|where|unless)\\b");

  private static final Pattern ABOVE_APPLICATION_ONLY =
      Pattern.compile("(?i)\\b(?:above|over|beyond)\\b.*\\bapp(?:lication)?[- ]only\\b");

  private final GuidelineReader reader;
  private final Ledger ledger;
  private final TableFields fields;
  private final Predicate<String> programs;
  private final Consumer<List<Cell>> pairs;

  /**
   * For a table.
   *
   * @param programs whether words are known to name a program
   * @param pairs reads a label beside its value
   */
  TierReader(
      GuidelineReader reader,
      Ledger ledger,
      TableFields fields,
      Predicate<String> programs,
      Consumer<List<Cell>> pairs) {
    this.reader = reader;
    this.ledger = ledger;
    this.fields = fields;
    this.programs = programs;
    this.pairs = pairs;
  }

  /** Reads tiers side by side. */
  void side(Table table) {
    List<Cell> head = table.rows().get(0);
    String title = "";
    for (List<Cell> row : table.rows().subList(1, table.rows().size())) {
      String label = row.get(0).text();
      if (TableShape.spans(row)) {
        across(row.get(0));
        title = label;
        continue;
      }
      if (CONDITION.matcher(title).find()) {
        for (int c = 1; c < row.size(); c++) {
          conditionally(title, head.get(c).text(), label, row.get(c).text());
        }
        continue;
      }
      if (row.size() > 2 && TableShape.spans(row.subList(1, row.size()))) {
        // One cell under all programs speaks of all of them.
        fields.enter(reader.context().node(), label, row.get(1).text(), false);
        continue;
      }
      for (int c = 1; c < row.size(); c++) {
        tierCell(head, c, label, row.get(c).text());
      }
    }
  }

  /** A line over the whole width: a title of the rows below it, or a rule for all. */
  private void across(Cell line) {
    String text = line.text();
    boolean title = text.split(" ").length <= LONGEST_TITLE && !text.endsWith(".");
    if (!title) {
      reader.within(reader.context(), line.content());
    }
  }

  private void tierCell(List<Cell> heads, int column, String label, String value) {
    String head = heads.get(column).text();
    ProgramNode here = reader.context().node();
    if (TableFields.sayNothing(value)) {
      return;
    }
    if (head.matches(TableReader.PLAIN_HEAD) && !isAmongPrograms(head, heads)) {
      boolean wish = head.matches("(?i)preferred|ideal");
      boolean bound = head.matches("(?i)m(?:in|ax).*");
      fields.enter(here, bound ? head + " " + label : label, value, wish);
      return;
    }
    ProgramName name =
        ProgramName.in(head).orElseGet(() -> ProgramName.shown(head, ProgramName.of(head).key()));
    fields.enter(here.child(name, 0, ledger.page(), true), label, value, false);
  }

  /** "Preferred" beside "Preferred Plus" and "Select", and not beside "Minimum". */
  private static boolean isAmongPrograms(String head, List<Cell> heads) {
    return head.matches("(?i)preferred|standard")
        && heads.stream()
            .skip(1)
            .map(Cell::text)
            .noneMatch(
                other -> !other.equals(head) && other.matches(TableReader.PLAIN_HEAD + "|\\s*"))
        && heads.stream().skip(1).distinct().count() > 1;
  }

  /** "Bank statements: 3 months" below "Above the application-only limit". */
  private void conditionally(String title, String head, String label, String value) {
    if (TableFields.sayNothing(value)) {
      return;
    }
    String quote = label + " " + value;
    Optional<ProgramNode> node =
        ProgramName.in(head)
            .or(() -> Optional.of(ProgramName.of(head)).filter(reader.context().node()::has))
            .map(name -> reader.context().node().child(name, 0, ledger.page(), true));
    Optional<String> limit =
        node.filter(program -> ABOVE_APPLICATION_ONLY.matcher(title).find())
            .flatMap(TierReader::applicationOnly);
    if (limit.isPresent()) {
      fields.enter(node.get(), label, value, "loan_amount over " + limit.get(), quote);
    } else {
      ledger.unread(quote);
    }
  }

  private static Optional<String> applicationOnly(ProgramNode program) {
    return program.criteria().stream()
        .filter(one -> one.type().equals(Field.APPLICATION_ONLY.type()) && one.when() == null)
        .map(one -> one.value().decimalValue().toPlainString())
        .reduce((one, other) -> other);
  }

  /** Reads tiers below each other. */
  void below(Table table) {
    List<Cell> head = table.rows().get(0);
    for (List<Cell> row : table.rows().subList(1, table.rows().size())) {
      String title = row.get(0).text();
      if (title.isBlank()) {
        continue;
      }
      if (TableShape.spans(row.subList(1, row.size()))) {
        // One field under all heads is none of theirs.
        besides(row);
        continue;
      }
      ProgramName name = ProgramName.in(title).orElseGet(() -> ProgramName.of(title));
      ProgramNode node = reader.context().node().child(name, 0, ledger.page(), true);
      fields.enterAside(node, title);
      for (int c = 1; c < row.size(); c++) {
        cell(node, head.get(c).text(), row.get(c));
      }
    }
  }

  private void besides(List<Cell> row) {
    Cell name = row.get(0);
    if (name.equals(row.get(1))) {
      ledger.unread(name.text());
    } else if (programs.test(name.text()) && !TableReader.labels(name.text())) {
      ProgramNode here = reader.context().node();
      ProgramNode node = here.child(ProgramName.of(name.text()), 0, ledger.page(), true);
      reader.within(reader.context().in(node), row.get(1).content());
    } else {
      pairs.accept(row.subList(0, 2));
    }
  }

  private void cell(ProgramNode node, String label, Cell cell) {
    String value = cell.text();
    if (TableFields.sayNothing(value)) {
      return;
    }
    if (cell.content().size() > 1 && !TableReader.labels(label)) {
      reader.within(reader.context().in(node), cell.content());
    } else if (cell.content().size() > 1
        && cell.content().stream().allMatch(Item.class::isInstance)) {
      for (Block line : cell.content()) {
        String text = ((Item) line).text();
        if (NumberReader.mentions(Prose.plain(text)).isEmpty()) {
          reader.keyed(node, label, text, false);
        } else {
          reader.within(reader.context().in(node), List.of(line));
        }
      }
    } else {
      fields.enter(node, label, value, false);
    }
  }
}
