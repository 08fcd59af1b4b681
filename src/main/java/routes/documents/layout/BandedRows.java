package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import routes.documents.layout.RuledTables.Grid;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * Draws what divides the fields of rows that a table leaves undivided, as those with a shade of
 * colour often are while every other row has its lines.
 */
final class BandedRows {

  /** One row of so many must be divided in print. */
  private static final int SHARE = 3;

  /** Space beside a divider, as a part of the size of type. */
  private static final float GAP = 0.6f;

  private BandedRows() {}

  /** The lines that are missing in these tables. */
  static List<Ruling> uprights(List<Grid> grids, List<Word> words) {
    List<Ruling> missing = new ArrayList<>();
    for (Grid grid : grids) {
      for (int column = 1; column < grid.columns(); column++) {
        List<Integer> open = open(grid, column);
        if (!open.isEmpty() && (grid.rows() - open.size()) * SHARE >= grid.rows()) {
          for (int row : open) {
            if (parted(grid, row, words)) {
              float x = grid.left(column);
              missing.add(new Ruling(x, grid.top(row), x, grid.bottom(row)));
            }
          }
        }
      }
    }
    return missing;
  }

  /** The rows that are one field all along. */
  private static List<Integer> open(Grid grid, int column) {
    List<Integer> open = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row++) {
      boolean whole = grid.number(row, 0) == grid.number(row, grid.columns() - 1);
      if (whole && grid.number(row, column - 1) == grid.number(row, column)) {
        open.add(row);
      }
    }
    return open;
  }

  /** Whether a row has words in every column of the table, and none over two of them. */
  private static boolean parted(Grid grid, int row, List<Word> words) {
    List<Word> inside =
        words.stream()
            .filter(word -> word.middle() > grid.top(row) && word.middle() < grid.bottom(row))
            .filter(word -> word.right() > grid.box().left() && word.x() < grid.box().right())
            .toList();
    for (int column = 0; column < grid.columns(); column++) {
      float left = grid.left(column);
      float right = grid.right(column);
      boolean filled =
          inside.stream().anyMatch(word -> word.x() >= left - GAP && word.right() <= right + GAP);
      boolean crossed =
          column > 0
              && inside.stream()
                  .anyMatch(
                      word ->
                          word.x() < left + GAP * word.fontSize() / 2
                              && word.right() > left - GAP * word.fontSize() / 2);
      if (!filled || crossed) {
        return false;
      }
    }
    return true;
  }
}
