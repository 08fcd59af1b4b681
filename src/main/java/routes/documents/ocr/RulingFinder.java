package routes.documents.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the ruled lines in a picture, and takes them out so that they are not read as letters. */
final class RulingFinder {

  private static final double SHORTEST_INCH = 0.35;
  private static final double THICKEST_INCH = 0.04;

  private final Greys picture;
  private final int shortest;
  private final int thickest;
  private final List<Line> bands = new ArrayList<>();

  private RulingFinder(Greys picture, int dpi) {
    this.picture = picture;
    this.shortest = (int) (SHORTEST_INCH * dpi);
    this.thickest = Math.max(2, (int) (THICKEST_INCH * dpi));
  }

  /**
   * A ruled line in pixels.
   *
   * @param from where it starts along its own direction
   * @param to where it ends
   * @param first its first row or column
   * @param last its last row or column
   * @param across whether it runs from left to right
   */
  record Line(int from, int to, int first, int last, boolean across) {}

  /** The ruled lines of a picture, from which they are gone afterwards. */
  static List<Line> take(Greys picture, int dpi) {
    RulingFinder finder = new RulingFinder(picture, dpi);
    List<Line> lines = new ArrayList<>(finder.lines(true));
    lines.addAll(finder.lines(false));
    lines.forEach(finder::erase);
    finder.bands.forEach(finder::lighten);
    return lines;
  }

  private List<Line> lines(boolean across) {
    int rows = across ? picture.height() : picture.width();
    List<Line> open = new ArrayList<>();
    List<Line> closed = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Line> next = new ArrayList<>();
      for (int[] run : runs(row, across)) {
        next.add(carriedOn(open, run, row, across));
      }
      open.stream()
          .filter(line -> next.stream().noneMatch(n -> covers(n, line)))
          .forEach(closed::add);
      open = next;
    }
    closed.addAll(open);
    if (across) {
      closed.stream().filter(this::band).forEach(bands::add);
    }
    closed.removeIf(line -> line.last() - line.first() >= thickest);
    return joined(closed);
  }

  private static Line carriedOn(List<Line> open, int[] run, int row, boolean across) {
    int from = run[0];
    int to = run[1];
    int first = row;
    for (Line line : open) {
      if (line.from() < run[1] && run[0] < line.to()) {
        from = Math.min(from, line.from());
        to = Math.max(to, line.to());
        first = Math.min(first, line.first());
      }
    }
    return new Line(from, to, first, row, across);
  }

  private static boolean covers(Line newer, Line older) {
    return newer.from() <= older.from()
        && older.to() <= newer.to()
        && newer.first() <= older.first();
  }

  private List<int[]> runs(int row, boolean across) {
    int length = across ? picture.width() : picture.height();
    List<int[]> runs = new ArrayList<>();
    int start = -1;
    int gap = 0;
    for (int i = 0; i <= length; i++) {
      boolean dark = i < length && (across ? picture.dark(i, row) : picture.dark(row, i));
      if (dark) {
        start = start < 0 ? i : start;
        gap = 0;
      } else if (start >= 0 && (++gap > 2 || i == length)) {
        if (i - gap - start >= shortest) {
          runs.add(new int[] {start, i - gap});
        }
        start = -1;
      }
    }
    return runs;
  }

  /** A line that is a little aslant shows as several pieces, each a row further. */
  private List<Line> joined(List<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingInt(Line::from));
    List<Line> joined = new ArrayList<>();
    for (Line line : sorted) {
      int home = -1;
      for (int i = 0; i < joined.size() && home < 0; i++) {
        Line other = joined.get(i);
        boolean near = Math.abs(other.first() - line.first()) <= thickest;
        home = near && line.from() - other.to() < thickest ? i : -1;
      }
      if (home < 0) {
        joined.add(line);
      } else {
        Line other = joined.get(home);
        joined.set(
            home,
            new Line(
                other.from(),
                Math.max(other.to(), line.to()),
                Math.min(other.first(), line.first()),
                Math.max(other.last(), line.last()),
                line.across()));
      }
    }
    return joined;
  }

  /** A dark band with light words on it, such as a banner. */
  private boolean band(Line line) {
    boolean large = line.last() - line.first() > 2 * thickest && line.to() - line.from() > shortest;
    return large && picture.ink(line.from(), line.first(), line.to(), line.last()) > 0.5;
  }

  /** Makes light words dark, and takes the rim away, which would be read as letters. */
  private void lighten(Line band) {
    int rim = Math.max(2, thickest / 3);
    for (int y = band.first() - rim; y <= band.last() + rim; y++) {
      for (int x = band.from() - rim; x <= band.to() + rim; x++) {
        boolean inside =
            y >= band.first() + rim
                && y <= band.last() - rim
                && x >= band.from() + rim
                && x <= band.to() - rim;
        if (inside) {
          picture.invert(x, y);
        } else {
          picture.whiten(x, y);
        }
      }
    }
  }

  private void erase(Line line) {
    for (int along = line.from() - 1; along <= line.to(); along++) {
      for (int row = line.first() - 1; row <= line.last() + 1; row++) {
        picture.whiten(line.across() ? along : row, line.across() ? row : along);
      }
    }
  }
}
