package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows at the end of a ruled table whose label has one field beside it that goes over all other
 * columns. They are no rows of what the table lists, but labels with their values, for all of it.
 */
final class SpanningRows {

  private static final int FEWEST_COLUMNS = 3;

  /** The head, and a row of what the table lists. */
  private static final int FEWEST_ROWS = 2;

  private SpanningRows() {}

  /** The table, or a box with the table, the headings, and the labels at its end. */
  static Block apart(Table table) {
    List<List<Cell>> rows = table.rows();
    int end = rows.size();
    while (end > 0 && spanning(rows.get(end - 1))) {
      end--;
    }
    boolean pairs = rows.subList(end, rows.size()).stream().anyMatch(row -> !whole(row));
    if (table.width() < FEWEST_COLUMNS || end < FEWEST_ROWS || !pairs) {
      return table;
    }
    List<Block> parts = new ArrayList<>();
    parts.add(table.with(rows.subList(0, end)));
    List<List<Cell>> open = new ArrayList<>();
    for (List<Cell> row : rows.subList(end, rows.size())) {
      if (whole(row)) {
        close(open, table, parts);
        parts.addAll(row.get(0).content());
      } else {
        open.add(row.subList(0, 2));
      }
    }
    close(open, table, parts);
    return new Columns(List.of(parts), table.box());
  }

  private static void close(List<List<Cell>> open, Table table, List<Block> parts) {
    if (!open.isEmpty()) {
      parts.add(table.with(open));
      open.clear();
    }
  }

  /** A field over all columns beside the first is the same one in each of them. */
  private static boolean spanning(List<Cell> row) {
    Cell second = row.get(Math.min(1, row.size() - 1));
    return !second.isEmpty() && row.stream().skip(1).allMatch(second::equals);
  }

  private static boolean whole(List<Cell> row) {
    return row.stream().allMatch(row.get(0)::equals);
  }
}
