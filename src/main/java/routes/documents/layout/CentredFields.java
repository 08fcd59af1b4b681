package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of a table whose fields stand in the middle: a field in the middle of several of them
 * is one for all of these.
 *
 * @param columns where each begins and ends; none when that is not printed
 * @param most whether most fields stand in the middle of their column
 */
record CentredFields(List<float[]> columns, boolean most) {

  static final CentredFields NONE = new CentredFields(List.of(), false);

  /** Points that a field may be off the middle. */
  private static final float OFF = 2;

  /** Of a table's fields beside its labels, so many stand in the middle of their column. */
  private static final double MOST = 0.5;

  static CentredFields of(List<float[]> columns, List<List<Element>> rows) {
    // Labels in the first column stand at its left edge.
    List<Element> fields =
        rows.stream()
            .flatMap(List::stream)
            .filter(field -> field.box().left() >= columns.get(1)[0])
            .toList();
    long centred = fields.stream().filter(field -> isCentred(field, columns)).count();
    return new CentredFields(columns, centred > MOST * fields.size());
  }

  /** Whether a field of this row goes over a place between two columns. */
  boolean goesOver(float x, List<Element> row) {
    return most && row.stream().anyMatch(field -> goesOver(x, field, row));
  }

  /**
   * Whether a head goes over a place between two columns, being in the middle of three, or five,
   * that each have a head of their own below it.
   *
   * @param heads the row above
   * @param below the row of the columns' own heads
   */
  boolean isWithinGroup(float x, List<Element> heads, List<Element> below) {
    for (int reach = (columns.size() - 1) / 2; reach > 0; reach--) {
      List<float[]> groups = groups(reach, heads);
      boolean all =
          columns.stream()
              .allMatch(
                  c ->
                      groups.stream().anyMatch(group -> c[0] >= group[0] && c[1] <= group[1])
                          ? below.stream().anyMatch(head -> isIn(head, c))
                          : heads.stream().anyMatch(head -> isIn(head, c)));
      if (all && !groups.isEmpty()) {
        return groups.stream().anyMatch(group -> group[0] < x && x < group[1]);
      }
    }
    return false;
  }

  /** So many columns on both sides of each head that has no other head in them. */
  private List<float[]> groups(int reach, List<Element> heads) {
    List<float[]> groups = new ArrayList<>();
    for (int c = reach; c + reach < columns.size(); c++) {
      float[] middle = columns.get(c);
      float[] first = columns.get(c - reach);
      float[] last = columns.get(c + reach);
      heads.stream()
          .filter(head -> isIn(head, middle) && inMiddle(head, first[0], last[1]))
          .filter(
              head ->
                  heads.stream().allMatch(other -> other == head || isOutside(other, first, last)))
          .forEach(head -> groups.add(new float[] {first[0], last[1]}));
    }
    boolean apart =
        IntStream.range(1, groups.size())
            .allMatch(i -> groups.get(i)[0] >= groups.get(i - 1)[1] - OFF);
    return apart ? groups : List.of();
  }

  private static boolean isIn(Element field, float[] column) {
    float middle = (field.box().left() + field.box().right()) / 2;
    return middle > column[0] && middle < column[1];
  }

  private boolean goesOver(float x, Element field, List<Element> row) {
    for (float[] first : columns) {
      for (float[] last : columns) {
        if (first[1] <= x
            && last[0] >= x
            && inMiddle(field, first[0], last[1])
            && !isCentred(field, columns)
            && row.stream().allMatch(other -> other == field || isOutside(other, first, last))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOutside(Element other, float[] first, float[] last) {
    return other.box().right() <= first[0] + OFF || other.box().left() >= last[1] - OFF;
  }

  /** Whether it stands in the middle of one of the columns. */
  private static boolean isCentred(Element field, List<float[]> columns) {
    return columns.stream().anyMatch(c -> inMiddle(field, c[0], c[1]));
  }

  private static boolean inMiddle(Element field, float left, float right) {
    return Math.abs((field.box().left() + field.box().right() - left - right) / 2) <= OFF;
  }
}
