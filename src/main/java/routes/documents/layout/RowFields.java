package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The columns of an open table by the order of its fields. In a spreadsheet words stand at the left
 * of a column, numbers at the right and heads in the middle, so that what stands in one column does
 * not always overlap; but most rows have all fields.
 */
final class RowFields {

  private static final int FEWEST_COLUMNS = 3;
  private static final int FEWEST_ROWS = 2;

  private RowFields() {}

  /** From where to where each column's fields reach; empty when that is not clear. */
  static Optional<List<float[]>> columns(List<List<Element>> rows) {
    List<List<float[]>> fields = rows.stream().map(RowFields::fields).toList();
    int most = fields.stream().mapToInt(List::size).max().orElse(0);
    List<List<float[]>> whole = fields.stream().filter(row -> row.size() == most).toList();
    long several = fields.stream().filter(row -> row.size() > 1).count();
    if (most < FEWEST_COLUMNS || whole.size() < FEWEST_ROWS || whole.size() * 2L < several) {
      return Optional.empty();
    }
    List<float[]> columns = new ArrayList<>();
    whole.get(0).forEach(field -> columns.add(field.clone()));
    for (List<float[]> row : whole) {
      for (int c = 0; c < most; c++) {
        widen(columns.get(c), row.get(c));
      }
    }
    for (List<float[]> row : fields) {
      if (row.size() < most && !place(row, columns)) {
        return Optional.empty();
      }
    }
    return isInOrder(columns) ? Optional.of(columns) : Optional.empty();
  }

  /** What stands side by side in a row. */
  private static List<float[]> fields(List<Element> row) {
    List<float[]> fields = new ArrayList<>();
    row.stream()
        .map(Element::box)
        .sorted(Comparator.comparingDouble(Box::left))
        .forEach(
            box -> {
              float[] last = fields.isEmpty() ? null : fields.get(fields.size() - 1);
              if (last != null && box.left() <= last[1]) {
                last[1] = Math.max(last[1], box.right());
              } else {
                fields.add(new float[] {box.left(), box.right()});
              }
            });
    return fields;
  }

  /** Puts each field of a row that leaves some out to the column next to it, if it has one. */
  private static boolean place(List<float[]> row, List<float[]> columns) {
    int last = -1;
    for (float[] field : row) {
      int nearest = nearest(field, columns);
      if (nearest <= last
          || (nearest + 1 < columns.size() && field[1] >= columns.get(nearest + 1)[0])) {
        return false;
      }
      widen(columns.get(nearest), field);
      last = nearest;
    }
    return true;
  }

  private static int nearest(float[] field, List<float[]> columns) {
    int nearest = 0;
    for (int c = 1; c < columns.size(); c++) {
      if (apart(field, columns.get(c)) < apart(field, columns.get(nearest))) {
        nearest = c;
      }
    }
    return nearest;
  }

  private static float apart(float[] one, float[] other) {
    return Math.max(0, Math.max(one[0] - other[1], other[0] - one[1]));
  }

  private static void widen(float[] column, float[] field) {
    column[0] = Math.min(column[0], field[0]);
    column[1] = Math.max(column[1], field[1]);
  }

  private static boolean isInOrder(List<float[]> columns) {
    for (int c = 1; c < columns.size(); c++) {
      if (columns.get(c)[0] <= columns.get(c - 1)[1]) {
        return false;
      }
    }
    return true;
  }
}
