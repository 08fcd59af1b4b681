package routes.documents.ocr;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.pdf.LimitExceededException;

/**
 * Reads each word of a page again, cut out, in another size and by itself. What a figure or a
 * letter is taken for depends on its neighbours and on where it falls between the dots, so that a
 * misreading is seldom repeated.
 */
final class SecondReading {

  /**
   * How a word is cut out.
   *
   * @param times its size to that on the page
   * @param beside pixels kept at either side of it
   * @param above pixels kept above and below it
   * @param white the white rim, in pixels
   * @param hard whether in black and white
   */
  private record Cut(double times, int beside, int above, int white, boolean hard) {}

  private static final Cut USUAL = new Cut(0.75, 2, 3, 12, false);
  private static final Cut LARGE = new Cut(1.5, 2, 3, 12, false);
  private static final Cut HARD = new Cut(1.2, 2, 3, 12, true);

  private static final Pattern FIGURE = Pattern.compile("\\d");

  /** Figures that the recogniser itself is less sure of are read a third time. */
  private static final float SURE_OF_FIGURES = 90;

  private static final float SURE_OF_WORDS = 95;
  private static final Pattern PLAIN = Pattern.compile("\\p{L}{4,}");

  /** Below it a figure is no more than a guess, and two other readings that agree replace it. */
  private static final float GUESSED = 60;

  private static final int SHORT = 2;

  private static final Pattern STRAY = Pattern.compile("^[‘’'`´“”\"°~_|]+|[‘’'`´“”\"°~_|]+$");

  private final Tesseract tesseract;
  private final Greys picture;
  private final int dpi;
  private final long deadline;

  /**
   * A second reading of a picture.
   *
   * @param deadline when it must have ended, in nanoseconds
   */
  SecondReading(Tesseract tesseract, Greys picture, int dpi, long deadline) {
    this.tesseract = tesseract;
    this.picture = picture;
    this.dpi = dpi;
    this.deadline = deadline;
  }

  /**
   * A word as it was read first, and as it was read again: the same text where both agree.
   *
   * @param first what counts
   * @param again what it must agree with to be believed
   */
  record Pair(Found first, Found again) {

    static Pair agreed(Found word) {
      return new Pair(word, word);
    }
  }

  /**
   * A word of the page with its second reading.
   *
   * @param beside the word next to it; absent when it stands alone
   * @throws LimitExceededException when it takes too long
   */
  Pair of(Found word, @Nullable Found beside) {
    if (bare(word.text()).isEmpty() || plain(word)) {
      return Pair.agreed(word);
    }
    String once = beside != null && word.text().length() <= SHORT ? within(word, beside) : null;
    if (once == null) {
      once = line(word, USUAL);
    }
    boolean same = alike(word.text(), once);
    return FIGURE.matcher(word.text() + once).find()
        ? figures(word, once, same)
        : words(word, once, beside);
  }

  /** A long word of letters alone that is surely right: misread, it would be no word. */
  private static boolean plain(Found word) {
    return word.confidence() >= SURE_OF_WORDS && PLAIN.matcher(word.text()).matches();
  }

  /** A letter or two alone say little: they are read with the word beside them. */
  private @Nullable String within(Found word, Found beside) {
    boolean before = word.left() < beside.left();
    Found both = before ? word.and(beside) : beside.and(word);
    String[] read = line(both, USUAL).split(" ", -1);
    boolean known = read.length == 2 && alike(read[before ? 1 : 0], beside.text());
    return known ? read[before ? 0 : 1] : null;
  }

  /** One dissent is enough. */
  private Pair figures(Found word, String once, boolean same) {
    if (same && word.confidence() >= SURE_OF_FIGURES) {
      return Pair.agreed(clean(word, once));
    }
    String more = line(word, HARD);
    if (same) {
      return alike(once, more) ? Pair.agreed(clean(word, once)) : pair(word, more);
    }
    boolean guessed = word.confidence() < GUESSED && alike(once, more);
    return guessed ? Pair.agreed(word.reading(once)) : pair(word, once);
  }

  /** Words have others beside them that bear them out: two tries to confirm them. */
  private Pair words(Found word, String once, @Nullable Found beside) {
    boolean confirmed = confirms(word.text(), once) || confirms(word.text(), line(word, LARGE));
    if (!confirmed && beside != null) {
      String read = within(word, beside);
      confirmed = read != null && confirms(word.text(), read);
    }
    return confirmed ? Pair.agreed(clean(word, once)) : pair(word, once);
  }

  /** A comma that is a full stop ends a list, so that the pause behind a word counts too. */
  private static boolean confirms(String word, String again) {
    return alike(word, again) && pause(word).equals(pause(again));
  }

  private static String pause(String word) {
    String end = word.replaceAll("[‘’'`´“”\"°~_|) ]+$", "");
    return end.matches(".*[.,;:]") ? end.substring(end.length() - 1) : "";
  }

  private static Pair pair(Found word, String again) {
    return new Pair(word, word.reading(again));
  }

  /** Without quotation marks that the second reading does not see. */
  private static Found clean(Found word, String again) {
    String clean = STRAY.matcher(word.text()).replaceAll("");
    boolean stray = !clean.equals(word.text()) && !again.equals(word.text());
    return stray && !clean.isEmpty() ? word.reading(clean) : word;
  }

  private String line(Found word, Cut cut) {
    Greys piece =
        picture.part(
            word.left() - cut.beside(),
            word.top() - cut.above(),
            word.right() + cut.beside(),
            word.bottom() + cut.above(),
            cut.times(),
            cut.white());
    if (cut.hard()) {
      piece.harden();
    }
    return tesseract.line(piece, (int) (dpi * cut.times()), deadline);
  }

  private static boolean alike(String one, String other) {
    return bare(one).equals(bare(other));
  }

  /** Without what dust beside a word is taken for; capitals tell nothing apart here. */
  private static String bare(String text) {
    return text.replaceAll("[‐‑‒–—−]", "-")
        .replaceAll("[‘’ʼ`´“”\"'|°~_ ]", "")
        .replaceAll("^[.,:;*-]+|[.,:;*-]+$", "")
        .toLowerCase(Locale.ROOT);
  }
}
