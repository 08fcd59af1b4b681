package routes.documents.layout;

import java.util.Collection;

/**
 * A place on a page, in points from its upper left corner.
 *
 * @param left left edge
 * @param top upper edge
 * @param right right edge
 * @param bottom lower edge
 */
public record Box(float left, float top, float right, float bottom) {

  float width() {
    return right - left;
  }

  float height() {
    return bottom - top;
  }

  float middle() {
    return (top + bottom) / 2;
  }

  /** Halfway between this one and one below it. */
  float halfwayTo(Box below) {
    return (bottom + below.top) / 2;
  }

  boolean contains(float x, float y) {
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  Box and(Box other) {
    return new Box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  static Box around(Collection<? extends Element> elements) {
    return elements.stream().map(Element::box).reduce(Box::and).orElse(new Box(0, 0, 0, 0));
  }
}
