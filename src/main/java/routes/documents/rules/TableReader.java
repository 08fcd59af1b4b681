package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Reads tables: rates, tiers side by side, labels with values, lists. */
final class TableReader {

  /** Heads of columns that say how something is required, and of which program nothing. */
  static final String PLAIN_HEAD =
      "(?i)(?:minimums?|maximums?|min\\.?|max\\.?|requirements?|required|guidelines?|criteria|details?|value|standard|preferred|ideal|description|notes?|limits?)";

  private static final String YES_OR_NO =
      "(?i)(?:no|none|yes|n/?a|(?:not )?(?:required|needed)|preferred|must|allowed|accepted|not? (?:allowed|accepted|eligible|permitted|considered|financed))\\.?";
  private static final float OF_A_CELL = 1;

  private final GuidelineReader reader;
  private final Ledger ledger;
  private final RateEntries rates;

  /** The table before, where programs stand side by side in it. */
  private @Nullable Table tiers;

  TableReader(GuidelineReader reader, Ledger ledger) {
    this.reader = reader;
    this.ledger = ledger;
    this.rates = new RateEntries(ledger);
  }

  /**
   * Reads a table.
   *
   * @param above the line above it, which may be its title; empty when there is none
   */
  void read(Table table, String above) {
    Table whole =
        TableShape.withBars(
            TableShape.withNames(
                TableShape.withoutGroups(TableShape.withHead(TableShape.withoutNumbers(table)))));
    Table untitled = withoutTitle(whole);
    if (untitled.rows().isEmpty()) {
      return;
    }
    Table body = tiers == null ? untitled : TableShape.under(tiers, untitled);
    tiers = body.width() > 1 && TableShape.tiered(body) ? body : null;
    body.rows().forEach(row -> row.forEach(cell -> ledger.date(cell.text())));
    if (!excluded(body)
        && !headedColumns(body)
        && !extras(body)
        && !cards(body)
        && !pairsAbove(body)
        && !headsAgain(body, above)) {
      boolean titled = untitled.rows().size() < whole.rows().size();
      byShape(body, titled ? whole.rows().get(0).get(0).text() : above);
    }
  }

  /** What is not financed: kinds with their lists, or a list in each column. */
  private boolean excluded(Table body) {
    if (reader.context().topic() != Topic.EXCLUDED) {
      return false;
    }
    if (TableShape.listsKinds(body)) {
      body.rows().forEach(this::pair);
      return true;
    }
    boolean ofKinds =
        body.rows().get(0).stream().allMatch(head -> ExcludedReader.headsList(head.text()));
    boolean lists =
        (ofKinds || !TableShape.labelled(body))
            && RateTable.of(body, "", this::isProgram).isEmpty();
    if (lists) {
      columnwise(body);
    }
    return lists;
  }

  private boolean headedColumns(Table body) {
    boolean headed = eachColumnHeaded(body);
    for (int column = 0; headed && column < body.width(); column++) {
      int at = column;
      reader.within(reader.context(), () -> headed(body, at));
    }
    return headed;
  }

  /** Fees and commissions are no rules; rates are. */
  private boolean extras(Table body) {
    boolean extras =
        reader.context().topic() == Topic.PRICE_EXTRAS
            && body.rows().get(0).stream().noneMatch(head -> BuyRate.labelled(head.text().trim()));
    if (extras) {
      body.rows().forEach(row -> ledger.unread(text(row)));
    }
    return extras;
  }

  private boolean cards(Table body) {
    List<List<Cell>> pairs = LabelsAbove.pairs(body);
    pairs.forEach(this::pair);
    return !pairs.isEmpty();
  }

  /** Labels with their values above what the table lists. */
  private boolean pairsAbove(Table body) {
    List<List<Cell>> labelled = TableShape.pairsAbove(body);
    if (labelled.isEmpty()) {
      return false;
    }
    labelled.forEach(row -> pair(row.subList(0, 2)));
    List<List<Cell>> rest =
        body.rows().stream()
            .filter(row -> !labelled.contains(row) && !TableShape.spans(row))
            .toList();
    read(body.with(rest), "");
    return true;
  }

