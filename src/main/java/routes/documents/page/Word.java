package routes.documents.page;

/**
 * A word as printed. Lengths are points (1/72 inch) from the page's upper left corner.
 *
 * @param text its characters
 * @param x left edge
 * @param y upper edge
 * @param width width
 * @param height height of its line of type, not of its own letters
 * @param fontSize size of its type
 * @param bold whether it is set in a heavy face
 */
public record Word(
    String text, float x, float y, float width, float height, float fontSize, boolean bold) {

  /** Stands before a word with figures that were not recognised with confidence. */
  public static final String UNSURE = "\u2370";

  /** The right edge. */
  public float right() {
    return x + width;
  }

  /** The lower edge. */
  public float bottom() {
    return y + height;
  }

  /** Half-way between upper and lower edge. */
  public float middle() {
    return y + height / 2;
  }
}
