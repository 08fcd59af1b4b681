package routes.documents.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Tells from a table's heads and fields how it is to be read. */
final class TableShape {

  static final String PROGRAMS =
      "(?i)(?:products?|programs?|tiers?|plans?|options?|grades?|credit tiers?|credit grades?)";

  /** Columns: labels, values, remarks; remarks stand beside so many parts of them at the most. */
  private static final int REMARKED = 3;

  private static final String ROW_NUMBER = "\\d{1,3}[.)]?";
  private static final Pattern GROUP =
      Pattern.compile(
          "(?i)(?:(?:the )?(?:applicant|borrower|business|company|credit|guarantors?|owners?|principals?|collateral|structure|terms?|transaction|deal|request|papers?|paperwork|documents?|documentation|financials?|pricing|(?:buy )?rates?|history|experience|profile|eligibility|requirements?|limits?|general|other)(?: (?:and|&|/) [a-z]+)?)");
  private static final int BRIEF = 8;

  /** Points. */
  private static final float ALIGNED = 3;

  /** Words. */
  private static final int LONGEST_BAR = 3;

  private TableShape() {}

  /**
   * Whether its fields mean something only together with what heads their column and row: short
   * fields with numbers, right of a column of words.
   */
  static boolean crosswise(Table table) {
    List<List<Cell>> rows = table.rows();
    List<String> fields =
        rows.stream().flatMap(List::stream).map(Cell::text).filter(t -> !t.isBlank()).toList();
    long brief = fields.stream().filter(text -> text.split(" ").length <= BRIEF).count();
    boolean headed =
        rows.get(0).stream().skip(1).map(Cell::text).distinct().filter(t -> !t.isBlank()).count()
            > 1;
    long named =
        rows.stream()
            .filter(row -> Quantities.in(Prose.plain(row.get(0).text())).isEmpty())
            .count();
    boolean counts = fields.stream().anyMatch(text -> !Quantities.in(Prose.plain(text)).isEmpty());
    return table.ruled()
        && rows.size() > 2
        && headed
        && named * 2 >= rows.size()
        && counts
        && brief * 3 >= fields.size() * 2L;
  }

  /** Label, value, label, value. */
  static boolean paired(Table table) {
    if (table.width() % 2 > 0) {
      return false;
    }
    List<List<Cell>> pairs = table.rows().stream().flatMap(row -> pairs(row).stream()).toList();
    long labelled =
        pairs.stream()
            .filter(
                pair ->
                    TableReader.labels(pair.get(0).text())
                        && !TableReader.labels(pair.get(1).text()))
            .count();
    return labelled * 2 > pairs.size();
  }

  /** Labels with their values, beside some of which stands a remark. */
  static boolean remarked(Table table) {
    List<List<Cell>> rows = table.rows();
    long silent = rows.stream().filter(row -> row.get(row.size() - 1).isEmpty()).count();
    return table.width() == REMARKED
        && silent * REMARKED >= rows.size()
        && rows.stream().noneMatch(row -> row.get(0).isEmpty() || row.get(1).isEmpty())
        && labelled(table);
  }

  static List<List<Cell>> pairs(List<Cell> row) {
    return IntStream.range(0, row.size() / 2).mapToObj(i -> row.subList(2 * i, 2 * i + 2)).toList();
  }

  /** Questions are numbered in a column of its own. */
  static Table withoutNumbers(Table table) {
    List<List<Cell>> rows = table.rows();
    long numbered = rows.stream().filter(row -> row.get(0).text().matches(ROW_NUMBER)).count();
    boolean numbers =
        table.width() > 2
            && numbered > 1
            && rows.stream()
                .allMatch(
                    row ->
                        row.get(0).text().matches(ROW_NUMBER)
                            || row.get(0).isEmpty()
                            || row.get(0).equals(row.get(row.size() - 1)))
            && consecutive(rows);
    return numbers ? withoutFirstColumn(table) : table;
  }

  /** With the head as a row of its own, where nothing printed divides it from the first row. */
  static Table withHead(Table table) {
    List<Cell> first = table.rows().get(0);
    boolean joined =
        table.width() > 2
            && first.stream()
                .allMatch(
                    cell ->
                        isHeaded(cell) && Cell.of(cell.content().get(1)).text().matches(".*\\d.*"));
    if (!joined) {
      return table;
    }
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(first.stream().map(cell -> Cell.of(cell.content().get(0))).toList());
    rows.add(first.stream().map(cell -> Cell.of(cell.content().get(1))).toList());
    rows.addAll(table.rows().subList(1, table.rows().size()));
    return table.with(rows);
  }

  /** "Credit" beside several requirements says nothing that they do not say themselves. */
  static Table withoutGroups(Table table) {
    List<List<Cell>> below = table.rows().stream().skip(1).filter(row -> !spans(row)).toList();
    List<String> groups = below.stream().map(row -> row.get(0).text().trim()).toList();
    boolean grouped =
        table.width() > 3
            && groups.stream().distinct().count() * 2 <= groups.size()
            && groups.stream().allMatch(group -> GROUP.matcher(group).matches())
            && below.stream().map(row -> row.get(1)).distinct().count() == below.size();
    return grouped ? withoutFirstColumn(table) : table;
  }

