package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import routes.documents.page.Ruling;

/**
 * The rows above the first and below the last of a table's lines: many tables leave out the line
 * above their head, and the one below their last row.
 *
 * @param rungs the table's lines
 * @param others all lines of the page
 * @param lines the page's pieces of lines of type
 * @param columns the table's
 * @param height of most rows
 * @param centred the columns of a table whose fields stand in the middle
 */
record LadderEnds(
    List<Rung> rungs,
    List<Rung> others,
    List<Segment> lines,
    List<float[]> columns,
    double height,
    CentredFields centred) {

  /** How far from a line its row's text stands, at least and as a part of a row's height. */
  private static final float NEAR = 8;

  private static final double PADDING = 0.45;

  /** Space between the lines of type of one row, as a part of their size. */
  private static final float LEADING = 0.5f;

  /** Points that the sizes of type in one row differ by. */
  private static final float OF_ONE_SIZE = 1;

  private static final int MANY_COLUMNS = 3;

  /**
   * The lines around up to two rows above the first line.
   *
   * @param places where a table's fields begin and end
   */
  List<Ruling> above(List<Float> places) {
    List<Ruling> drawn = new ArrayList<>();
    float bottom = rungs.get(0).y();
    List<Element> row = rowAbove(bottom, reach());
    List<Element> below = Ladders.row(rungs.get(0), rungs.get(1), lines);
    while (fields(row) > 1 && !closed(Box.around(row).top())) {
      Box box = Box.around(row);
      List<Element> next = drawn.isEmpty() ? rowAbove(box.top(), 2 * reach()) : List.of();
      boolean headed = nearlyAll(next);
      float top = headed ? Box.around(next).halfwayTo(box) : box.top() - 1;
      List<Element> heads = row;
      draw(
          top,
          top,
          bottom,
          places.stream()
              .filter(x -> !centred.goesOver(x, heads))
              .filter(x -> !drawn.isEmpty() || !centred.isWithinGroup(x, heads, below))
              .toList(),
          drawn);
      bottom = top;
      row = headed ? next : List.of();
    }
    return drawn;
  }

  /** The lines around a row below the last line. */
  List<Ruling> below(List<Float> places) {
    List<Ruling> drawn = new ArrayList<>();
    float top = rungs.get(rungs.size() - 1).y();
    List<Element> row = rowBelow(top);
    boolean clear = columns.size() >= MANY_COLUMNS || pair(row);
    if (clear && row.size() > 1 && nearlyAll(row)) {
      float bottom = Box.around(row).bottom() + 1;
      boolean closed = others.stream().anyMatch(rung -> rung.y() > top + 1 && ends(rung, bottom));
      if (!closed) {
        draw(bottom, top, bottom, places, drawn);
      }
    }
    return drawn;
  }

  /** Whether a row has two short fields that stand where those above them do. */
  private boolean pair(List<Element> row) {
    return row.size() == 2
        && rungs.get(0).jointedLike(rungs.get(0))
        && row.stream().allMatch(this::inLine);
  }

  private boolean inLine(Element element) {
    float[] column = columns.get(place(element));
    return lines.stream()
        .filter(line -> line.box().bottom() < element.box().top())
        .filter(line -> Ladders.inside(rungs.get(0), line))
        .filter(line -> line.box().left() >= column[0] && line.box().right() <= column[1])
        .anyMatch(
            line ->
                Math.abs(line.box().left() - element.box().left()) <= OF_ONE_SIZE
                    || Math.abs(line.box().right() - element.box().right()) <= OF_ONE_SIZE);
  }

  /** Whether a line that goes over the whole table stands right below a place. */
  private boolean ends(Rung rung, float bottom) {
    return rung.y() < bottom + reach() && over(rung);
  }

  private void draw(float at, float top, float bottom, List<Float> places, List<Ruling> drawn) {
    drawn.add(new Ruling(rungs.get(0).left(), at, rungs.get(0).right(), at));
    places.forEach(x -> drawn.add(new Ruling(x, top, x, bottom)));
  }

  private double reach() {
    return Math.max(NEAR, PADDING * height);
  }

  private boolean nearlyAll(List<Element> row) {
    return fields(row) >= columns.size() - 1L;
  }

  /** How many columns it stands in. */
  private long fields(List<Element> row) {
    return row.stream().map(this::place).distinct().count();
  }

  /** Whether a longer line stands above a row already: it is one of another table. */
  private boolean closed(float top) {
    return others.stream()
        .filter(rung -> rung.y() <= top + 1 && rung.y() > top - reach())
        .anyMatch(this::over);
  }

  private boolean over(Rung rung) {
    return rung.left() <= rungs.get(0).left() + Rung.SAME_END
        && rung.right() >= rungs.get(0).right() - Rung.SAME_END;
  }

  /** The row that ends so near above a place; empty when it does not keep to the columns. */
  private List<Element> rowAbove(float bottom, double reach) {
    List<Segment> higher =
        lines.stream()
            .filter(line -> line.box().middle() < bottom)
            .sorted(Comparator.comparingDouble(line -> -line.box().bottom()))
            .toList();
    return withNames(row(higher, bottom, reach, -1), higher);
  }

  /** With the larger line right above each of its fields: names over what explains them. */
  private List<Element> withNames(List<Element> row, List<Segment> higher) {
    if (row.isEmpty()) {
      return row;
    }
    float top = Box.around(row).top();
    List<Segment> names =
        higher.stream()
            .filter(line -> !row.contains(line) && Ladders.inside(rungs.get(0), line))
            .filter(line -> line.box().bottom() < top + NEAR / 2)
            .filter(line -> top - line.box().bottom() < LEADING * line.size())
            .filter(line -> line.size() > ((Segment) row.get(0)).size() + OF_ONE_SIZE)
            .toList();
    List<Integer> fields = row.stream().map(this::place).sorted().toList();
    if (!names.stream().map(this::place).sorted().toList().equals(fields)) {
      return row;
    }
    List<Element> named = new ArrayList<>(row);
    named.addAll(names);
    return named;
  }

  private List<Element> rowBelow(float top) {
    List<Segment> lower =
        lines.stream()
            .filter(line -> line.box().middle() > top)
            .sorted(Comparator.comparingDouble(line -> line.box().top()))
            .toList();
    return row(lower, top, reach(), 1);
  }

  /** The first of these lines that stand together, going down or (-1) up from a place. */
  private List<Element> row(List<Segment> sorted, float from, double reach, int down) {
    List<Element> row = new ArrayList<>();
    float edge = from;
    for (Segment line : sorted) {
      if (!Ladders.inside(rungs.get(0), line)) {
        continue;
      }
      Box box = line.box();
      float gap = down > 0 ? box.top() - edge : edge - box.bottom();
      double widest = row.isEmpty() ? reach : LEADING * line.size();
      boolean alike =
          row.isEmpty() || Math.abs(((Segment) row.get(0)).size() - line.size()) <= OF_ONE_SIZE;
      if (gap >= widest || !alike) {
        break;
      }
      if (place(line) < 0) {
        // A sentence right above a row is none of its fields.
        return isPair(row) ? row : List.of();
      }
      row.add(line);
      edge = down > 0 ? Math.max(edge, box.bottom()) : Math.min(edge, box.top());
    }
    return row;
  }

  /** Whether it is a label with its value, on one line. */
  private boolean isPair(List<Element> row) {
    return row.size() == 2
        && row.stream().map(this::place).distinct().count() == 2
        && Math.abs(row.get(0).box().middle() - row.get(1).box().middle()) <= OF_ONE_SIZE;
  }

  /** The one column that it stands in or over; -1 when there is none. */
  private int place(Element element) {
    int[] over =
        IntStream.range(0, columns.size())
            .filter(i -> element.box().left() < columns.get(i)[1] - Ladders.TOUCHING)
            .filter(i -> element.box().right() > columns.get(i)[0] + Ladders.TOUCHING)
            .toArray();
    return over.length == 1 ? over[0] : -1;
  }
}
