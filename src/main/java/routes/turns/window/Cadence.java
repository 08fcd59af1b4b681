package routes.turns.window;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How quickly a customer writes.
 *
 * @param gaps milliseconds between messages of one turn, in any order
 */
public record Cadence(List<Integer> gaps) {
  /** Fewer samples tell nothing. */
  static final int LEAST_SAMPLES = 5;

  public static final Cadence UNKNOWN = new Cadence(List.of());

  public Cadence {
    gaps = gaps.stream().sorted().toList();
  }

  /** The middle of median and 95th percentile, in milliseconds, once there are enough samples. */
  OptionalDouble typicalPause() {
    return gaps.size() < LEAST_SAMPLES
        ? OptionalDouble.empty()
        : OptionalDouble.of((percentile(0.5) + percentile(0.95)) / 2);
  }

  /** Between two samples it is interpolated, as PostgreSQL's percentile_cont does. */
  private double percentile(double share) {
    double place = share * (gaps.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return gaps.get(below) + (place - below) * (gaps.get(above) - gaps.get(below));
  }
}
