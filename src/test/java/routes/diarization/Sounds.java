package routes.diarization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import routes.diarization.audio.Wave;

/** Recordings made by the tests. */
public final class Sounds {
  private Sounds() {}

  /** A tone. */
  public static Path tone(Path file, double hertz, double seconds, double loudness) {
    short[] samples = new short[(int) Wave.samples(seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          (short) (Math.sin(2 * Math.PI * hertz * i / Wave.RATE) * loudness * Short.MAX_VALUE);
    }
    return of(file, samples);
  }

  /** A file with these samples. */
  public static Path of(Path file, short... samples) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Wave.Writer out = new Wave.Writer(file, 0)) {
        out.write(samples, samples.length);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All samples of a file. */
  public static short[] read(Path file) {
    try (Wave.Reader in = new Wave.Reader(file, 0)) {
      short[] samples = new short[(int) Wave.length(file)];
      in.read(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
