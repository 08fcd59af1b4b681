package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
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

  private static final String OF_DEALS =
      "(?i)[\\s:*,/;x]*(?:(?:amounts?|loans?|deals?|requests?|transactions?|financed|size|terms?|months?|mos?\\.?|full|year|for|and|over|from)[\\s:*,/;]*)*";

  private static final BigDecimal MONTHS_A_YEAR = BigDecimal.valueOf(12);
  private static final BigDecimal LONGEST_TERM = BigDecimal.valueOf(144);

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
    List<Band> bands = all(text, termsExpected);
    return bands.size() == 1 ? bands.get(0) : null;
  }

  /**
   * The bands that a cell states: of amounts, of terms, or one of each; none when it states more.
   */
  static List<Band> all(String text, boolean termsExpected) {
    String plain = Prose.plain(text);
    List<Quantity> quantities = Quantities.in(plain);
    StringBuilder rest = new StringBuilder(plain);
    quantities.forEach(q -> Prose.blank(rest, q.start(), q.end()));
    if (quantities.size() > 2
        || Quantities.unclear(plain)
        || plain.contains(Word.UNSURE)
        || !rest.toString().matches(OF_DEALS)) {
      return List.of();
    }
    boolean terms = termsExpected || plain.toLowerCase(Locale.ROOT).contains("term");
    List<Band> bands = new ArrayList<>();
    for (Quantity quantity : quantities) {
      Field of = dealt(quantity, terms);
      if (of == null || (bands.size() == 1 && bands.get(0).of() == of)) {
        return List.of();
      }
      boolean years = quantity.unit() == Unit.YEARS;
      bands.add(of(quantity, of, years ? MONTHS_A_YEAR : BigDecimal.ONE));
    }
    return bands;
  }

  /** What a quantity is a band of; null when of neither amounts nor terms. */
  private static @Nullable Field dealt(Quantity quantity, boolean terms) {
    return switch (quantity.unit()) {
      case USD -> Field.LOAN_AMOUNT;
      case MONTHS, YEARS -> Field.LOAN_TERM;
      case NONE -> terms && quantity.low().compareTo(LONGEST_TERM) <= 0 ? Field.LOAN_TERM : null;
      default -> null;
    };
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
