package routes.documents.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Ruling;

/** Finds the tables whose cells are divided by printed lines. */
final class RuledTables {

  private static final float TOUCH = 3.5f;
  private static final float COVER = 0.6f;
  private static final int MOST_LINES = 400;
  private static final int FEWEST_ENDS = 3;

  /**
   * Places of a table's cells; {@code cell[row][column]} numbers the cell, spans share a number.
   */
  static final class Grid {
    private final float[] xs;
    private final float[] ys;
    private final int[][] cell;
    private final int cells;

    private Grid(float[] xs, float[] ys, int[][] cell, int cells) {
      this.xs = xs;
      this.ys = ys;
      this.cell = cell;
      this.cells = cells;
    }

    int cells() {
      return cells;
    }

    int rows() {
      return cell.length;
    }

    int columns() {
      return xs.length - 1;
    }

    /** The number of the cell in that row and column. */
    int number(int row, int column) {
      return cell[row][column];
    }

    /** Where that column begins. */
    float left(int column) {
      return xs[column];
    }

    /** Where that column ends. */
    float right(int column) {
      return xs[column + 1];
    }

    /** Where that row begins. */
    float top(int row) {
      return ys[row];
    }

    /** Where that row ends. */
    float bottom(int row) {
      return ys[row + 1];
    }

    float area() {
      return box().width() * box().height();
    }

    /** Whether it stands in a cell of another one. */
    boolean isWithin(Grid other) {
      Box inner = box();
      Box outer = other.box();
      return other != this
          && inner.left() > outer.left()
          && inner.right() < outer.right()
          && inner.top() > outer.top()
          && inner.bottom() < outer.bottom();
    }

    Box box() {
      return new Box(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
    }

    int at(float x, float y) {
      if (!box().contains(x, y)) {
        return -1;
      }
      return cell[slot(ys, y)][slot(xs, x)];
    }

    private static int slot(float[] lines, float place) {
      int found = Arrays.binarySearch(lines, place);
      return Math.min(Math.max(found >= 0 ? found : -found - 2, 0), lines.length - 2);
    }
  }

  private RuledTables() {}

  /** The grids that these lines draw, each with at least two cells side by side. */
  static List<Grid> grids(List<Ruling> rulings) {
    List<Ruling> lines = rulings.stream().filter(r -> r.length() > 2 * TOUCH).toList();
    if (lines.size() > MOST_LINES) {
      lines = lines.subList(0, MOST_LINES);
    }
    List<Grid> grids = new ArrayList<>();
    for (List<Ruling> group : touching(lines)) {
      Grid grid = grid(group);
      if (grid != null) {
        grids.add(grid);
      }
    }
    return grids;
  }

  private static List<List<Ruling>> touching(List<Ruling> lines) {
    int[] group = new int[lines.size()];
    Arrays.setAll(group, i -> i);
    for (int i = 0; i < group.length; i++) {
      for (int j = 0; j < i; j++) {
        if (touch(lines.get(i), lines.get(j))) {
          join(group, i, j);
        }
      }
    }
    Map<Integer, List<Ruling>> groups = new HashMap<>();
    for (int i = 0; i < group.length; i++) {
      groups.computeIfAbsent(root(group, i), none -> new ArrayList<>()).add(lines.get(i));
    }
    return List.copyOf(groups.values());
  }

  private static boolean touch(Ruling a, Ruling b) {
    return a.x1() <= b.x2() + TOUCH
        && b.x1() <= a.x2() + TOUCH
        && a.y1() <= b.y2() + TOUCH
        && b.y1() <= a.y2() + TOUCH;
  }

  private static @Nullable Grid grid(List<Ruling> lines) {
    List<Ruling> across = lines.stream().filter(Ruling::horizontal).toList();
    List<Ruling> upright = lines.stream().filter(r -> !r.horizontal()).toList();
    float[] xs = places(upright.stream().map(Ruling::x1).toList());
    float[] ys =
        places(
            Stream.concat(across.stream().map(Ruling::y1), ends(upright, xs.length).stream())
                .toList());
    if (xs.length < 3 || ys.length < 2) {
      return null;
    }
    int rows = ys.length - 1;
    int columns = xs.length - 1;
    int[] group = new int[rows * columns];
    Arrays.setAll(group, i -> i);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int here = r * columns + c;
        if (c + 1 < columns && !divides(upright, xs[c + 1], ys[r], ys[r + 1])) {
          join(group, here + 1, here);
        }
        if (r + 1 < rows && !divides(across, ys[r + 1], xs[c], xs[c + 1])) {
          join(group, here + columns, here);
        }
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    int[][] cell = new int[rows][columns];
    for (int i = 0; i < group.length; i++) {
      cell[i / columns][i % columns] =
          numbers.computeIfAbsent(root(group, i), none -> numbers.size());
    }
    return numbers.size() < 2 ? null : new Grid(xs, ys, cell, numbers.size());
  }

  /**
   * The places where nearly all upright lines begin or end: a row at the edge of a table may have a
   * band of colour beyond it in place of a line.
   */
  private static List<Float> ends(List<Ruling> upright, int columns) {
    List<Float> ends = new ArrayList<>();
    upright.stream().map(Ruling::y1).min(Float::compare).ifPresent(ends::add);
    upright.stream().map(Ruling::y2).max(Float::compare).ifPresent(ends::add);
    ends.removeIf(
        end ->
            upright.stream()
                    .filter(r -> Math.abs(r.y1() - end) <= TOUCH || Math.abs(r.y2() - end) <= TOUCH)
                    .map(Ruling::x1)
                    .distinct()
                    .count()
                < Math.max(FEWEST_ENDS, columns - 1));
    return ends;
  }

  /** The distinct places of lines, those within reach of each other taken as one. */
  private static float[] places(List<Float> values) {
    List<Float> kept = new ArrayList<>();
    values.stream()
        .sorted()
        .forEach(
            value -> {
              if (kept.isEmpty() || value - kept.get(kept.size() - 1) > TOUCH) {
                kept.add(value);
              }
            });
    float[] places = new float[kept.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = kept.get(i);
    }
    return places;
  }

  /** Whether lines at this place cover most of the way between two others. */
  private static boolean divides(List<Ruling> lines, float place, float from, float to) {
    float covered = 0;
    for (Ruling line : lines) {
      float at = line.horizontal() ? line.y1() : line.x1();
      if (Math.abs(at - place) <= TOUCH) {
        float start = Math.max(from, line.horizontal() ? line.x1() : line.y1());
        float end = Math.min(to, line.horizontal() ? line.x2() : line.y2());
        covered += Math.max(0, end - start);
      }
    }
    return covered >= COVER * (to - from);
  }

  private static int root(int[] group, int i) {
    int at = i;
    while (group[at] != at) {
      at = group[at];
    }
    return at;
  }

  private static void join(int[] group, int i, int j) {
    group[root(group, i)] = root(group, j);
  }
}
