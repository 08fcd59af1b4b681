package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Fields of an open table that go over several of its columns: "Bankruptcy" and "None in the past 7
 * years" below the fields of four tiers.
 */
final class FieldsAcross {

  private static final int FEWEST_COLUMNS = 3;
  private static final int FEWEST_ROWS = 2;

  /** Points by which the edges of fields below each other differ. */
  private static final float EDGE = 1;

  /** Points by which the middles do. */
  private static final float MIDDLE = 6;

  private FieldsAcross() {}

  /**
   * Those of the next line, or none when it is no row of the table.
   *
   * @param rows the lines above
   * @param across what goes over several columns there
   * @param columns the widths that the others take up
   */
  static List<Element> in(
      List<Element> line, List<List<Element>> rows, List<Element> across, List<float[]> columns) {
    List<Element> crossing =
        line.stream().filter(e -> last(columns, e) > first(columns, e)).toList();
    boolean table =
        columns.size() >= FEWEST_COLUMNS
            && rows.stream().filter(row -> row.size() >= FEWEST_COLUMNS).count() >= FEWEST_ROWS;
    boolean fields =
        !crossing.isEmpty() && crossing.stream().allMatch(e -> isField(e, rows, columns));
    Element head = line.get(0);
    boolean labelled = line.size() > 1 && last(columns, head) == 0 && !crossing.contains(head);
    boolean goesOn =
        line.size() == 1
            && rows.get(rows.size() - 1).stream()
                .filter(across::contains)
                .anyMatch(e -> Math.abs(e.box().left() - head.box().left()) <= EDGE);
    return table && fields && (labelled || goesOn) ? crossing : List.of();
  }

  /** The columns that it goes over, from and to. Nothing beside it: all to the last. */
  static int[] columns(Element field, List<Element> line, List<float[]> columns) {
    boolean last = line.stream().allMatch(e -> e.box().left() <= field.box().left());
    return new int[] {
      isCentred(field, columns) ? 1 : Math.max(1, first(columns, field)),
      last ? columns.size() - 1 : last(columns, field)
    };
  }

  /** Whether it begins where others below the heads do, or stands in the middle of all of them. */
  private static boolean isField(Element field, List<List<Element>> rows, List<float[]> columns) {
    boolean line = field instanceof Segment segment && !segment.bulleted();
    boolean begins =
        rows.stream()
            .flatMap(List::stream)
            .filter(e -> first(columns, e) > 0)
            .anyMatch(e -> Math.abs(e.box().left() - field.box().left()) <= EDGE);
    return line && first(columns, field) > 0 && (begins || isCentred(field, columns));
  }

  private static boolean isCentred(Element field, List<float[]> columns) {
    float middle = (columns.get(1)[0] + columns.get(columns.size() - 1)[1]) / 2;
    float own = (field.box().left() + field.box().right()) / 2;
    return Math.abs(middle - own) <= MIDDLE;
  }

  /** Whether each stands in one column, or in the middle of those that it goes over. */
  static boolean areHeads(List<Element> line, List<float[]> columns) {
    return line.stream()
        .allMatch(
            e -> {
              int first = first(columns, e);
              int last = last(columns, e);
              float middle = (columns.get(first)[0] + columns.get(last)[1]) / 2;
              return first >= last
                  || Math.abs(middle - (e.box().left() + e.box().right()) / 2) <= MIDDLE;
            });
  }

  /** Of the columns that it stands in, the first. */
  private static int first(List<float[]> columns, Element element) {
    int first = 0;
    while (first < columns.size() - 1 && columns.get(first)[1] < element.box().left()) {
      first++;
    }
    return first;
  }

  private static int last(List<float[]> columns, Element element) {
    int last = columns.size() - 1;
    while (last > 0 && columns.get(last)[0] > element.box().right()) {
      last--;
    }
    return last;
  }

  /** What stands in one column each. */
  static List<Element> others(List<List<Element>> rows, List<Element> across) {
    List<Element> others = new ArrayList<>();
    rows.forEach(row -> row.stream().filter(e -> !across.contains(e)).forEach(others::add));
    return others;
  }
}
