package routes.diarization.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a long track is cut for recognisers, which take files of limited size: in the quietest
 * tenth of a second near the end of each piece.
 */
public final class Pieces {
  private static final int WINDOW = Wave.RATE / 10;

  private Pieces() {}

  /**
   * A stretch of a track.
   *
   * @param from its first sample
   * @param to the sample after its last
   */
  public record Piece(long from, long to) {
    /** When it begins, in seconds. */
    public double start() {
      return Wave.seconds(from);
    }
  }

  /**
   * Cuts.
   *
   * @param file a {@link Wave} file
   * @param from the first sample that counts
   * @param longest samples of a piece
   */
  public static List<Piece> of(Path file, long from, long longest) throws IOException {
    long length = Wave.length(file);
    List<Piece> pieces = new ArrayList<>();
    long begin = from;
    while (length - begin > longest) {
      long cut = quietest(file, begin + longest * 9 / 10, begin + longest);
      pieces.add(new Piece(begin, cut));
      begin = cut;
    }
    if (length > begin) {
      pieces.add(new Piece(begin, length));
    }
    return pieces;
  }

  /** Copies a piece to a file of its own. */
  public static void copy(Path file, Piece piece, Path to) throws IOException {
    short[] samples = new short[8_192];
    try (Wave.Reader in = new Wave.Reader(file, piece.from());
        Wave.Writer out = new Wave.Writer(to, 0)) {
      long left = piece.to() - piece.from();
      while (left > 0) {
        int read = (int) Math.min(in.read(samples), left);
        if (read == 0) {
          return;
        }
        out.write(samples, read);
        left -= read;
      }
    }
  }

  private static long quietest(Path file, long from, long to) throws IOException {
    short[] samples = new short[WINDOW];
    long best = to;
    double least = Double.MAX_VALUE;
    try (Wave.Reader in = new Wave.Reader(file, from)) {
      for (long at = from; at + WINDOW <= to && in.read(samples) == WINDOW; at += WINDOW) {
        double energy = 0;
        for (short sample : samples) {
          energy += (double) sample * sample;
        }
        if (energy < least) {
          least = energy;
          best = at + WINDOW / 2;
        }
      }
    }
    return best;
  }
}
