package routes.documents.ocr;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds by how much a scanned page is turned: lines of type make the sharpest rows when upright.
 */
final class Skew {

  private static final double WIDEST = Math.toRadians(3);
  private static final double COARSE = Math.toRadians(0.25);
  private static final double FINE = Math.toRadians(0.04);
  private static final int STRIDE = 3;

  private Skew() {}

  /** The angle to turn the picture by, in radians, so that its lines lie level. */
  static double correction(Greys picture) {
    List<int[]> ink = new ArrayList<>();
    for (int y = 0; y < picture.height(); y += STRIDE) {
      for (int x = 0; x < picture.width(); x += STRIDE) {
        if (picture.dark(x, y)) {
          ink.add(new int[] {x, y});
        }
      }
    }
    double rough = sharpest(ink, picture, 0, WIDEST, COARSE);
    double angle = sharpest(ink, picture, rough, COARSE, FINE);
    return Math.abs(angle) < FINE ? 0 : angle;
  }

  private static double sharpest(
      List<int[]> ink, Greys picture, double around, double reach, double step) {
    double best = around;
    double most = -1;
    int steps = (int) Math.round(reach / step);
    for (int i = -steps; i <= steps; i++) {
      double angle = around + i * step;
      double sharp = sharpness(ink, picture, angle);
      if (sharp > most * 1.0001) {
        most = sharp;
        best = angle;
      }
    }
    return best;
  }

  private static double sharpness(List<int[]> ink, Greys picture, double angle) {
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    int offset = picture.width();
    double[] rows = new double[picture.height() + 2 * offset];
    for (int[] point : ink) {
      int row = (int) Math.round(point[1] * cosine + point[0] * sine) / STRIDE;
      rows[row + offset]++;
    }
    double sum = 0;
    for (int i = 1; i < rows.length; i++) {
      double step = rows[i] - rows[i - 1];
      sum += step * step;
    }
    return sum;
  }
}
