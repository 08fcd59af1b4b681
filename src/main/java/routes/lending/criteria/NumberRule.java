package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Num;
import routes.lending.application.Facts;
import routes.lending.application.Field;
import routes.lending.application.Unit;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Operator;

/** Compares a number of the application with those of a policy, exactly and in one unit. */
public final class NumberRule implements Rule {
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private final Field field;
  private final Operator operator;
  private final List<BigDecimal> values;
  private final BigDecimal first;
  private final BigDecimal last;
  private final boolean actualTimesTwelve;
  private final Unit unit;
  private final JsonNode expected;
  private final String passed;
  private final String failed;
  private final String below;
  private final String unknown;

  /**
   * Makes a rule of numbers given in {@code given}, a unit that fits the field's.
   *
   * <p>Years become months by multiplication on whichever side they stand, so nothing is rounded.
   */
  NumberRule(Field field, Operator operator, List<BigDecimal> given, Unit givenUnit) {
    this.field = field;
    this.operator = operator;
    boolean expectedTimesTwelve = field.unit() == Unit.MONTHS && givenUnit == Unit.YEARS;
    this.actualTimesTwelve = field.unit() == Unit.YEARS && givenUnit == Unit.MONTHS;
    this.unit = actualTimesTwelve ? Unit.MONTHS : field.unit();
    this.values =
        given.stream()
            .map(value -> plain(expectedTimesTwelve ? value.multiply(TWELVE) : value))
            .toList();
    this.first = values.get(0);
    this.last = values.get(values.size() - 1);
    this.expected = expectedJson();
    String shown = shownList(given, expectedTimesTwelve);
    this.passed = passedTail(operator, shown);
    this.failed = failedTail(operator, shown);
    this.below = operator == Operator.BETWEEN ? " is below the range of " + shown : failed;
    this.unknown = requirement(operator, shown);
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private JsonNode expectedJson() {
    if (values.size() == 1 && operator != Operator.IN && operator != Operator.NOT_IN) {
      return CanonicalJson.number(first);
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(CanonicalJson.number(value)));
    return array;
  }

  private String shownList(List<BigDecimal> given, boolean converted) {
    String separator = operator == Operator.BETWEEN ? " to " : ", ";
    String shown = values.stream().map(unit::show).collect(Collectors.joining(separator));
    return converted
        ? shown
            + given.stream()
                .map(value -> Unit.YEARS.show(plain(value)))
                .collect(Collectors.joining(separator, " (", ")"))
        : shown;
  }

  private static String passedTail(Operator operator, String shown) {
    return switch (operator) {
      case GTE -> " meets the minimum of " + shown;
      case GT -> " is above " + shown + ", as required";
      case LTE -> " is within the maximum of " + shown;
      case LT -> " is below " + shown + ", as required";
      case EQ -> ", as required";
      case NEQ -> " is not " + shown + ", as required";
      case BETWEEN -> " is within " + shown;
      case IN -> " is one of " + shown;
      case NOT_IN -> " is none of " + shown;
      case IS_TRUE, IS_FALSE -> throw new IllegalArgumentException("no comparison of numbers");
    };
  }

  private static String failedTail(Operator operator, String shown) {
    return switch (operator) {
      case GTE -> " is below the minimum of " + shown;
      case GT -> " is not above " + shown;
      case LTE -> " is above the maximum of " + shown;
      case LT -> " is not below " + shown;
      case EQ -> ", but " + shown + " is required";
      case NEQ -> " is " + shown + ", which is not taken";
      case BETWEEN -> " is above the range of " + shown;
      case IN -> " is none of " + shown;
      case NOT_IN -> " is one of " + shown + ", which are not taken";
      case IS_TRUE, IS_FALSE -> throw new IllegalArgumentException("no comparison of numbers");
    };
  }

  private static String requirement(Operator operator, String shown) {
    return switch (operator) {
      case GTE -> "the minimum is " + shown;
      case GT -> "more than " + shown + " is required";
      case LTE -> "the maximum is " + shown;
      case LT -> "less than " + shown + " is required";
      case EQ -> shown + " is required";
      case NEQ -> shown + " is not taken";
      case BETWEEN -> shown + " is required";
      case IN -> "one of " + shown + " is required";
      case NOT_IN -> shown + " are not taken";
      case IS_TRUE, IS_FALSE -> throw new IllegalArgumentException("no comparison of numbers");
    };
  }

  @Override
  public Truth test(Facts facts) {
    return facts.get(field) instanceof Num number ? test(number) : Truth.UNKNOWN;
  }

  Truth test(Num number) {
    BigDecimal low = scaled(number.low());
    BigDecimal high = scaled(number.high());
    return switch (operator) {
      case GTE -> atLeast(low, high, first);
      case LT -> atLeast(low, high, first).not();
      case LTE -> atMost(low, high, first);
      case GT -> atMost(low, high, first).not();
      case EQ, BETWEEN -> within(low, high, first, last);
      case NEQ -> within(low, high, first, first).not();
      case IN -> oneOf(low, high);
      case NOT_IN -> oneOf(low, high).not();
      case IS_TRUE, IS_FALSE -> Truth.UNKNOWN;
    };
  }

  private @Nullable BigDecimal scaled(@Nullable BigDecimal value) {
    return value == null || !actualTimesTwelve ? value : value.multiply(TWELVE);
  }

  private static Truth atLeast(
      @Nullable BigDecimal low, @Nullable BigDecimal high, BigDecimal bound) {
    if (low != null && low.compareTo(bound) >= 0) {
      return Truth.TRUE;
    }
    return high != null && high.compareTo(bound) < 0 ? Truth.FALSE : Truth.UNKNOWN;
  }

  private static Truth atMost(
      @Nullable BigDecimal low, @Nullable BigDecimal high, BigDecimal bound) {
    if (high != null && high.compareTo(bound) <= 0) {
      return Truth.TRUE;
    }
    return low != null && low.compareTo(bound) > 0 ? Truth.FALSE : Truth.UNKNOWN;
  }

  private static Truth within(
      @Nullable BigDecimal low, @Nullable BigDecimal high, BigDecimal from, BigDecimal to) {
    return atLeast(low, high, from).and(atMost(low, high, to));
  }

  private Truth oneOf(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    Truth any = Truth.FALSE;
    for (BigDecimal value : values) {
      any = any.or(within(low, high, value, value));
    }
    return any;
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    Fact fact = facts.get(field);
    if (!(fact instanceof Num number)) {
      return fact.subject() + "; " + unknown;
    }
    return explain(number, truth);
  }

  String explain(Num number, Truth truth) {
    String subject = subject(number);
    return switch (truth) {
      case TRUE -> subject + passed;
      case FALSE -> subject + (isBelow(number) ? below : failed);
      case UNKNOWN -> subject + " leaves it open: " + unknown;
    };
  }

  private boolean isBelow(Num number) {
    BigDecimal high = scaled(number.high());
    return high != null && high.compareTo(first) < 0;
  }

  private String subject(Num number) {
    if (!actualTimesTwelve || number.json().isNull()) {
      return number.subject();
    }
    return number.subject()
        + " ("
        + Unit.MONTHS.show(plain(number.json().decimalValue().multiply(TWELVE)))
        + ")";
  }

  @Override
  public JsonNode actual(Facts facts) {
    return facts.get(field) instanceof Num number ? actual(number) : NullNode.getInstance();
  }

  JsonNode actual(Num number) {
    return actualTimesTwelve
        ? CanonicalJson.number(number.json().decimalValue().multiply(TWELVE))
        : number.json();
  }

  @Override
  public JsonNode expected() {
    return expected;
  }

  @Override
  public @Nullable String unit() {
    return unit.id();
  }

  @Override
  public String path() {
    return field.path();
  }

  /** The field it compares. */
  public Field field() {
    return field;
  }

  /** How it compares. */
  public Operator operator() {
    return operator;
  }

  /** Its numbers in {@link #comparedIn}. */
  public List<BigDecimal> values() {
    return values;
  }

  /** The unit it compares in. */
  public Unit comparedIn() {
    return unit;
  }

  /** Whether the application's years are compared as months. */
  public boolean comparesYearsAsMonths() {
    return actualTimesTwelve;
  }
}
