package routes.documents.ocr;

import static org.bytedeco.tesseract.global.tesseract.OEM_LSTM_ONLY;
import static org.bytedeco.tesseract.global.tesseract.PSM_SINGLE_LINE;
import static org.bytedeco.tesseract.global.tesseract.PSM_SPARSE_TEXT;
import static org.bytedeco.tesseract.global.tesseract.RIL_TEXTLINE;
import static org.bytedeco.tesseract.global.tesseract.RIL_WORD;

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
import routes.documents.pdf.LimitExceededException;

/** The recogniser of letters. It holds native memory: close it. Not thread-safe. */
final class Tesseract implements AutoCloseable {

  private static final String MODEL = "/tessdata/eng.traineddata";

  private final TessBaseAPI api;
  private final BytePointer model;

  /**
   * Loads the language model.
   *
   * @throws IOException when it is not on the class path, or the machine has no native code for it
   */
  Tesseract() throws IOException {
    byte[] bytes;
    try (InputStream stream = Tesseract.class.getResourceAsStream(MODEL)) {
      if (stream == null) {
        throw new IOException("the language model %s is not on the class path".formatted(MODEL));
      }
      bytes = stream.readAllBytes();
    }
    model = new BytePointer(bytes);
    api = new TessBaseAPI();
    int failed;
    try (BytePointer language = new BytePointer("eng");
        PointerPointer<BytePointer> none = new PointerPointer<>(0L)) {
      failed =
          api.Init(
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
  }

  /**
   * The words of a whole page.
   *
   * @param deadline when it must have ended, by {@link System#nanoTime()}
   * @throws LimitExceededException when it takes longer
   */
  List<Found> page(Greys picture, int dpi, long deadline) {
    api.SetPageSegMode(PSM_SPARSE_TEXT);
    return words(picture, dpi, deadline);
  }

  /** The words of a picture of one line or less. */
  String line(Greys picture, int dpi, long deadline) {
    api.SetPageSegMode(PSM_SINGLE_LINE);
    return String.join(" ", words(picture, dpi, deadline).stream().map(Found::text).toList());
  }

  private List<Found> words(Greys picture, int dpi, long deadline) {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw late();
    }
    api.SetImage(picture.pixels(), picture.width(), picture.height(), 1, picture.width());
    api.SetSourceResolution(dpi);
    try (ETEXT_DESC watch = new ETEXT_DESC()) {
      watch.set_deadline_msecs((int) Math.min(Integer.MAX_VALUE, left));
      boolean failed = api.Recognize(watch) != 0;
      if (failed || watch.deadline_exceeded()) {
        throw late();
      }
    }
    List<Found> found = new ArrayList<>();
    try (ResultIterator words = api.GetIterator()) {
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
      api.Clear();
    }
    return found;
  }

  private static @Nullable Found found(ResultIterator words, Greys picture) {
    String text = "";
    try (BytePointer utf8 = words.GetUTF8Text(RIL_WORD)) {
      text = utf8 == null ? "" : utf8.getString(StandardCharsets.UTF_8).trim();
    }
    if (text.isEmpty()) {
      return null;
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
        words.Confidence(RIL_WORD),
        left[0],
        top[0],
        right[0],
        bottom[0],
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

  private static LimitExceededException late() {
    return new LimitExceededException("recognising the text of a page took too long");
  }

  @Override
  public void close() {
    api.End();
    api.close();
    model.close();
  }
}
