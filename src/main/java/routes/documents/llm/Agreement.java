package routes.documents.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;
import routes.lending.policy.Rate;

/** Whether two readings of a guideline say the same. */
final class Agreement {

  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private Agreement() {}

  /** Whether two rules are about one matter, so that they agree or contradict each other. */
  static boolean ofOneMatter(Criterion one, Criterion other) {
    boolean lists = listed(one.operator()) && listed(other.operator());
    return (one.type().equals(other.type()) || (lists && things(one) && things(other)))
        && Objects.equals(one.when(), other.when())
        && (lists
            || way(one.operator()) == 0
            || way(other.operator()) == 0
            || way(one.operator()) == way(other.operator()));
  }

  private static boolean things(Criterion criterion) {
    return switch (criterion.type()) {
      case "industry", "equipment_type", "industry_or_equipment" -> true;
      default -> false;
    };
  }

  private static boolean listed(Operator operator) {
    return operator == Operator.IN || operator == Operator.NOT_IN;
  }

  /** 1 for a lower bound, -1 for an upper one, 0 for both or neither. */
  private static int way(Operator operator) {
    return switch (operator) {
      case GTE, GT -> 1;
      case LTE, LT -> -1;
      default -> 0;
    };
  }

  /** Whether a rule that was read says what another one says, whatever the unit. */
  static boolean same(Criterion read, Criterion said) {
    if (listed(read.operator())) {
      return read.operator() == said.operator()
          && texts(read.value()).containsAll(texts(said.value()));
    }
    if (read.operator() == Operator.BETWEEN && way(said.operator()) != 0) {
      JsonNode end = read.value().path(way(said.operator()) > 0 ? 0 : 1);
      return equal(end, read.unit(), said.value(), said.unit());
    }
    if (read.operator() != said.operator()) {
      return false;
    }
    return switch (read.operator()) {
      case IS_TRUE, IS_FALSE -> true;
      case BETWEEN ->
          equal(read.value().path(0), read.unit(), said.value().path(0), said.unit())
              && equal(read.value().path(1), read.unit(), said.value().path(1), said.unit());
      default -> equal(read.value(), read.unit(), said.value(), said.unit());
    };
  }

  private static Set<String> texts(JsonNode values) {
    Set<String> texts = new HashSet<>();
    values.forEach(value -> texts.add(value.asText().toLowerCase(Locale.ROOT).strip()));
    return texts;
  }

  private static boolean equal(
      JsonNode one, @Nullable String unit, JsonNode other, @Nullable String otherUnit) {
    if (!one.isNumber() || !other.isNumber()) {
      return one.equals(other);
    }
    return months(one, unit).compareTo(months(other, otherUnit)) == 0;
  }

  private static BigDecimal months(JsonNode number, @Nullable String unit) {
    return "years".equals(unit) ? number.decimalValue().multiply(TWELVE) : number.decimalValue();
  }

  /** Whether two rates hold for one amount and term. */
  static boolean overlap(Rate one, Rate other) {
    return !(before(one.amountMax(), other.amountMin())
        || before(other.amountMax(), one.amountMin())
        || before(decimal(one.termMaxMonths()), decimal(other.termMinMonths()))
        || before(decimal(other.termMaxMonths()), decimal(one.termMinMonths())));
  }

  private static @Nullable BigDecimal decimal(@Nullable Integer number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }

  private static boolean before(@Nullable BigDecimal end, @Nullable BigDecimal begin) {
    return end != null && begin != null && end.compareTo(begin) < 0;
  }
}
