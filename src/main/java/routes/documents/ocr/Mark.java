package routes.documents.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word with the bullet before it, where one stands.
 *
 * @param word the word
 * @param bullet its bullet; absent when it has none
 */
record Mark(Found word, @Nullable Found bullet) {

  private static final Pattern LIKE_A_BULLET = Pattern.compile("[^\\p{L}\\p{N}]|[oe]");

  /** How far the left edges of a list's items differ at most, in heights of the line. */
  private static final float ALIGNED = 0.35f;

  /** The words of a page with their bullets; what is a bullet is no word. */
  static List<Mark> of(Greys picture, List<Found> words) {
    List<Mark> marks = new ArrayList<>();
    for (Found word : words) {
      int at =
          BulletFinder.before(
              picture, word.left(), Math.round(word.lineTop()), Math.round(word.height()));
      marks.add(new Mark(word, at < 0 ? null : bullet(word, at)));
    }
    List<Mark> sure = List.copyOf(marks);
    marks.replaceAll(mark -> mark.likeItsNeighbours(picture, sure));
    List<Found> bullets = marks.stream().map(Mark::bullet).filter(Objects::nonNull).toList();
    marks.removeIf(mark -> bullets.stream().anyMatch(mark.word::misreads));
    return marks;
  }

  /** Faint or misshapen, a bullet is known by standing where those of its list stand. */
  private Mark likeItsNeighbours(Greys picture, List<Mark> marks) {
    if (bullet != null) {
      return this;
    }
    for (Mark other : marks) {
      Found model = other.bullet;
      if (model == null || Math.abs(other.word.left() - word.left()) > ALIGNED * word.height()) {
        continue;
      }
      int left = word.left() - other.word.left() + model.left();
      boolean taken =
          marks.stream()
              .map(Mark::word)
              .anyMatch(
                  there ->
                      there.besides(word)
                          && there.left() < word.left()
                          && there.right() > left - word.height() / 2
                          && !LIKE_A_BULLET.matcher(there.text()).matches());
      if (!taken
          && BulletFinder.at(
              picture, left, word.left(), Math.round(word.lineTop()), Math.round(word.height()))) {
        return new Mark(word, bullet(word, left));
      }
    }
    return this;
  }

  private static Found bullet(Found word, int left) {
    int width = Math.round(word.height() / 3);
    return new Found(
        "•", 100, left, word.top(), left + width, word.bottom(), word.lineTop(), word.height(), 0);
  }
}
