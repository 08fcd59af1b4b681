package routes.documents.ocr;

import static org.bytedeco.tesseract.global.tesseract.OEM_LSTM_ONLY;
import static org.bytedeco.tesseract.global.tesseract.PSM_SPARSE_TEXT;
import static org.bytedeco.tesseract.global.tesseract.RIL_TEXTLINE;
import static org.bytedeco.tesseract.global.tesseract.RIL_WORD;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.FileReader;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.StringVector;
import org.bytedeco.tesseract.TessBaseAPI;
import org.jspecify.annotations.Nullable;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Source;
import routes.documents.page.Word;

/**
 * Reads the words in the picture of a page. It holds native memory: close it. Not thread-safe: one
 * for each document.
 */
public final class Recognizer implements AutoCloseable {

  private static final String MODEL = "/tessdata/eng.traineddata";
  private static final float SURE_OF_FIGURES = 60;
  private static final float POINTS_PER_INCH = 72;

  /** Smaller type, in points, is not made to be read. */
  private static final float THINNEST_TYPE = 3.9f;

  /** So much taller than the usual word, a letter or two are part of a drawing. */
  private static final float DRAWN = 1.9f;

  private final TessBaseAPI tesseract;
  private final BytePointer model;

  /**
   * Loads the language model.
   *
   * @throws IOException when it is not on the class path, or the machine has no native code for it
   */
  public Recognizer() throws IOException {
    byte[] bytes;
    try (InputStream stream = Recognizer.class.getResourceAsStream(MODEL)) {
      if (stream == null) {
        throw new IOException("the language model %s is not on the class path".formatted(MODEL));
      }
      bytes = stream.readAllBytes();
    }
    model = new BytePointer(bytes);
    tesseract = new TessBaseAPI();
    int failed;
    try (BytePointer language = new BytePointer("eng");
        PointerPointer<BytePointer> none = new PointerPointer<>(0L)) {
      failed =
          tesseract.Init(
              model,
              bytes.length,
              language,
              OEM_LSTM_ONLY,
              none,
              0,
              (StringVector) null,
              (StringVector) null,
              false,
              (FileReader) null);
    }
    if (failed != 0) {
      close();
      throw new IOException("the language model %s cannot be loaded".formatted(MODEL));
    }
    tesseract.SetPageSegMode(PSM_SPARSE_TEXT);
  }

  /**
   * The words and ruled lines of a page.
   *
   * @param number the page's, counted from 1
   * @param picture the page as printed
   * @param dpi the picture's dots per inch
   * @param time how long it may take
   * @throws IOException when it takes longer
   */
  public PageText read(int number, BufferedImage picture, int dpi, Duration time)
      throws IOException {
    Greys greys = Greys.of(picture);
    double angle = Skew.correction(greys);
    Greys level = angle == 0 ? greys : greys.turned(angle);
    level.dust();
    float scale = POINTS_PER_INCH / dpi;
    List<Ruling> rulings =
        RulingFinder.take(level, dpi).stream().map(line -> ruling(line, scale)).toList();
    return new PageText(
        number,
        level.width() * scale,
        level.height() * scale,
        Source.OCR,
        words(level, dpi, scale, time),
        rulings);
  }

  private static Ruling ruling(RulingFinder.Line line, float scale) {
    float middle = (line.first() + line.last()) / 2f * scale;
    float from = line.from() * scale;
    float to = line.to() * scale;
    return line.across()
        ? new Ruling(from, middle, to, middle)
        : new Ruling(middle, from, middle, to);
  }

