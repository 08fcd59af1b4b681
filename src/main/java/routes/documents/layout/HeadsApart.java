package routes.documents.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts headings side by side back above the columns of the table that a line cut them off from. */
final class HeadsApart {

  private static final float ALIGNED = 6;

  private HeadsApart() {}

  /** The same blocks, such headings as the first row of their table. */
  static List<Block> joined(List<Block> blocks) {
    List<Block> joined = new ArrayList<>();
    for (Block block : blocks) {
      int last = joined.size() - 1;
      boolean cornered =
          last > 0
              && block instanceof Table table
              && joined.get(last) instanceof Heading corner
              && isCorner(corner, table);
      int above = cornered ? last - 1 : last;
      List<Integer> places =
          above >= 0 && joined.get(above) instanceof Columns heads && block instanceof Table table
              ? places(heads, table)
              : List.of();
      if (places.isEmpty()) {
        joined.add(block);
        continue;
      }
      Table below = (Table) block;
      if (cornered) {
        below = cornered((Heading) joined.remove(last), below);
      }
      joined.set(above, headed((Columns) joined.get(above), below, places));
    }
    return joined;
  }

  /** Whether a heading stands over the first column, which has no head of its own. */
  private static boolean isCorner(Heading heading, Table table) {
    return table.width() > 1
        && table.rows().get(0).get(0).isEmpty()
        && heading.box().right() < left(table, 1);
  }

  private static Table cornered(Heading corner, Table table) {
    List<List<Cell>> rows = new ArrayList<>(table.rows());
    List<Cell> head = new ArrayList<>(rows.get(0));
    head.set(0, new Cell(List.of(corner)));
    rows.set(0, head);
    return table.with(rows);
  }

  /**
   * For each column which heading stands over it, -1 for none; empty when they are no heads of the
   * table.
   */
  private static List<Integer> places(Columns heads, Table table) {
    int count = heads.columns().size();
    boolean alone =
        heads.columns().stream().allMatch(c -> c.size() == 1 && c.get(0) instanceof Heading);
    if (!alone || count < 2) {
      return List.of();
    }
    List<Box> boxes = heads.columns().stream().map(column -> column.get(0).box()).toList();
    List<Integer> places =
        count < table.width() - 1 ? overSeveral(boxes, table) : overOne(boxes, table);
    boolean each = IntStream.range(0, count).allMatch(places::contains);
    return each ? places : List.of();
  }

  /** Each heading over the one column that it touches. */
  private static List<Integer> overOne(List<Box> heads, Table table) {
    List<Integer> places = new ArrayList<>(Collections.nCopies(table.width(), -1));
    int before = -1;
    for (int i = 0; i < heads.size(); i++) {
      Box head = heads.get(i);
      int column =
          IntStream.range(0, table.width())
              .filter(c -> left(table, c) < head.right() && right(table, c) > head.left())
              .findFirst()
              .orElse(-1);
      if (column <= before) {
        return List.of();
      }
      places.set(column, i);
      before = column;
    }
    return places;
  }

  /** Each heading over the columns next to it: it begins where they do, or is in their middle. */
  private static List<Integer> overSeveral(List<Box> heads, Table table) {
    List<Integer> places = new ArrayList<>(List.of(-1));
    for (int column = 1; column < table.width(); column++) {
      float middle = (left(table, column) + right(table, column)) / 2;
      places.add(
          IntStream.range(0, heads.size())
              .boxed()
              .min(Comparator.comparingDouble(i -> Math.abs(middle(heads.get(i)) - middle)))
              .orElseThrow());
    }
    boolean placed =
        IntStream.range(0, heads.size())
            .allMatch(i -> places.contains(i) && stands(heads.get(i), i, places, table));
    return placed ? places : List.of();
  }

  private static boolean stands(Box head, int number, List<Integer> places, Table table) {
    float left = left(table, places.indexOf(number));
    float right = right(table, places.lastIndexOf(number));
    return Math.abs(head.left() - left) < ALIGNED
        || Math.abs(middle(head) - (left + right) / 2) < ALIGNED;
  }

  private static float middle(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static float left(Table table, int column) {
    return (float) boxes(table, column).mapToDouble(Box::left).min().orElse(Float.MAX_VALUE);
  }

  private static float right(Table table, int column) {
    return (float) boxes(table, column).mapToDouble(Box::right).max().orElse(0);
  }

  private static Stream<Box> boxes(Table table, int column) {
    return table.rows().stream().flatMap(row -> row.get(column).content().stream()).map(Block::box);
  }

  private static Table headed(Columns heads, Table table, List<Integer> places) {
    List<Cell> cells = heads.columns().stream().map(Cell::new).toList();
    List<Cell> head =
        places.stream().map(place -> place < 0 ? Cell.empty() : cells.get(place)).toList();
    List<List<Cell>> rows = new ArrayList<>(List.of(head));
    rows.addAll(table.rows());
    return new Table(rows, table.ruled(), heads.box().and(table.box()));
  }
}
