package routes.lending.decision;

import java.math.BigDecimal;

/**
 * The score of a program: 100 × weight passed / weight judged, or 0 when something required failed.
 *
 * @param passed the weight of the criteria that passed
 * @param judged the weight of those that passed or failed
 * @param refusals how many required criteria failed
 */
record Score(long passed, long judged, int refusals) {
  private static final BigDecimal ZERO = BigDecimal.valueOf(0, 1);

  /** The share of what could be judged, from 0 to 100 with one decimal, half rounded up. */
  BigDecimal share() {
    return judged == 0 ? ZERO : BigDecimal.valueOf((2_000 * passed + judged) / (2 * judged), 1);
  }

  /** The score, from 0 to 100 with one decimal. */
  BigDecimal value() {
    return refusals > 0 ? ZERO : share();
  }

  /** How it came about, for people to check. */
  String formula() {
    if (judged == 0) {
      return "0: nothing could be judged";
    }
    String share = "100 × " + passed + " / " + judged + " = " + share().toPlainString();
    return refusals == 0
        ? share
        : "0: " + refusals + " required failed (of what was judged, " + share + ")";
  }
}
