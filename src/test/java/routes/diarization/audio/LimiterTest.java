package routes.diarization.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** The limiter, whatever it is given. */
class LimiterTest {

  @Property(tries = 300)
  void noSampleIsOverTheCeilingAndNoneIsLost(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 50) Double> loudness) {
    Limiter limiter = new Limiter();
    int out = 0;
    for (double level : loudness) {
      double[] sums = new double[Limiter.BLOCK];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = Short.MAX_VALUE * level * (i % 2 == 0 ? 1 : -1);
      }
      out += checked(limiter.next(sums));
    }
    out += checked(limiter.end());
    assertThat(out).isEqualTo(loudness.size() * Limiter.BLOCK);
  }

  private static int checked(short[] samples) {
    for (short sample : samples) {
      assertThat(Math.abs((double) sample)).isLessThanOrEqualTo(Limiter.CEILING + 1);
    }
    return samples.length;
  }
}
