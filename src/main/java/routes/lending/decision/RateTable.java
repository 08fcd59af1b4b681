package routes.lending.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact.Num;
import routes.lending.application.Facts;
import routes.lending.application.Field;
import routes.lending.application.Unit;
import routes.lending.policy.Rate;

/** A program's buy rates by amount and term. */
final class RateTable {
  private final List<Rate> rates;

  RateTable(List<Rate> rates) {
    this.rates = List.copyOf(rates);
  }

  /**
   * A rate, or why there is none.
   *
   * @param rateBps basis points
   * @param explanation one sentence
   */
  record Quote(@Nullable Integer rateBps, String explanation) {}

  /**
   * The rate for an application; of several bands that fit, the dearest, so that none is promised.
   */
  Quote quote(Facts facts) {
    if (rates.isEmpty()) {
      return new Quote(null, "The program states no rates.");
    }
    if (!(facts.get(Field.LOAN_AMOUNT) instanceof Num amount) || amount.low() == null) {
      return new Quote(null, "No rate without an amount.");
    }
    BigDecimal term = facts.get(Field.LOAN_TERM) instanceof Num num ? num.low() : null;
    Rate best = null;
    boolean amountFits = false;
    boolean termMatters = false;
    for (Rate rate : rates) {
      if (!fitsAmount(rate, amount.low())) {
        continue;
      }
      amountFits = true;
      if (term == null && (rate.termMinMonths() != null || rate.termMaxMonths() != null)) {
        termMatters = true;
      } else if ((term == null || fitsTerm(rate, term))
          && (best == null || rate.rateBps() > best.rateBps())) {
        best = rate;
      }
    }
    if (termMatters) {
      return new Quote(
          null, "No rate: it depends on the term, which the application does not give.");
    }
    if (best != null) {
      return new Quote(best.rateBps(), explain(best));
    }
    return new Quote(
        null,
        amountFits
            ? "No rate: no band covers a term of " + Unit.MONTHS.show(term) + "."
            : "No rate: no band covers an amount of " + Unit.USD.show(amount.low()) + ".");
  }

  /** A band up to 49,999 is followed by one from 50,000: cents between them belong to the lower. */
  private static boolean fitsAmount(Rate rate, BigDecimal amount) {
    BigDecimal max = rate.amountMax();
    boolean whole = max != null && max.stripTrailingZeros().scale() <= 0;
    BigDecimal compared = whole ? amount.setScale(0, RoundingMode.FLOOR) : amount;
    return (rate.amountMin() == null || amount.compareTo(rate.amountMin()) >= 0)
        && (max == null || compared.compareTo(max) <= 0);
  }

  private static boolean fitsTerm(Rate rate, BigDecimal term) {
    return (rate.termMinMonths() == null
            || term.compareTo(BigDecimal.valueOf(rate.termMinMonths())) >= 0)
        && (rate.termMaxMonths() == null
            || term.compareTo(BigDecimal.valueOf(rate.termMaxMonths())) <= 0);
  }

  private static String explain(Rate rate) {
    return percent(rate.rateBps())
        + " for "
        + band("any amount", rate.amountMin(), rate.amountMax(), Unit.USD)
        + ", "
        + band(
            "any term", decimal(rate.termMinMonths()), decimal(rate.termMaxMonths()), Unit.MONTHS)
        + ".";
  }

  private static @Nullable BigDecimal decimal(@Nullable Integer value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  private static String band(
      String any, @Nullable BigDecimal min, @Nullable BigDecimal max, Unit unit) {
    if (min == null && max == null) {
      return any;
    }
    if (max == null) {
      return "from " + unit.show(min);
    }
    return min == null ? "up to " + unit.show(max) : unit.show(min) + " to " + unit.show(max);
  }

  /** Basis points as a percentage: 725 is 7.25%. */
  static String percent(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).toPlainString() + "%";
  }
}
