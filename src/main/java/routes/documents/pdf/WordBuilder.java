package routes.documents.pdf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;

/** Puts characters together to words by their places. */
final class WordBuilder {

  private static final float GAP = 0.16f;
  private static final float OVERLAP = 0.5f;
  private static final float ASCENT = 0.78f;
  private static final float HEIGHT = 1.0f;
  private static final float RAISED = 0.12f;

  private final List<Word> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable Glyph first;
  private @Nullable Glyph last;
  private int bold;

  private WordBuilder() {}

  /** The words of these characters, which are in the order they were drawn. */
  static List<Word> words(List<Glyph> glyphs) {
    WordBuilder builder = new WordBuilder();
    glyphs.forEach(builder::add);
    builder.end();
    return withoutDoubles(builder.words);
  }

  private void add(Glyph glyph) {
    if (glyph.blank()) {
      end();
      return;
    }
    Glyph before = last;
    if (before != null && repeats(before, glyph)) {
      bold++;
      return;
    }
    if (before != null && !continues(before, glyph)) {
      end();
    }
    if (first == null) {
      first = glyph;
    }
    last = glyph;
    text.append(glyph.text());
    bold += glyph.bold() ? 1 : 0;
  }

  /** Some programs draw each character twice to make it bold. */
  private static boolean repeats(Glyph before, Glyph glyph) {
    return before.text().equals(glyph.text())
        && Math.abs(before.x() - glyph.x()) < 0.15 * glyph.size()
        && Math.abs(before.baseline() - glyph.baseline()) < 0.15 * glyph.size();
  }

  private static boolean continues(Glyph before, Glyph glyph) {
    float size = Math.max(before.size(), glyph.size());
    boolean sameLine = Math.abs(before.baseline() - glyph.baseline()) < RAISED * size;
    boolean sameSize = Math.min(before.size(), glyph.size()) > 0.85f * size;
    float gap = glyph.x() - before.right();
    return sameLine
        && (sameSize || smallCapitals(before, glyph))
        && gap < GAP * size
        && gap > -OVERLAP * size;
  }

  /** A large capital goes on in small ones. */
  private static boolean smallCapitals(Glyph before, Glyph glyph) {
    return glyph.size() > 0.65f * before.size()
        && glyph.size() < before.size()
        && capital(before.text())
        && capital(glyph.text());
  }

  private static boolean capital(String text) {
    return text.chars().allMatch(Character::isUpperCase);
  }

  private void end() {
    if (first != null && last != null) {
      float size = first.size();
      words.add(
          new Word(
              text.toString(),
              first.x(),
              first.baseline() - ASCENT * size,
              Math.max(last.right() - first.x(), 0.1f),
              HEIGHT * size,
              size,
              bold * 2 > text.length()));
    }
    text.setLength(0);
    first = null;
    last = null;
    bold = 0;
  }

  private static List<Word> withoutDoubles(List<Word> words) {
    List<Word> kept = new ArrayList<>(words.size());
    for (Word word : words) {
      boolean again = false;
      for (int i = kept.size() - 1; i >= 0 && i >= kept.size() - 40 && !again; i--) {
        Word other = kept.get(i);
        again =
            other.text().equals(word.text())
                && Math.abs(other.x() - word.x()) < 0.2 * word.fontSize()
                && Math.abs(other.y() - word.y()) < 0.2 * word.fontSize();
        if (again && !other.bold()) {
          kept.set(
              i,
              new Word(
                  other.text(),
                  other.x(),
                  other.y(),
                  other.width(),
                  other.height(),
                  other.fontSize(),
                  true));
        }
      }
      if (!again) {
        kept.add(word);
      }
    }
    return kept;
  }
}
