package routes.documents.layout;

import java.util.List;

/**
 * Rows and columns. A cell that spans several places stands in each of them.
 *
 * @param rows from top to bottom; all have the same number of cells
 * @param ruled whether printed lines divide it
 * @param box its place
 */
public record Table(List<List<Cell>> rows, boolean ruled, Box box) implements Block {
  public Table {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** How many columns it has. */
  public int width() {
    return rows.isEmpty() ? 0 : rows.get(0).size();
  }

  /** Other rows in the same place. */
  public Table with(List<List<Cell>> others) {
    return new Table(others, ruled, box);
  }
}
