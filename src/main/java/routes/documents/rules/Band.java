package routes.documents.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;
import routes.lending.policy.Operator;

/**
 * A band of amounts, terms or scores, as it heads a row or column.
 *
 * @param low lower end, inclusive; absent when open
 * @param high upper end, inclusive; absent when open
 * @param of what it is a band of: amounts in USD, terms in months, or scores
 */
record Band(@Nullable BigDecimal low, @Nullable BigDecimal high, Field of) {

  private static final String OF_SCORES =
      "(?i)[\\s:*]*(?:(?:scores?|points?|fico|pay ?net|credit)[\\s:*]*)*";

  /** Whether it is a band of amounts. */
  boolean money() {
    return of == Field.LOAN_AMOUNT;
  }

  /**
   * The band of scores that a cell states; null when it states something else.
   *
   * @param about what heads the cell's row or column
   */
  static @Nullable Band score(String text, String about) {
    String plain = Prose.plain(text);
    List<Quantity> quantities = Quantities.in(plain);
    List<Field> fields = fields(plain).isEmpty() ? fields(Prose.plain(about)) : fields(plain);
    if (quantities.size() != 1 || fields.size() != 1 || plain.contains(Word.UNSURE)) {
      return null;
    }
    Quantity quantity = quantities.get(0);
    Field field = fields.get(0);
    boolean score = field == Field.FICO_SCORE || field == Field.PAYNET_SCORE;
    boolean ends = quantity.high() != null || quantity.bound() != null;
    return score && ends && field.takes(quantity) && rest(plain, quantity).matches(OF_SCORES)
        ? of(quantity, field, BigDecimal.ONE)
        : null;
  }

  private static List<Field> fields(String text) {
    return NumberReader.mentions(text).stream()
        .map(NumberReader.Mention::field)
        .distinct()
        .toList();
  }

  private static String rest(String plain, Quantity quantity) {
    return plain.substring(0, quantity.start()) + " " + plain.substring(quantity.end());
  }

  /** The band that a cell states; null when it states something else. */
  static @Nullable Band of(String text, boolean termsExpected) {
    String plain = Prose.plain(text);
    List<Quantity> quantities = Quantities.in(plain);
    if (quantities.size() != 1 || Quantities.unclear(plain) || plain.contains(Word.UNSURE)) {
      return null;
    }
    Quantity quantity = quantities.get(0);
    String rest = rest(plain, quantity);
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
    return of(quantity, money ? Field.LOAN_AMOUNT : Field.LOAN_TERM, times);
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
      return new Band(below == null ? null : below.add(BigDecimal.ONE), high, of);
    }
    if (low != null && all.stream().allMatch(band -> band.high == null)) {
      BigDecimal above =
          all.stream()
              .map(band -> Objects.requireNonNull(band.low))
              .filter(other -> other.compareTo(low) > 0)
              .reduce(BigDecimal::min)
              .orElse(null);
      return new Band(low, above == null ? null : above.subtract(BigDecimal.ONE), of);
    }
    return this;
  }

  /** The band as a policy's condition. */
  String guard() {
    if (low == null) {
      return of.type() + " at most " + plain(Objects.requireNonNull(high));
    }
    return high == null
        ? of.type() + " at least " + plain(low)
        : "%s between %s and %s".formatted(of.type(), plain(low), plain(high));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static Band of(Quantity quantity, Field of, BigDecimal times) {
    BigDecimal low = quantity.low().multiply(times);
    BigDecimal high = quantity.high() == null ? null : quantity.high().multiply(times);
    if (high != null) {
      return new Band(low, high, of);
    }
    Operator bound = quantity.bound();
    if (bound == null) {
      return of == Field.LOAN_AMOUNT ? new Band(null, low, of) : new Band(low, low, of);
    }
    return switch (bound) {
      case GTE -> new Band(low, null, of);
      case GT -> new Band(low.add(BigDecimal.ONE), null, of);
      case LT -> new Band(null, low.subtract(BigDecimal.ONE), of);
      default -> new Band(null, low, of);
    };
  }
}