  /** A table whose heads come again is several, one below the other. */
  private boolean headsAgain(Table body, String above) {
    int again = TableShape.headAgain(body);
    if (again <= 0) {
      return false;
    }
    List<List<Cell>> rows = body.rows();
    boolean barred = again > 1 && TableShape.spans(rows.get(again - 1));
    float rank =
        ProgramName.in(above).isPresent() ? reader.context().node().prominence() : OF_A_CELL + 5;
    read(body.with(rows.subList(0, barred ? again - 1 : again)), above);
    List<Block> titles = rows.get(again).get(0).content();
    String title = titles.size() > 1 ? Cell.of(titles.get(0)).text() : "";
    String named = barred ? rows.get(again - 1).get(0).text() : title;
    if (!named.isEmpty()) {
      reader.heading(named, rank);
    }
    List<List<Cell>> rest = new ArrayList<>(rows.subList(again, rows.size()));
    List<Cell> head = new ArrayList<>(rest.get(0));
    head.set(0, Cell.of(titles.get(titles.size() - 1)));
    rest.set(0, head);
    read(body.with(rest), named);
    return true;
  }

  private void byShape(Table body, String title) {
    TableFields fields = TableFields.of(reader, ledger, title);
    TierReader sides = new TierReader(reader, ledger, fields, this::isProgram, this::pair);
    if (eachColumnNamed(body)) {
      listsOfPrograms(body);
    } else if (!banded(body, title, fields)
        && !rates(body, title)
        && !halves(body, title)
        && !kinds(body, fields)) {
      if (TableShape.tiered(body)) {
        sides.side(body);
      } else if (TableShape.turned(body)) {
        sides.below(body);
      } else if (body.width() == 2) {
        body.rows().forEach(this::pair);
      } else if (TableShape.remarked(body)) {
        body.rows().forEach(this::remarked);
      } else if (TableShape.paired(body)) {
        body.rows().forEach(row -> TableShape.pairs(row).forEach(this::pair));
      } else {
        crosswise(body, fields);
      }
    }
  }

  private boolean banded(Table body, String title, TableFields fields) {
    Optional<CrossTable> banded = banded(body, title);
    banded.ifPresent(table -> cross(table, fields));
    return banded.isPresent();
  }

  private boolean rates(Table body, String title) {
    Optional<RateTable> rates = RateTable.of(body, title, this::isProgram);
    rates.ifPresent(table -> this.rates.enter(table.under(title), reader.context().node()));
    return rates.isPresent();
  }

  private boolean halves(Table body, String title) {
    List<Table> halves = MixedTable.halves(body, TableReader::labels);
    halves.forEach(half -> read(half, title));
    return !halves.isEmpty();
  }

  private boolean kinds(Table body, TableFields fields) {
    Optional<KindTable> kinds = KindTable.of(body, this::isProgram);
    kinds.ifPresent(table -> table.entries().forEach(entry -> ofKind(entry, fields)));
    return kinds.isPresent();
  }

  private void crosswise(Table body, TableFields fields) {
    Optional<CrossTable> cross = CrossTable.of(body, TableReader::labels);
    if (cross.isPresent()) {
      cross(cross.get(), fields);
    } else if (TableShape.crosswise(body)) {
      body.rows().forEach(row -> ledger.unread(text(row)));
    } else {
      columnwise(body);
    }
  }

  /** Whether each column has a program's name above it, so that there are no labels beside. */
  private static boolean eachColumnNamed(Table body) {
    List<Cell> heads = body.rows().get(0);
    return heads.size() > 1
        && body.rows().size() > 1
        && heads.stream().allMatch(head -> ProgramName.in(head.text()).isPresent())
        && heads.stream().map(Cell::text).distinct().count() == heads.size();
  }

