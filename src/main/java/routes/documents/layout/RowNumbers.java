package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes out the columns that only number the rows of tables, as forms and spreadsheets do. */
final class RowNumbers {

  private static final int FEWEST_COLUMNS = 3;
  private static final int FEWEST_ROWS = 3;

  /** The number that the next row would have. */
  private int next = 1;

  /** The same blocks, without such columns. */
  List<Block> without(List<Block> blocks) {
    return blocks.stream()
        .map(
            block ->
                block instanceof Table table
                    ? without(table)
                    : block instanceof Columns columns ? without(columns) : block)
        .toList();
  }

  private Columns without(Columns columns) {
    return new Columns(columns.columns().stream().map(this::without).toList(), columns.box());
  }

  private Table without(Table table) {
    List<String> numbers =
        table.rows().stream()
            .map(row -> row.get(0))
            .filter(cell -> !cell.isHeading() && !cell.isEmpty())
            .map(Cell::text)
            .toList();
    int first = next;
    boolean inOrder =
        IntStream.range(0, numbers.size())
            .allMatch(i -> numbers.get(i).matches((first + i) + "\\.?"));
    boolean many = first > 1 || numbers.size() >= FEWEST_ROWS;
    if (table.width() < FEWEST_COLUMNS || numbers.isEmpty() || !inOrder || !many) {
      return table;
    }
    next += numbers.size();
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      boolean title = row.get(0).isHeading();
      List<Cell> rest = new ArrayList<>(row.subList(1, row.size()));
      if (title) {
        rest.replaceAll(cell -> cell.isEmpty() ? row.get(0) : cell);
      }
      rows.add(rest);
    }
    return table.with(rows);
  }
}
