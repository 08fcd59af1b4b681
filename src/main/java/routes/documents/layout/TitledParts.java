package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells tables apart whose lines are equally long: a title that stands free between two lines is
 * that of another table.
 */
final class TitledParts {

  /** How much more space a title has above it than a row. */
  private static final double FREE = 1.8;

  /** Space within a row that parts two tables, in heights of a line. */
  private static final float SPACE = 3;

  /** How much larger a title's type is than that of a remark beside it. */
  private static final double REMARK = 1.2;

  private final List<Rung> rungs;
  private final List<List<List<Element>>> rows = new ArrayList<>();
  private final double padding;

  private TitledParts(List<Rung> rungs, List<Segment> lines) {
    this.rungs = rungs;
    for (int i = 1; i < rungs.size(); i++) {
      rows.add(Bands.of(Ladders.row(rungs.get(i - 1), rungs.get(i), lines)));
    }
    double[] paddings =
        IntStream.range(0, rows.size())
            .filter(i -> !rows.get(i).isEmpty())
            .mapToDouble(this::padding)
            .sorted()
            .toArray();
    this.padding = paddings.length == 0 ? 0 : paddings[paddings.length / 2];
  }

  /** The lines of each table; one that lacks its last line gets it. */
  static List<List<Rung>> of(List<Rung> rungs, List<Segment> lines) {
    TitledParts tables = new TitledParts(rungs, lines);
    List<List<Rung>> parts = new ArrayList<>();
    List<Rung> part = new ArrayList<>(List.of(rungs.get(0)));
    for (int i = 0; i < tables.rows.size(); i++) {
      List<List<Element>> bands = tables.rows.get(i);
      if (bands.isEmpty() && tables.isNarrow(i)) {
        parts.add(part);
        part = new ArrayList<>(List.of(rungs.get(i + 1)));
        continue;
      }
      int last = bands.size() - 1;
      int title = titleWithin(bands);
      int end = title >= 0 ? title - 1 : tables.lastBeforeSpace(i);
      if (title >= 0 || (i > 0 && end < bands.size())) {
        if (end >= 0 && bands.get(0).size() > 1) {
          part.add(rungs.get(0).at(bottom(bands.get(end)) + 1));
        }
        parts.add(part);
        float begin = Box.around(bands.get(title >= 0 ? title + 1 : end + 1)).top();
        part = new ArrayList<>(List.of(rungs.get(0).at(begin - 1), rungs.get(i + 1)));
        continue;
      }
      boolean below = last > 1 && tables.endsWithTitle(bands, rungs.get(i + 1));
      if (below) {
        Box lowest = Box.around(bands.get(last));
        part.add(rungs.get(0).at(Box.around(bands.get(last - 1)).halfwayTo(lowest)));
      }
      if (below || tables.beginsWithTitle(i)) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(rungs.get(i + 1));
    }
    parts.add(part);
    return parts;
  }

  /** Whether it is less high than the rows beside it, as the space between two tables is. */
  private boolean isNarrow(int row) {
    return row > 0
        && row + 1 < rows.size()
        && height(row) * 2 < Math.min(height(row - 1), height(row + 1));
  }

  private float height(int row) {
    return rungs.get(row + 1).y() - rungs.get(row).y();
  }

  /**
   * The line in larger type between the last row of one table and the first of the next, or with a
   * remark beside it above the first; -1 for none.
   */
  private static int titleWithin(List<List<Element>> bands) {
    return IntStream.range(0, bands.size() - 1)
        .filter(b -> isTitle(bands.get(b)) && isLarger(bands.get(b), bands.get(b + 1)))
        .filter(b -> b == 0 ? bands.get(b).size() > 1 : endsAbove(bands.get(b), bands.get(b - 1)))
        .findFirst()
        .orElse(-1);
  }

  /** Whether a row of a table ends well above a title. */
  private static boolean endsAbove(List<Element> title, List<Element> row) {
    float space = Box.around(title).top() - bottom(row);
    return isLarger(title, row) && space > title.get(0).box().height() / 2;
  }

  private static boolean isLarger(List<Element> title, List<Element> row) {
    return title.get(0) instanceof Segment line
        && row.stream()
            .allMatch(e -> e instanceof Segment other && line.size() > REMARK * other.size());
  }

  /** The last line before a space that no row has: -1 for the rung above, the last for none. */
  private int lastBeforeSpace(int row) {
    List<List<Element>> bands = rows.get(row);
    for (int b = bands.size() - 2; b >= -1; b--) {
      float height = bands.get(b + 1).get(0).box().height();
      float end = b < 0 ? rungs.get(row).y() : bottom(bands.get(b));
      if (Box.around(bands.get(b + 1)).top() - end > SPACE * height) {
        return b;
      }
    }
    return bands.size();
  }

  private double padding(int row) {
    return Box.around(rows.get(row).get(0)).top() - rungs.get(row).y();
  }

  /** Whether a line alone, further below a rung than its rows are, stands over others. */
  private boolean beginsWithTitle(int row) {
    List<List<Element>> bands = rows.get(row);
    return bands.size() > 1
        && isTitle(bands.get(0))
        && padding(row) > FREE * padding
        && padding(row) > bands.get(0).get(0).box().height() / 2;
  }

  /** A line alone, or one in larger type with a remark beside it. */
  private static boolean isTitle(List<Element> band) {
    return band.size() == 1
        || (Bands.isPair(band)
            && band.get(0) instanceof Segment title
            && band.get(1) instanceof Segment remark
            && title.size() > REMARK * remark.size());
  }

  /**
   * Whether rows end far above a line alone, right above the line that the next table begins at.
   */
  private boolean endsWithTitle(List<List<Element>> bands, Rung next) {
    List<Element> title = bands.get(bands.size() - 1);
    Box box = Box.around(title);
    double space = box.top() - bottom(bands.get(bands.size() - 2));
    double usual =
        IntStream.range(1, bands.size() - 1)
            .mapToDouble(i -> Box.around(bands.get(i)).top() - bottom(bands.get(i - 1)))
            .max()
            .orElse(0);
    return title.size() == 1
        && space > box.height()
        && space > FREE / 2 * usual
        && box.left() - rungs.get(0).left() < Rung.SAME_END
        && next.y() - box.bottom() < box.height();
  }

  private static float bottom(List<Element> band) {
    return Box.around(band).bottom();
  }
}
