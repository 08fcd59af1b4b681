package routes.documents.pdf;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coloured areas of a page in the order they were painted, to tell whether a character painted
 * in between can be seen. Text that nobody sees must not become a lender's rule.
 */
final class Canvas {

  private static final Colour PAPER = new Colour(1, 1, 1);
  private static final int MOST = 20_000;

  private final List<Area> areas = new ArrayList<>();

  /** An area; its colour is absent when it is a picture or a pattern. */
  private record Area(Rectangle2D box, @Nullable Colour colour, boolean opaque) {}

  /** Paints an area; an opaque one hides what was painted there before. */
  void paint(Rectangle2D box, @Nullable Colour colour, boolean opaque) {
    if (areas.size() < MOST && !box.isEmpty()) {
      areas.add(new Area(box, colour, opaque));
    }
  }

  /** The moment now, to be handed to {@link #visible}. */
  int moment() {
    return areas.size();
  }

  /** Whether ink of this colour, painted at that moment around a point, is seen in the end. */
  boolean visible(double x, double y, @Nullable Colour ink, int moment) {
    for (int i = moment; i < areas.size(); i++) {
      Area area = areas.get(i);
      if (area.opaque() && area.box().contains(x, y)) {
        return false;
      }
    }
    if (ink == null) {
      return true;
    }
    for (int i = moment - 1; i >= 0; i--) {
      Area area = areas.get(i);
      if (area.box().contains(x, y)) {
        Colour ground = area.colour();
        return ground == null || ink.differs(ground);
      }
    }
    return ink.differs(PAPER);
  }
}