  /** "All programs" beside "Not financed": lists under headings that are no programs' names. */
  private static boolean eachColumnHeaded(Table body) {
    List<String> heads = body.rows().get(0).stream().map(Cell::text).toList();
    return heads.size() > 1
        && body.rows().size() > 2
        && heads.stream().distinct().count() == heads.size()
        && heads.stream()
            .allMatch(head -> ProgramName.general(head) || Topic.of(head) == Topic.EXCLUDED);
  }

  private void headed(Table body, int column) {
    reader.heading(body.rows().get(0).get(column).text(), OF_A_CELL);
    body.rows().stream()
        .skip(1)
        .map(row -> row.get(column).text())
        .filter(text -> !text.isBlank())
        .forEach(reader::statement);
  }

  /** Programs side by side, each with its statements below it. */
  private void listsOfPrograms(Table body) {
    for (int column = 0; column < body.width(); column++) {
      int at = column;
      ProgramName program = ProgramName.in(body.rows().get(0).get(at).text()).orElseThrow();
      ProgramNode node = reader.context().node().child(program, 0, ledger.page(), true);
      List<Block> items =
          body.rows().subList(1, body.rows().size()).stream()
              .filter(row -> at < row.size() && !row.get(at).text().isBlank())
              .<Block>map(row -> new Item(row.get(at).text(), false, 0, body.box()))
              .toList();
      reader.within(reader.context().in(node), items);
    }
  }

  /** A table whose rows or columns are bands. */
  private Optional<CrossTable> banded(Table body, String title) {
    Optional<CrossTable> titled =
        BandTable.about(title).flatMap(label -> BandTable.of(body, label, this::isProgram));
    boolean scores = titled.isEmpty() && body.width() == 2 && TableShape.scored(body);
    return scores ? CrossTable.of(body, TableReader::labels) : titled;
  }

  private boolean isProgram(String text) {
    return ProgramName.in(text).isPresent() || reader.context().node().knows(ProgramName.of(text));
  }

  private void ofKind(KindTable.Entry entry, TableFields fields) {
    String when = entry.when().orElse(null);
    if (when == null) {
      ledger.unread(entry.quote());
    } else {
      fields.enter(reader.context().node(), entry.label(), entry.value(), when, entry.quote());
    }
  }

  private void cross(CrossTable table, TableFields fields) {
    ProgramNode here = reader.context().node();
    for (CrossTable.Entry entry : table.entries()) {
      ProgramNode node =
          entry.program() == null ? here : here.child(entry.program(), 0, ledger.page(), true);
      Band band = entry.band();
      if (BuyRate.labelled(entry.label()) && band != null && !band.money()) {
        // A lender's rates go by amounts and terms.
        ledger.unread(entry.quote());
      } else if (BuyRate.labelled(entry.label()) && band != null) {
        rates.enter(node, entry);
      } else if (band == null) {
        fields.enter(node, entry.label(), entry.value(), false);
      } else {
        fields.enter(node, entry.label(), entry.value(), band.guard(), entry.quote());
      }
    }
  }

  /** A first row that is one cell all along is the table's heading. */
  private Table withoutTitle(Table table) {
    List<List<Cell>> rows = table.rows();
    if (rows.isEmpty() || table.width() < 2) {
      return table;
    }
    List<Cell> first = rows.get(0);
    boolean spans = TableShape.spans(first) && !first.get(0).isEmpty();
    if (!spans) {
      return table;
    }
    reader.heading(first.get(0).text(), OF_A_CELL + 5);
    return table.with(rows.subList(1, rows.size()));
  }

  private static String text(List<Cell> row) {
    return String.join(
        " ", row.stream().distinct().map(Cell::text).filter(t -> !t.isBlank()).toList());
  }

  static boolean labels(String text) {
    String plain = Prose.plain(text);
    return !NumberReader.mentions(plain).isEmpty()
        || !FlagReader.mentioned(plain).isEmpty()
        || plain.matches(
            "(?i).*\\b(?:buy rates?|rates?|states?|citizen\\w*|home ?owner\\w*|guarant\\w+|industr\\w+|terms?|amounts?|cdl)\\b.*");
  }

