package routes.documents.pdf;

/**
 * A colour.
 *
 * @param red from 0 to 1
 * @param green from 0 to 1
 * @param blue from 0 to 1
 */
record Colour(float red, float green, float blue) {

  private static final double SEEN = 0.15;

  static Colour of(int rgb) {
    return new Colour((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
  }

  /** Whether an eye can tell them apart. */
  boolean differs(Colour other) {
    return Math.abs(red - other.red) > SEEN
        || Math.abs(green - other.green) > SEEN
        || Math.abs(blue - other.blue) > SEEN;
  }
}
