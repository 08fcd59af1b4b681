package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import routes.documents.layout.RuledTables.Grid;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * Draws the lines between rows that a table has only around all of them: below its head and at its
 * end.
 */
final class StackedRows {

  private static final int FEWEST_LINES = 3;

  /** A head, the rows, and perhaps a foot. */
  private static final int MOST_ROWS = 3;

  /** By how much of their size two lines of type may stand apart and be on one line. */
  private static final float LEVEL = 0.4f;

  /** Space between the lines of one field, as a part of their size. */
  private static final float LEADING = 0.6f;

  private StackedRows() {}

  /** The lines that are missing in these tables. */
  static List<Ruling> across(List<Grid> grids, List<Word> words) {
    List<Ruling> missing = new ArrayList<>();
    for (Grid grid : grids) {
      for (int row = 1; row < Math.min(grid.rows(), MOST_ROWS + 1); row++) {
        if (grid.rows() <= MOST_ROWS) {
          missing.addAll(between(grid, row, words));
        }
      }
    }
    return missing;
  }

  private static List<Ruling> between(Grid grid, int row, List<Word> words) {
    List<List<Segment>> columns = new ArrayList<>();
    for (int column = 0; column < grid.columns(); column++) {
      columns.add(lines(grid, row, column, words));
    }
    List<Segment> labels = columns.get(0);
    boolean stacked =
        labels.size() >= FEWEST_LINES
            && labels.stream().allMatch(StackedRows::begins)
            && columns.stream()
                .skip(1)
                .allMatch(
                    column ->
                        column.size() * 2 > labels.size()
                            && column.stream().allMatch(line -> beside(line, labels)));
    if (!stacked) {
      return wrapped(grid, columns);
    }
    return between(labels.stream().map(Segment::box).toList(), grid);
  }

  /** The lines between rows of a table. */
  private static List<Ruling> between(List<Box> rows, Grid grid) {
    List<Ruling> missing = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      float y = rows.get(i - 1).halfwayTo(rows.get(i));
      missing.add(new Ruling(grid.box().left(), y, grid.box().right(), y));
    }
    return missing;
  }

  /** The same where fields have several lines, between which their labels stand in the middle. */
  private static List<Ruling> wrapped(Grid grid, List<List<Segment>> columns) {
    List<List<Segment>> bands = new ArrayList<>();
    columns.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(line -> line.box().top()))
        .forEach(line -> group(line, bands));
    boolean each =
        bands.size() >= FEWEST_LINES
            && columns.get(0).stream().allMatch(StackedRows::begins)
            && bands.stream()
                .allMatch(
                    band ->
                        band.stream().filter(columns.get(0)::contains).count() == 1
                            && band.size() > columns.size());
    return each ? between(bands.stream().map(Box::around).toList(), grid) : List.of();
  }

  /** Puts a line to those right above it, or begins a row with it. */
  private static void group(Segment line, List<List<Segment>> rows) {
    boolean near =
        !rows.isEmpty()
            && line.box().top() - Box.around(rows.get(rows.size() - 1)).bottom()
                < LEADING * line.size();
    if (!near) {
      rows.add(new ArrayList<>());
    }
    rows.get(rows.size() - 1).add(line);
  }

  private static List<Segment> lines(Grid grid, int row, int column, List<Word> words) {
    List<Word> inside =
        words.stream()
            .filter(word -> word.middle() > grid.top(row) && word.middle() < grid.bottom(row))
            .filter(word -> word.x() + word.width() / 2 > grid.left(column))
            .filter(word -> word.x() + word.width() / 2 < grid.right(column))
            .toList();
    return Lines.segments(inside, List.of()).stream()
        .sorted(Comparator.comparingDouble(line -> line.box().top()))
        .toList();
  }

  private static boolean begins(Segment line) {
    char first = line.text().isEmpty() ? ' ' : line.text().charAt(0);
    return !line.bulleted()
        && (Character.isUpperCase(first) || Character.isDigit(first) || first == '$');
  }

  private static boolean beside(Segment line, List<Segment> labels) {
    return !line.bulleted()
        && labels.stream()
            .anyMatch(
                label ->
                    Math.abs(label.box().middle() - line.box().middle()) < LEVEL * line.size());
  }
}
