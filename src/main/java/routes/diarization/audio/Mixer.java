package routes.diarization.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums tracks to one, sample by sample, without distortion. */
public final class Mixer {
  private Mixer() {}

  /**
   * Mixes.
   *
   * @param tracks {@link Wave} files that begin together
   * @param mix the file to write
   * @return its samples: as many as the longest track has
   */
  public static long mix(List<Path> tracks, Path mix) throws IOException {
    List<Wave.Reader> readers = new ArrayList<>();
    try (Wave.Writer out = new Wave.Writer(mix, 0)) {
      for (Path track : tracks) {
        readers.add(new Wave.Reader(track, 0));
      }
      Limiter limiter = new Limiter();
      for (double[] sums = sums(readers); sums.length > 0; sums = sums(readers)) {
        write(out, limiter.next(sums));
      }
      write(out, limiter.end());
      return out.written();
    } finally {
      for (Wave.Reader reader : readers) {
        reader.close();
      }
    }
  }

  private static double[] sums(List<Wave.Reader> readers) throws IOException {
    double[] sums = new double[Limiter.BLOCK];
    short[] samples = new short[Limiter.BLOCK];
    int longest = 0;
    for (Wave.Reader reader : readers) {
      int read = reader.read(samples);
      longest = Math.max(longest, read);
      for (int i = 0; i < read; i++) {
        sums[i] += samples[i];
      }
    }
    return longest == sums.length ? sums : Arrays.copyOf(sums, longest);
  }

  private static void write(Wave.Writer out, short[] samples) throws IOException {
    out.write(samples, samples.length);
  }
}
