package routes.diarization.audio;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * How loud a recording is along its time.
 *
 * @param duration in seconds
 * @param samplesPerPeak samples that each peak stands for
 * @param peaks the loudest sample of each stretch, 0 to 1, in order
 */
public record Waveform(
    double duration, @JsonProperty("samples_per_peak") int samplesPerPeak, List<Double> peaks) {
  private static final int PEAKS = 1_200;
  private static final int HEIGHT = 160;
  private static final Color BARS = new Color(0x2f6fb3);

  /** Copies the peaks. */
  public Waveform {
    peaks = List.copyOf(peaks);
  }

  /** Reads a {@link Wave} file: at most 1,200 peaks, however long it is. */
  public static Waveform of(Path file) throws IOException {
    long length = Wave.length(file);
    int each = (int) Math.max(1, (length + PEAKS - 1) / PEAKS);
    double[] peaks = new double[(int) ((length + each - 1) / each)];
    short[] samples = new short[8_192];
    try (Wave.Reader in = new Wave.Reader(file, 0)) {
      long at = 0;
      for (int read = in.read(samples); read > 0; read = in.read(samples)) {
        for (int i = 0; i < read; i++) {
          int peak = (int) ((at + i) / each);
          peaks[peak] = Math.max(peaks[peak], Math.abs((double) samples[i]) / -Short.MIN_VALUE);
        }
        at += read;
      }
    }
    return new Waveform(
        Wave.seconds(length),
        each,
        IntStream.range(0, peaks.length)
            .mapToObj(i -> Math.round(peaks[i] * 1000) / 1000.0)
            .toList());
  }

  /** As a PNG with a transparent ground, one column for each peak. */
  public byte[] picture() {
    BufferedImage image =
        new BufferedImage(Math.max(1, peaks.size()), HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(BARS);
    for (int x = 0; x < peaks.size(); x++) {
      int bar = (int) Math.max(1, Math.round(peaks.get(x) * HEIGHT));
      pen.fillRect(x, (HEIGHT - bar) / 2, 1, bar);
    }
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
