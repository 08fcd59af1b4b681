package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routes.documents.layout.Cell;
import routes.documents.layout.Table;

/**
 * A table of programs with what they require and what they cost, side by side where its rows are
 * the programs, below each other where its columns are.
 */
final class MixedTable {

  private static final int MOST_HEADS = 2;
  private static final String RATE = "\\d{1,2}(?:\\.\\d+)? ?%";
  private static final String PRICED = "(?i).*\\b(?:rates?|pricing|yield|apr)\\b.*";
  private static final String NO_RATE = "(?i:n/?a)|[-–—]+";

  private MixedTable() {}

  /**
   * The table of requirements and the table of rates in it; none when it is not such a table.
   *
   * @param labels whether words name something that a program requires
   */
  static List<Table> halves(Table table, Predicate<String> labels) {
    List<List<Cell>> rows = table.rows();
    int heads = heads(rows);
    if (table.width() < 4 || heads == 0 || heads > MOST_HEADS || rows.size() <= heads) {
      return rows.size() > 2 && table.width() > 1 ? belowEachOther(table) : List.of();
    }
    boolean programs =
        rows.stream().skip(heads).allMatch(row -> ProgramName.in(row.get(0).text()).isPresent());
    List<Integer> required = new ArrayList<>();
    List<Integer> priced = new ArrayList<>();
    for (int c = 1; c < table.width(); c++) {
      (priced(rows, c, heads) ? priced : required).add(c);
    }
    // "Gold, $20,000 - $149,999" above "Gold, $150,000 and up": these are amounts of the rates.
    List<Integer> amounts = repeated(rows, heads) ? amounts(rows, heads, required) : List.of();
    required.removeAll(amounts);
    priced.addAll(0, amounts);
    boolean both = priced.size() > amounts.size() + 1 && !required.isEmpty();
    boolean labelled =
        required.stream().allMatch(c -> labels.test(rows.get(heads - 1).get(c).text()));
    return programs && both && labelled
        ? List.of(part(table, required, heads - 1), part(table, priced, 0))
        : belowEachOther(table);
  }

  /** Whether a program has several rows. */
  private static boolean repeated(List<List<Cell>> rows, int heads) {
    List<String> names = rows.stream().skip(heads).map(row -> row.get(0).text()).toList();
    return names.stream().distinct().count() < names.size();
  }

  /** The columns that hold nothing but amounts from and to. */
  private static List<Integer> amounts(List<List<Cell>> rows, int heads, List<Integer> columns) {
    return columns.stream()
        .filter(
            c ->
                rows.stream()
                    .skip(heads)
                    .map(row -> Band.of(row.get(c).text(), false))
                    .allMatch(
                        band ->
                            band != null
                                && band.money()
                                && (band.low() != null || band.high() == null)))
        .toList();
  }

  /** Rows of rates, headed by amounts or terms, below rows of requirements. */
  private static List<Table> belowEachOther(Table table) {
    List<List<Cell>> rows = table.rows();
    List<List<Cell>> required = new ArrayList<>();
    List<List<Cell>> priced = new ArrayList<>(List.of(rows.get(0)));
    String title = "";
    for (List<Cell> row : rows) {
      boolean spans = TableShape.spans(row);
      if (spans) {
        title = row.get(0).text();
      }
      boolean titled = title.matches(PRICED);
      boolean rates =
          !spans && ofRates(row) && (titled || (exact(row) && !RateTable.ofOtherShares(title)));
      if (rates || (spans && titled)) {
        priced.add(row);
      } else {
        required.add(row);
      }
    }
    List<List<Cell>> rates = priced.stream().filter(row -> !TableShape.spans(row)).toList();
    boolean both = required.size() > 1 && rates.size() > 1;
    return both ? List.of(table.with(required), table.with(rates)) : List.of();
  }

  /** Rates have hundredths; other shares hardly ever do. */
  private static boolean exact(List<Cell> row) {
    return row.stream().skip(1).map(Cell::text).anyMatch(text -> text.matches("\\d+\\.\\d+ ?%"));
  }

  private static boolean ofRates(List<Cell> row) {
    List<String> fields =
        row.stream().skip(1).map(Cell::text).filter(text -> !text.isBlank()).toList();
    return !Band.all(row.get(0).text(), true).isEmpty()
        && fields.stream().anyMatch(text -> text.matches(RATE))
        && fields.stream()
            .allMatch(
                text -> text.matches(RATE) || text.matches(NO_RATE) || RateTable.inWords(text));
  }

  /** The rows that the head of the first column goes over. */
  private static int heads(List<List<Cell>> rows) {
    Cell corner = rows.get(0).get(0);
    return (int)
        rows.stream().takeWhile(row -> row.get(0).equals(corner) || row.get(0).isEmpty()).count();
  }

  private static boolean priced(List<List<Cell>> rows, int column, int heads) {
    return IntStream.range(heads, rows.size())
            .mapToObj(r -> rows.get(r).get(column).text())
            .allMatch(text -> text.isBlank() || text.matches(RATE) || text.matches(NO_RATE))
        && IntStream.range(0, heads)
            .mapToObj(r -> rows.get(r).get(column).text())
            .anyMatch(text -> Band.of(text, true) != null);
  }

  private static Table part(Table table, List<Integer> columns, int from) {
    List<List<Cell>> rows =
        table.rows().stream()
            .skip(from)
            .map(
                row ->
                    Stream.concat(Stream.of(row.get(0)), columns.stream().map(row::get)).toList())
            .toList();
    return table.with(rows);
  }
}