  private static Table withoutFirstColumn(Table table) {
    return table.with(table.rows().stream().map(row -> row.subList(1, row.size())).toList());
  }

  /** Whether a cell is a heading and one text below it. */
  private static boolean isHeaded(Cell cell) {
    List<Block> content = cell.content();
    return content.size() == 2
        && content.get(0) instanceof Heading
        && content.get(1) instanceof Item;
  }

  private static boolean consecutive(List<List<Cell>> rows) {
    List<Integer> numbers =
        rows.stream()
            .map(row -> row.get(0).text().replaceAll("[.)]$", ""))
            .filter(text -> text.matches("\\d{1,3}"))
            .map(Integer::valueOf)
            .toList();
    return IntStream.range(1, numbers.size())
        .allMatch(i -> numbers.get(i) == numbers.get(i - 1) + 1);
  }

  /** With the names alone in the fields of its head, where words below explain them. */
  static Table withNames(Table table) {
    if (table.rows().size() < 3 || titlesLabels(table)) {
      return table;
    }
    List<List<Cell>> rows = new ArrayList<>(table.rows());
    rows.set(0, rows.get(0).stream().map(TableShape::name).toList());
    return table.with(rows);
  }

  private static Cell name(Cell head) {
    List<Block> content = head.content();
    boolean explained =
        isHeaded(head) && Quantities.in(Prose.plain(Cell.of(content.get(1)).text())).isEmpty();
    return explained ? new Cell(content.subList(0, 1)) : head;
  }

