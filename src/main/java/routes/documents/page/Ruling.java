package routes.documents.page;

/**
 * A straight printed line, horizontal or vertical, in points from the page's upper left corner.
 *
 * @param x1 left or only x
 * @param y1 upper or only y
 * @param x2 right or only x
 * @param y2 lower or only y
 */
public record Ruling(float x1, float y1, float x2, float y2) {

  /** Whether it runs from left to right. */
  public boolean horizontal() {
    return x2 - x1 >= y2 - y1;
  }

  /** How long it is. */
  public float length() {
    return Math.max(x2 - x1, y2 - y1);
  }
}
