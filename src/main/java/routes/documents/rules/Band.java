package routes.documents.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;
import routes.lending.policy.Operator;

/**
 * A band of amounts or terms, as it heads a row or column of rates.
 *
 * @param low lower end, inclusive; absent when open
 * @param high upper end, inclusive; absent when open
 * @param money whether amounts in USD; otherwise terms in months
 */
record Band(@Nullable BigDecimal low, @Nullable BigDecimal high, boolean money) {

  /** The band that a cell states; null when it states something else. */
  static @Nullable Band of(String text, boolean termsExpected) {
    String plain = Prose.plain(text);
    List<Quantity> quantities = Quantities.in(plain);
    if (quantities.size() != 1 || Quantities.unclear(plain) || plain.contains(Word.UNSURE)) {
      return null;
    }
    Quantity quantity = quantities.get(0);
    String rest = plain.substring(0, quantity.start()) + " " + plain.substring(quantity.end());
    if (!rest.matches(
        "(?i)[\\s:*]*(?:(?:amounts?|loans?|deals?|requests?|transactions?|financed|size|terms?|months?|mos?\\.?|full|year)[\\s:*]*)*")) {
      return null;
    }
    boolean money = quantity.unit() == Unit.USD;
    BigDecimal times = quantity.unit() == Unit.YEARS ? BigDecimal.valueOf(12) : BigDecimal.ONE;
    boolean bareTerm =
        quantity.unit() == Unit.NONE
            && (termsExpected || rest.toLowerCase(Locale.ROOT).contains("term"))
            && quantity.low().compareTo(BigDecimal.valueOf(144)) <= 0;
    if (!money && !bareTerm && quantity.unit() != Unit.MONTHS && quantity.unit() != Unit.YEARS) {
      return null;
    }
    return of(quantity, money, times);
  }

  /** This band without what those beside it cover, where all of them are open at the same end. */
  Band besides(List<Band> all) {
    if (high != null && all.stream().allMatch(band -> band.low == null)) {
      BigDecimal below =
          all.stream()
              .map(band -> Objects.requireNonNull(band.high))
              .filter(other -> other.compareTo(high) < 0)
              .reduce(BigDecimal::max)
              .orElse(null);
      return new Band(below == null ? null : below.add(BigDecimal.ONE), high, money);
    }
    if (low != null && all.stream().allMatch(band -> band.high == null)) {
      BigDecimal above =
          all.stream()
              .map(band -> Objects.requireNonNull(band.low))
              .filter(other -> other.compareTo(low) > 0)
              .reduce(BigDecimal::min)
              .orElse(null);
      return new Band(low, above == null ? null : above.subtract(BigDecimal.ONE), money);
    }
    return this;
  }

  /** The band of amounts as a policy's condition. */
  String guard() {
    if (low == null) {
      return "loan_amount at most " + plain(Objects.requireNonNull(high));
    }
    return high == null
        ? "loan_amount at least " + plain(low)
        : "loan_amount between %s and %s".formatted(plain(low), plain(high));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static Band of(Quantity quantity, boolean money, BigDecimal times) {
    BigDecimal low = quantity.low().multiply(times);
    BigDecimal high = quantity.high() == null ? null : quantity.high().multiply(times);
    if (high != null) {
      return new Band(low, high, money);
    }
    Operator bound = quantity.bound();
    if (bound == null) {
      return money ? new Band(null, low, true) : new Band(low, low, false);
    }
    return switch (bound) {
      case GTE -> new Band(low, null, money);
      case GT -> new Band(low.add(BigDecimal.ONE), null, money);
      case LT -> new Band(null, low.subtract(BigDecimal.ONE), money);
      default -> new Band(null, low, money);
    };
  }
}
