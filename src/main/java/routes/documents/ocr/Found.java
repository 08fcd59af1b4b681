package routes.documents.ocr;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;

/**
 * A word in a picture; lengths are pixels.
 *
 * @param text its characters
 * @param confidence the recogniser's, from 0 to 100
 * @param left left edge of its letters
 * @param top upper edge of its letters
 * @param right right edge of its letters
 * @param bottom lower edge of its letters
 * @param lineTop upper edge of its line of type
 * @param height height of its line of type
 * @param stroke how thick its strokes are for that height
 */
record Found(
    String text,
    float confidence,
    int left,
    int top,
    int right,
    int bottom,
    float lineTop,
    float height,
    double stroke) {

  private static final float SURE = 80;
  private static final float NEAR = 0.8f;
  private static final double HEAVY = 1.28;

  /** As a word of the page; neither "<" nor ">" is trusted, for "≤" is recognised as "<". */
  Word at(float scale, double usualStroke) {
    return new Word(
        text.matches(".*[<>].*") ? Word.UNSURE + text : text,
        left * scale,
        lineTop * scale,
        (right - left) * scale,
        height * scale,
        height * scale,
        stroke > HEAVY * usualStroke && text.length() > 1);
  }

  /** The same place with other letters. */
  Found reading(String other) {
    return new Found(other, confidence, left, top, right, bottom, lineTop, height, stroke);
  }

  /** Whether letters that were recognised with confidence make a word or a figure. */
  boolean surelyAWord() {
    return confidence >= SURE && text.length() > 1;
  }

  /** One word of two, the second right behind this. */
  Found and(Found next) {
    return new Found(
        text + next.text,
        Math.min(confidence, next.confidence),
        left,
        Math.min(top, next.top),
        Math.max(right, next.right),
        Math.max(bottom, next.bottom),
        lineTop,
        height,
        (stroke + next.stroke) / 2);
  }

  /** Whether both stand on one line. */
  boolean besides(Found other) {
    return Math.abs(lineTop + height / 2 - other.lineTop - other.height / 2)
        < Math.max(height, other.height) / 2;
  }

  /** The longest word right beside this one; absent when none stands so near. */
  @Nullable Found neighbour(List<Found> words) {
    return words.stream()
        .filter(other -> !other.equals(this) && besides(other))
        .filter(other -> other.text.chars().anyMatch(Character::isLetterOrDigit))
        .filter(other -> gap(other) > -height / 4 && gap(other) < NEAR * height)
        .max(Comparator.comparingInt(other -> other.text.length()))
        .orElse(null);
  }

  private float gap(Found other) {
    return Math.max(other.left - right, left - other.right);
  }

  /** Whether this is a bullet that was read as a full stop or a letter. */
  boolean misreads(Found bullet) {
    boolean mark = text.length() == 1 || text.matches("[^\\p{L}\\p{N}]{2}");
    return mark && besides(bullet) && Math.abs(bullet.left - left) < bullet.right - bullet.left;
  }
}