  private List<Word> words(Greys picture, int dpi, float scale, Duration time) throws IOException {
    byte[] pixels = picture.pixels();
    tesseract.SetImage(pixels, picture.width(), picture.height(), 1, picture.width());
    tesseract.SetSourceResolution(dpi);
    try (ETEXT_DESC watch = new ETEXT_DESC()) {
      watch.set_deadline_msecs((int) Math.min(Integer.MAX_VALUE, time.toMillis()));
      boolean failed = tesseract.Recognize(watch) != 0;
      if (failed || watch.deadline_exceeded()) {
        throw new IOException("recognising the text of the page took too long");
      }
    }
    List<Found> found = new ArrayList<>();
    try (ResultIterator words = tesseract.GetIterator()) {
      if (words == null || words.isNull()) {
        return List.of();
      }
      do {
        Found word = found(words, picture);
        if (word != null) {
          found.add(word);
        }
      } while (words.Next(RIL_WORD));
    } finally {
      tesseract.Clear();
    }
    double usual =
        found.stream()
            .mapToDouble(Found::stroke)
            .sorted()
            .skip(found.size() / 2)
            .findFirst()
            .orElse(1);
    double height =
        found.stream()
            .mapToDouble(Found::height)
            .sorted()
            .skip(found.size() / 2)
            .findFirst()
            .orElse(1);
    found.removeIf(
        word ->
            word.height() * scale < THINNEST_TYPE
                || (word.text().length() < 3 && word.height() > DRAWN * height));
    List<Word> result = new ArrayList<>();
    for (Found word : found) {
      Word read = word.at(scale, usual);
      int bullet =
          BulletFinder.before(
              picture, word.left(), Math.round(word.top()), Math.round(word.height()));
      if (bullet >= 0) {
        result.add(
            new Word(
                "•",
                bullet * scale,
                read.y(),
                read.height() / 3,
                read.height(),
                read.height(),
                false));
      }
      result.add(read);
    }
    return withoutMisreadBullets(result);
  }

  /** A bullet that was also read as a full stop or a letter is kept once. */
  private static List<Word> withoutMisreadBullets(List<Word> words) {
    List<Word> bullets = words.stream().filter(word -> word.text().equals("•")).toList();
    return words.stream()
        .filter(
            word ->
                word.text().length() > 1
                    || word.text().equals("•")
                    || bullets.stream()
                        .noneMatch(
                            bullet ->
                                Math.abs(bullet.middle() - word.middle()) < word.height() / 2
                                    && Math.abs(bullet.x() - word.x()) < bullet.width()))
        .toList();
  }

  /** A word in pixels, with the height of its line and how thick its strokes are for that. */
  private record Found(String text, int left, int right, float top, float height, double stroke) {

    private static final double HEAVY = 1.28;

    Word at(float scale, double usualStroke) {
      return new Word(
          text,
          left * scale,
          top * scale,
          (right - left) * scale,
          height * scale,
          height * scale,
          stroke > HEAVY * usualStroke && text.length() > 1);
    }
  }

  private static @Nullable Found found(ResultIterator words, Greys picture) {
    String text = "";
    try (BytePointer utf8 = words.GetUTF8Text(RIL_WORD)) {
      text = utf8 == null ? "" : utf8.getString(StandardCharsets.UTF_8).trim();
    }
    if (text.isEmpty()) {
      return null;
    }
    // "≤" is recognised as "<": neither is trusted, nor are figures that may be others.
    boolean doubtful = text.matches(".*\\d.*") && words.Confidence(RIL_WORD) < SURE_OF_FIGURES;
    if (doubtful || text.matches(".*[<>].*")) {
      text = Word.UNSURE + text;
    }
    int[] left = new int[1];
    int[] top = new int[1];
    int[] right = new int[1];
    int[] bottom = new int[1];
    words.BoundingBox(RIL_WORD, left, top, right, bottom);
    float[] height = new float[1];
    float[] descent = new float[1];
    float[] ascent = new float[1];
    words.RowAttributes(height, descent, ascent);
    float baseline = baseline(words, bottom[0]);
    float size = size(words, height[0], bottom[0] - top[0]);
    return new Found(
        text,
        left[0],
        right[0],
        baseline - 0.78f * size,
        size,
        picture.stroke(left[0], top[0], right[0], bottom[0]) / size);
  }

  /** The height of a word's row; a frame around the row makes it look taller than its letters. */
  private static float size(ResultIterator words, float row, int printed) {
    int[] left = new int[1];
    int[] top = new int[1];
    int[] right = new int[1];
    int[] bottom = new int[1];
    words.BoundingBox(RIL_TEXTLINE, left, top, right, bottom);
    int line = bottom[0] - top[0];
    boolean framed = row > 1.8f * line && row < 4 * line;
    return Math.max(framed ? 1.1f * line : row, printed * 0.9f);
  }

  private static float baseline(ResultIterator words, int bottom) {
    int[] x1 = new int[1];
    int[] y1 = new int[1];
    int[] x2 = new int[1];
    int[] y2 = new int[1];
    boolean known = words.Baseline(RIL_WORD, x1, y1, x2, y2);
    return known ? (y1[0] + y2[0]) / 2f : bottom;
  }

  @Override
  public void close() {
    tesseract.End();
    tesseract.close();
    model.close();
  }
}
