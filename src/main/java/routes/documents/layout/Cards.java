package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import routes.documents.page.Ruling;

/** Finds boxes of a row or stack, each with text of its own, as slides and flyers have them. */
final class Cards {

  /** Rounded corners leave this much of an edge out. */
  private static final float CORNER = 14;

  private static final float STRAIGHT = 2;
  private static final float SMALLEST = 40;
  private static final float BESIDE = 0.5f;

  /** So many lines across are rows of a table of its own. */
  private static final int ROWS = 3;

  /** More lines than this are a drawing. */
  private static final int MOST_LINES = 200;

  private Cards() {}

  /** The boxes that have another one beside or below them; none holds another. */
  static List<Box> of(List<Ruling> rulings) {
    List<Box> boxes = boxes(rulings);
    return boxes.stream()
        .filter(box -> boxes.stream().noneMatch(other -> holds(box, other)))
        .filter(
            box ->
                isDivided(box, rulings)
                    || boxes.stream().noneMatch(other -> sharesAnEdge(box, other)))
        .filter(
            box ->
                boxes.stream()
                    .anyMatch(
                        other -> beside(box, other) || stacked(box, other) || alike(box, other)))
        .toList();
  }

  private static List<Box> boxes(List<Ruling> rulings) {
    List<Ruling> across =
        rulings.stream().filter(r -> r.horizontal() && r.length() >= SMALLEST).toList();
    List<Ruling> upright =
        rulings.stream().filter(r -> !r.horizontal() && r.length() >= SMALLEST).toList();
    List<Box> boxes = new ArrayList<>();
    if (across.size() + upright.size() > MOST_LINES) {
      return boxes;
    }
    for (int i = 0; i < upright.size(); i++) {
      for (int j = 0; j < upright.size(); j++) {
        Ruling left = upright.get(i);
        Ruling right = upright.get(j);
        boolean pair =
            right.x1() - left.x1() >= SMALLEST
                && Math.abs(left.y1() - right.y1()) <= STRAIGHT
                && Math.abs(left.y2() - right.y2()) <= STRAIGHT;
        if (pair
            && closed(across, left, right, left.y1())
            && closed(across, left, right, left.y2())) {
          Box box = new Box(left.x1(), left.y1(), right.x1(), left.y2());
          if (boxes.stream().noneMatch(other -> near(box, other))) {
            boxes.add(box);
          }
        }
      }
    }
    return boxes;
  }

  private static boolean closed(List<Ruling> across, Ruling left, Ruling right, float y) {
    return across.stream()
        .anyMatch(
            edge ->
                Math.abs(edge.y1() - y) <= CORNER
                    && Math.abs(edge.x1() - left.x1()) <= CORNER
                    && Math.abs(edge.x2() - right.x1()) <= CORNER);
  }

  private static boolean near(Box one, Box other) {
    return Math.abs(one.left() - other.left()) <= CORNER
        && Math.abs(one.right() - other.right()) <= CORNER
        && Math.abs(one.top() - other.top()) <= CORNER
        && Math.abs(one.bottom() - other.bottom()) <= CORNER;
  }

  private static boolean holds(Box outer, Box inner) {
    return !outer.equals(inner)
        && outer.left() <= inner.left() + STRAIGHT
        && outer.right() >= inner.right() - STRAIGHT
        && outer.top() <= inner.top() + STRAIGHT
        && outer.bottom() >= inner.bottom() - STRAIGHT;
  }

  private static boolean stacked(Box one, Box other) {
    return Math.abs(one.left() - other.left()) <= STRAIGHT
        && Math.abs(one.right() - other.right()) <= STRAIGHT
        && (one.bottom() <= other.top() + STRAIGHT || other.bottom() <= one.top() + STRAIGHT);
  }

  /** Whether it has a table of its own in it. */
  private static boolean isDivided(Box box, List<Ruling> rulings) {
    return rulings.stream()
            .filter(Ruling::horizontal)
            .filter(line -> line.y1() > box.top() + STRAIGHT && line.y1() < box.bottom() - STRAIGHT)
            .filter(line -> line.x1() < box.right() - CORNER && line.x2() > box.left() + CORNER)
            .limit(ROWS)
            .count()
        == ROWS;
  }

  /** Whether they stand wall to wall, as the fields of a table do. */
  private static boolean sharesAnEdge(Box one, Box other) {
    boolean level =
        Math.abs(one.top() - other.top()) <= STRAIGHT
            && Math.abs(one.bottom() - other.bottom()) <= STRAIGHT;
    return level
        && (Math.abs(one.right() - other.left()) <= STRAIGHT
            || Math.abs(other.right() - one.left()) <= STRAIGHT);
  }

  /** Whether they are equally wide, in columns of their own. */
  private static boolean alike(Box one, Box other) {
    boolean apart = one.right() <= other.left() || other.right() <= one.left();
    return apart && Math.abs(one.width() - other.width()) <= STRAIGHT;
  }

  private static boolean beside(Box one, Box other) {
    boolean apart =
        one.right() <= other.left() + STRAIGHT || other.right() <= one.left() + STRAIGHT;
    float shared = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
    return apart && shared >= BESIDE * Math.min(one.height(), other.height());
  }
}
