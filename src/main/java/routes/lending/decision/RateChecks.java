package routes.lending.decision;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.policy.Rate;

/** What a rate of a policy must be. */
final class RateChecks {
  private static final int MAX_BPS = 100_000;

  private RateChecks() {}

  static void check(List<Rate> rates, String path, List<Problem> problems) {
    for (int i = 0; i < rates.size(); i++) {
      Rate rate = rates.get(i);
      String at = path + "[" + i + "]";
      if (rate.rateBps() < 0 || rate.rateBps() > MAX_BPS) {
        problems.add(problem(at + ".rateBps", "" + rate.rateBps(), "must be from 0 to " + MAX_BPS));
      }
      if (negative(rate)) {
        problems.add(problem(at, null, "has a bound below 0: leave it out or give it as 0"));
      }
      if (upsideDown(rate)) {
        problems.add(problem(at, null, "has a lower bound above its upper bound: swap them"));
      }
    }
  }

  private static boolean negative(Rate rate) {
    return isNegative(rate.amountMin())
        || isNegative(rate.amountMax())
        || (rate.termMinMonths() != null && rate.termMinMonths() < 0)
        || (rate.termMaxMonths() != null && rate.termMaxMonths() < 0);
  }

  private static boolean isNegative(@Nullable BigDecimal bound) {
    return bound != null && bound.signum() < 0;
  }

  private static boolean upsideDown(Rate rate) {
    boolean amounts =
        rate.amountMin() != null
            && rate.amountMax() != null
            && rate.amountMin().compareTo(rate.amountMax()) > 0;
    boolean terms =
        rate.termMinMonths() != null
            && rate.termMaxMonths() != null
            && rate.termMinMonths() > rate.termMaxMonths();
    return amounts || terms;
  }

  private static Problem problem(String path, @Nullable String value, String complaint) {
    return new Problem(
        path, value, path + (value == null ? " " : " is " + value + ": it ") + complaint + ".");
  }
}
