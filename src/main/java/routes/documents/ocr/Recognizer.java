package routes.documents.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Source;
import routes.documents.page.Word;
import routes.documents.pdf.LimitExceededException;

/**
 * Reads the words in the picture of a page, twice: the page as a whole, and each word by itself. It
 * holds native memory: close it. Not thread-safe: one for each document.
 */
public final class Recognizer implements AutoCloseable {

  private static final float POINTS_PER_INCH = 72;

  /** Smaller type, in points, is not made to be read. */
  private static final float THINNEST_TYPE = 3.9f;

  /** So much taller than the usual word, a letter or two are part of a drawing. */
  private static final float DRAWN = 1.9f;

  private static final int FEWEST_LETTERS = 12;

  private final Tesseract tesseract;

  /**
   * Loads the language model.
   *
   * @throws IOException when it is not on the class path, or the machine has no native code for it
   */
  public Recognizer() throws IOException {
    tesseract = new Tesseract();
  }

  /**
   * The words and ruled lines of a page.
   *
   * @param number the page's, counted from 1
   * @param picture the page as printed
   * @param dpi the picture's dots per inch
   * @param time how long it may take
   * @throws LimitExceededException when it takes longer
   */
  public PageText read(int number, BufferedImage picture, int dpi, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    Seen seen = upright(Greys.of(picture), dpi, deadline);
    Greys level = seen.level();
    float scale = POINTS_PER_INCH / dpi;
    List<Found> found = Pieces.joined(seen.found());
    double usual = median(found, Found::stroke);
    List<Mark> marks = Mark.of(level, Leftovers.removed(legible(found, scale)));
    SecondReading second = new SecondReading(tesseract, level, dpi, deadline);
    List<Found> read = marks.stream().map(Mark::word).toList();
    List<Found> words = new ArrayList<>();
    List<Found> again = new ArrayList<>();
    for (Mark mark : marks) {
      SecondReading.Pair pair = second.of(mark.word(), mark.word().neighbour(read));
      words.add(pair.first());
      again.add(pair.again());
    }
    return new PageText(
        number,
        level.width() * scale,
        level.height() * scale,
        Source.OCR,
        words(marks, words, scale, usual),
        seen.rulings().stream().map(line -> ruling(line, scale)).toList(),
        again.equals(words) ? null : words(marks, again, scale, usual),
        seen.quarters() == 0 ? null : seen.quarters() * 90);
  }

  /**
   * A page as it was seen.
   *
   * @param quarters by how many quarters it was turned for that, clockwise
   * @param level with level lines and without rulings
   */
  private record Seen(
      int quarters, Greys level, List<RulingFinder.Line> rulings, List<Found> found) {

    /** How many letters stand in words that are surely such. */
    long letters() {
      return found.stream().filter(Found::surelyAWord).mapToLong(w -> w.text().length()).sum();
    }

    boolean legible() {
      long all = found.stream().mapToLong(word -> word.text().length()).sum();
      return letters() > FEWEST_LETTERS && 2 * letters() > all;
    }
  }

  /** A page that makes no sense may lie on its side, or upside down; a part of it tells. */
  private Seen upright(Greys page, int dpi, long deadline) {
    Seen best = seen(page, 0, dpi, deadline);
    if (best.legible() || best.found().isEmpty()) {
      return best;
    }
    int across = (int) median(best.found(), Found::left);
    int down = (int) median(best.found(), Found::top);
    int left = Math.max(0, across - page.width() / 4);
    int top = Math.max(0, down - page.height() / 4);
    int right = Math.min(page.width(), across + page.width() / 4);
    int bottom = Math.min(page.height(), down + page.height() / 4);
    Greys part = page.part(left, top, right, bottom, 1, dpi / 20);
    for (int quarters = 1; quarters < 4 && !best.legible(); quarters++) {
      if (seen(part, quarters, dpi, deadline).legible()) {
        Seen turned = seen(page, quarters, dpi, deadline);
        best = turned.legible() && turned.letters() > 2 * best.letters() ? turned : best;
      }
    }
    return best;
  }

  private Seen seen(Greys page, int quarters, int dpi, long deadline) {
    Greys turned = page.quarters(quarters);
    double angle = Skew.correction(turned);
    Greys level = angle == 0 ? turned.copy() : turned.turned(angle);
    level.dust();
    List<RulingFinder.Line> rulings = RulingFinder.take(level, dpi);
    return new Seen(quarters, level, rulings, tesseract.page(level, dpi, deadline));
  }

  private static Ruling ruling(RulingFinder.Line line, float scale) {
    float middle = (line.first() + line.last()) / 2f * scale;
    float from = line.from() * scale;
    float to = line.to() * scale;
    return line.across()
        ? new Ruling(from, middle, to, middle)
        : new Ruling(middle, from, middle, to);
  }

  private static double median(List<Found> words, ToDoubleFunction<Found> measure) {
    return words.stream()
        .mapToDouble(measure)
        .sorted()
        .skip(words.size() / 2)
        .findFirst()
        .orElse(1);
  }

  private static List<Found> legible(List<Found> words, float scale) {
    double height = median(words, Found::height);
    return words.stream()
        .filter(word -> word.height() * scale >= THINNEST_TYPE)
        .filter(word -> word.text().length() > 2 || word.height() <= DRAWN * height)
        .toList();
  }

  private static List<Word> words(
      List<Mark> marks, List<Found> readings, float scale, double usualStroke) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Found bullet = marks.get(i).bullet();
      if (bullet != null) {
        words.add(bullet.at(scale, usualStroke));
      }
      words.add(readings.get(i).at(scale, usualStroke));
    }
    return words;
  }

  @Override
  public void close() {
    tesseract.close();
  }
}