  /** A label with its value, and a remark that says something itself or bears on the value. */
  private void remarked(List<Cell> row) {
    String remark = row.get(2).text();
    if (remark.isBlank() || !Statements.read(remark).facts().isEmpty()) {
      pair(row.subList(0, 2));
      reader.statement(remark);
      return;
    }
    String label = row.get(0).text();
    String value = row.get(1).text();
    reader.keyed(
        reader.context().node(),
        label,
        "%s (%s)".formatted(value, remark),
        false,
        String.join(" ", label, value, remark));
  }

  /** A label with its value; a label that asks nothing known leaves the value to speak. */
  private void pair(List<Cell> row) {
    Cell label = row.get(0);
    Cell value = row.get(1);
    if (label.equals(value)) {
      reader.heading(label.text(), OF_A_CELL);
      return;
    }
    if (label.isEmpty()) {
      reader.within(reader.context(), value.content());
      return;
    }
    if (value.isEmpty()) {
      boolean heading = label.content().stream().anyMatch(Heading.class::isInstance);
      if (heading) {
        reader.heading(label.text(), OF_A_CELL);
      } else if (!Statements.read(label.text()).facts().isEmpty()) {
        reader.statement(label.text());
      }
      return;
    }
    if (value.content().stream().anyMatch(Table.class::isInstance)) {
      reader.titled(label.text(), value.content());
      return;
    }
    Optional<ProgramName> program =
        ProgramName.in(label.text())
            .or(() -> Optional.of(ProgramName.of(label.text())).filter(reader.root()::hasProgram));
    if (TableShape.sufficesFor(label.text(), value.text())) {
      reader.keyed(
          reader.context().node(),
          "application only",
          label.text(),
          false,
          label.text() + " " + value.text());
      return;
    }
    if (BuyRate.labelled(label.text().trim()) && bands(label, value)) {
      return;
    }
    boolean answered =
        ((Flag.named(label.text()).isPresent() || labels(label.text()))
                && value.text().matches(YES_OR_NO))
            || ApplicationOnly.isLimit(label.text(), value.text())
            || LabelReader.admits(label.text(), value.text());
    if (program.isPresent() && !answered) {
      ProgramNode node = reader.context().node().child(program.get(), 0, ledger.page(), true);
      reader.within(reader.context().in(node), value.content());
    } else if (value.content().size() > 1 && !labels(label.text())) {
      reader.within(reader.context(), value.content());
    } else {
      reader.keyed(label.text(), value.text());
    }
  }

  /** Whether a field has a rate for each band, a line for each. */
  private boolean bands(Cell label, Cell value) {
    List<Optional<RateLine>> lines =
        value.content().stream()
            .map(line -> RateLine.of(label.text(), Cell.of(line).text()))
            .toList();
    boolean all = lines.size() > 1 && lines.stream().allMatch(Optional::isPresent);
    if (all) {
      lines.forEach(
          line ->
              ledger.enter(
                  reader.context().node(),
                  line.orElseThrow().rate(ledger.page(), label.text() + " " + value.text())));
    }
    return all;
  }

  private void columnwise(Table table) {
    List<Cell> seen = new ArrayList<>();
    for (int c = 0; c < table.width(); c++) {
      int column = c;
      List<Cell> cells =
          table.rows().stream()
              .map(row -> row.get(column))
              .filter(cell -> !seen.contains(cell))
              .toList();
      seen.addAll(cells);
      Context here = reader.context();
      boolean named =
          here.topic() == Topic.EXCLUDED
              && cells.size() > 1
              && ExcludedReader.headsList(cells.get(0).text());
      String head = named ? cells.get(0).text() : "";
      reader.within(
          named ? new Context(here.node(), Topic.EXCLUDED, head) : here,
          cells.stream().skip(named ? 1 : 0).flatMap(cell -> cell.content().stream()).toList());
    }
  }
}
