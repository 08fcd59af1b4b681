package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides what stands between two lines of a table where a shaded bar with a title, which has no
 * line of its own, stands between its head or a row and the next row.
 */
final class BarRows {

  /** Fields of a row that a bar stands above or below. */
  private static final int FEWEST_FIELDS = 3;

  /** Space between a bar's text and a row's, as a part of its height. */
  private static final float SPACE = 0.5f;

  private BarRows() {}

  /** With the lines above and below the bars. */
  static List<Rung> divided(List<Rung> rungs, List<Segment> lines) {
    List<Rung> all = new ArrayList<>(List.of(rungs.get(0)));
    for (int i = 1; i < rungs.size(); i++) {
      List<List<Element>> bands = Bands.of(Ladders.row(rungs.get(i - 1), rungs.get(i), lines));
      for (int b = 0; b + 1 < bands.size(); b++) {
        boolean inside = (i > 1 || b > 0) && bands.subList(0, b).stream().allMatch(BarRows::isRow);
        if (inside && isBar(bands.get(b), bands.get(b + 1), rungs.get(i))) {
          if (b > 0) {
            all.add(rungs.get(i).at(between(bands.get(b - 1), bands.get(b))));
          }
          all.add(rungs.get(i).at(between(bands.get(b), bands.get(b + 1))));
        }
      }
      all.add(rungs.get(i));
    }
    return all;
  }

  private static boolean isBar(List<Element> band, List<Element> next, Rung rung) {
    Box box = Box.around(band);
    return band.size() == 1
        && isRow(next)
        && box.left() - rung.left() < box.height()
        && Box.around(next).top() - box.bottom() > SPACE * box.height();
  }

  private static boolean isRow(List<Element> band) {
    return band.size() >= FEWEST_FIELDS;
  }

  private static float between(List<Element> above, List<Element> below) {
    return Box.around(above).halfwayTo(Box.around(below));
  }
}
