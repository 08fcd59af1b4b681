package routes.documents.pdf;

/**
 * One drawn character, in points from the page's upper left corner.
 *
 * @param text its Unicode text
 * @param x left edge
 * @param right right edge
 * @param baseline the line it stands on
 * @param size size of its type
 * @param bold whether its face is heavy
 */
record Glyph(String text, float x, float right, float baseline, float size, boolean bold) {

  boolean blank() {
    return text.isBlank();
  }
}