  /**
   * With what stands alone in its row as one field over all columns: a heading within the table.
   */
  static Table withBars(Table table) {
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<Block> first = row.isEmpty() ? List.of() : row.get(0).content();
      boolean under = rows.isEmpty() && titlesLabels(table);
      boolean over = !rows.isEmpty() && first.size() == 2 && isBar(first.get(0));
      if (over) {
        rows.add(Collections.nCopies(row.size(), Cell.of(first.get(0))));
      }
      if (over || under) {
        List<Cell> rest = new ArrayList<>(row);
        rest.set(0, Cell.of(first.get(1)));
        rows.add(rest);
      } else {
        rows.add(table.width() < 3 ? row : bar(row));
      }
    }
    return table.with(rows);
  }

  /** Whether a title stands over the labels alone, and nothing divides it from the first. */
  private static boolean titlesLabels(Table table) {
    List<Cell> first = table.rows().get(0);
    return table.width() == 2 && isHeaded(first.get(0)) && first.get(1).content().size() == 1;
  }

  /** A short heading in capitals, as it stands over the first of the rows that it is about. */
  private static boolean isBar(Block block) {
    return block instanceof Heading heading
        && heading.text().equals(heading.text().toUpperCase(Locale.ROOT))
        && heading.text().split(" ").length <= LONGEST_BAR
        && !TableReader.labels(heading.text())
        && Quantities.in(heading.text()).isEmpty();
  }

  private static List<Cell> bar(List<Cell> row) {
    Cell first = row.get(0);
    boolean alone =
        !first.isEmpty()
            && row.stream().skip(1).allMatch(Cell::isEmpty)
            && (Quantities.in(Prose.plain(first.text())).isEmpty()
                || ProgramName.in(first.text()).isPresent());
    return alone ? Collections.nCopies(row.size(), first) : row;
  }

  /**
   * The rows of labels with one field over all other columns, above another table in the same
   * lines; none when it has no such part.
   */
  static List<List<Cell>> pairsAbove(Table table) {
    List<List<Cell>> rows = table.rows().stream().filter(row -> !spans(row)).toList();
    List<List<Cell>> pairs =
        rows.stream()
            .takeWhile(row -> row.size() > 2 && spans(row.subList(1, row.size())))
            .toList();
    boolean both = pairs.size() > 1 && rows.size() > pairs.size() + 1;
    return both ? pairs : List.of();
  }

  /** The row in which the head stands once more, over another table; zero when there is none. */
  static int headAgain(Table table) {
    List<List<Cell>> rows = table.rows();
    if (table.width() < 3) {
      return 0;
    }
    List<String> head = rows.get(0).stream().skip(1).map(Cell::text).toList();
    boolean bands = head.stream().filter(text -> Band.of(text, true) != null).count() > 1;
    return IntStream.range(1, bands ? rows.size() - 1 : 0)
        .filter(r -> rows.get(r).stream().skip(1).map(Cell::text).toList().equals(head))
        .findFirst()
        .orElse(0);
  }

  /** Whether the kinds of things stand beside their lists: "Industries", "Equipment". */
  static boolean listsKinds(Table table) {
    long kinds =
        table.rows().stream()
            .filter(row -> ExcludedReader.headsList(row.get(0).text()))
            .filter(row -> !ExcludedReader.headsList(row.get(row.size() - 1).text()))
            .count();
    return table.width() == 2 && kinds > 1 && kinds * 2 >= table.rows().size();
  }

  static boolean labelled(Table table) {
    long labels =
        table.rows().stream().filter(row -> TableReader.labels(row.get(0).text())).count();
    return labels * 2 >= table.rows().size();
  }

  static boolean tiered(Table table) {
    List<Cell> head = table.rows().get(0);
    boolean named =
        head.subList(1, head.size()).stream().allMatch(cell -> headsColumn(cell.text()));
    List<List<Cell>> rows = table.rows().subList(1, table.rows().size());
    long labels =
        rows.stream()
            .map(row -> row.get(0).text())
            .filter(label -> TableReader.labels(label) && ProgramName.in(label).isEmpty())
            .count();
    boolean programs =
        head.stream().skip(1).anyMatch(cell -> ProgramName.in(cell.text()).isPresent());
    boolean headed =
        table.width() > 2 || programs || head.get(1).text().matches(TableReader.PLAIN_HEAD);
    return named && headed && labels >= Math.max(programs ? 1 : 2, rows.size() / 2);
  }

  private static boolean headsColumn(String text) {
    return !text.isBlank()
        && text.split(" ").length <= 6
        && (ProgramName.in(text).isPresent()
            || text.matches(TableReader.PLAIN_HEAD)
            || (Quantities.in(Prose.plain(text)).isEmpty() && !TableReader.labels(text)));
  }

  static boolean turned(Table table) {
    if (table.width() < 2 || table.rows().size() < 2) {
      return false;
    }
    List<Cell> head = table.rows().get(0);
    if (head.stream().distinct().count() < head.size()) {
      // A head over several columns is told by the ones below it.
      return false;
    }
    long labels = head.stream().skip(1).filter(cell -> TableReader.labels(cell.text())).count();
    boolean programs =
        table.rows().stream()
            .skip(1)
            .allMatch(row -> ProgramName.in(row.get(0).text()).isPresent());
    boolean named = head.get(0).text().matches(PROGRAMS);
    return table.width() == 2
        ? labels == 1 && programs && named
        : labels >= 2 && labels * 2 >= head.size() - 1 && (programs || named);
  }

  /** Whether its rows are bands of scores. */
  static boolean scored(Table table) {
    String head = table.rows().get(0).get(0).text();
    return table.rows().size() > 2
        && table.rows().stream()
            .skip(1)
            .allMatch(row -> Band.score(row.get(0).text(), head) != null);
  }

  /** "$75,000 and under" beside "Application only: signed application, vendor quote". */
  static boolean sufficesFor(String amounts, String papers) {
    Band band = Band.of(amounts, false);
    return band != null
        && band.money()
        && band.low() == null
        && papers.matches(
            "(?i)(?:an? |the )?(?:signed |completed )*app(?:lication)?[- ]only\\b(?![^.;]*\\d).*");
  }

  /** The words of its rows, without those that are one field over its whole width. */
  static List<List<String>> fields(Table table) {
    return table.rows().stream()
        .filter(row -> !spans(row))
        .map(row -> row.stream().map(Cell::text).map(String::trim).toList())
        .toList();
  }

  /**
   * With the programs of the table above it as another head, where it has as many columns for each
   * of them: the same heads come again for every program.
   */
  static Table under(Table before, Table table) {
    List<Cell> names = before.rows().get(0).stream().skip(1).toList();
    List<Cell> heads = table.rows().get(0).stream().skip(1).toList();
    int each = names.isEmpty() ? 0 : heads.size() / names.size();
    boolean aligned =
        Math.abs(before.box().left() - table.box().left()) < ALIGNED
            && Math.abs(before.box().right() - table.box().right()) < ALIGNED;
    boolean again =
        aligned
            && each > 1
            && names.size() > 1
            && heads.size() == each * names.size()
            && heads.stream().map(Cell::text).distinct().count() == each
            && IntStream.range(0, heads.size())
                .allMatch(i -> heads.get(i).text().equals(heads.get(i % each).text()));
    if (!again) {
      return table;
    }
    List<Cell> head = new ArrayList<>(List.of(table.rows().get(0).get(0)));
    names.forEach(name -> head.addAll(Collections.nCopies(each, name)));
    List<List<Cell>> rows = new ArrayList<>(List.of(head));
    rows.addAll(table.rows());
    return table.with(rows);
  }

  /** Whether a row is one field over its whole width. */
  static boolean spans(List<?> row) {
    return row.stream().distinct().count() == 1;
  }

  /** Rows as columns. */
  static List<List<String>> turned(List<List<String>> rows) {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(c -> rows.stream().map(row -> row.get(c)).toList())
        .toList();
  }
}
