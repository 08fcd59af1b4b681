package routes.documents.pdf;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;

/** Bullets that are drawn as shapes, as browsers and layout programs print them. */
final class DrawnBullets {

  private static final double SMALLEST = 1.2;
  private static final double LARGEST = 7;
  private static final double ROUND = 0.25;
  private static final float NEAREST = 1;
  private static final float FARTHEST = 26;

  private DrawnBullets() {}

  /** Whether a filled shape with this box may be a bullet. */
  static boolean like(Rectangle2D box) {
    double most = Math.max(box.getWidth(), box.getHeight());
    double least = Math.min(box.getWidth(), box.getHeight());
    return least >= SMALLEST && most <= LARGEST && most - least <= ROUND * most;
  }

  /** The words, and a bullet for each dot that stands before the first word of a line. */
  static List<Word> among(List<Word> words, List<Rectangle2D> dots) {
    List<Word> all = new ArrayList<>(words);
    for (Rectangle2D dot : dots) {
      Word led = led(dot, words);
      if (led != null) {
        float x = (float) dot.getX();
        float width = (float) dot.getWidth();
        all.add(new Word("•", x, led.y(), width, led.height(), led.fontSize(), false));
      }
    }
    return all;
  }

  /** The word that a dot stands before, when nothing stands right before the dot. */
  private static @Nullable Word led(Rectangle2D dot, List<Word> words) {
    Word led = null;
    for (Word word : words) {
      boolean level = word.y() <= dot.getCenterY() && dot.getCenterY() <= word.bottom();
      if (!level) {
        continue;
      }
      double before = dot.getX() - word.right();
      double after = word.x() - dot.getMaxX();
      if (after < 0 && before < FARTHEST) {
        return null;
      }
      if (after >= NEAREST && after <= FARTHEST && (led == null || word.x() < led.x())) {
        led = word;
      }
    }
    return led;
  }
}
