package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Facts;
import routes.lending.application.Unit;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Operator;

/** Judges any field of the application by its path; in a list, every element must do. */
final class PathRule implements Rule {
  private final String path;
  private final Operator operator;
  private final List<JsonNode> values;
  private final JsonNode expected;
  private final @Nullable String unit;
  private final String requirement;

  PathRule(String path, Operator operator, JsonNode expected, @Nullable String unit) {
    this.path = path;
    this.operator = operator;
    this.values =
        expected.isArray()
            ? StreamSupport.stream(expected.spliterator(), false).toList()
            : List.of(expected);
    this.expected = expected;
    this.unit = unit;
    this.requirement = requirement();
  }

  private String requirement() {
    String shown =
        values.stream()
            .map(this::show)
            .collect(Collectors.joining(operator == Operator.BETWEEN ? " to " : ", "));
    return switch (operator) {
      case GTE -> "at least " + shown;
      case GT -> "more than " + shown;
      case LTE -> "at most " + shown;
      case LT -> "less than " + shown;
      case EQ -> shown;
      case NEQ -> "anything but " + shown;
      case BETWEEN -> shown;
      case IN -> "one of " + shown;
      case NOT_IN -> "none of " + shown;
      case IS_TRUE -> "yes";
      case IS_FALSE -> "no";
    };
  }

  private String show(JsonNode value) {
    if (value.isNumber()) {
      Unit known = Unit.of(unit);
      String plain = (known == null ? Unit.NONE : known).show(value.decimalValue());
      return known == null ? plain + " " + unit : plain;
    }
    return value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : value.asText();
  }

  @Override
  public Truth test(Facts facts) {
    JsonNode actual = facts.at(path);
    if (actual == null || !actual.isArray()) {
      return test(actual);
    }
    Truth all = actual.isEmpty() ? Truth.UNKNOWN : Truth.TRUE;
    for (JsonNode element : actual) {
      all = all.and(test(element));
    }
    return all;
  }

  private Truth test(@Nullable JsonNode actual) {
    if (actual == null || actual.isNull() || actual.isContainerNode()) {
      return Truth.UNKNOWN;
    }
    return switch (operator) {
      case GTE, GT, LTE, LT, BETWEEN ->
          actual.isNumber() ? Truth.of(inRange(actual.decimalValue())) : Truth.UNKNOWN;
      case EQ, IN -> oneOf(actual);
      case NEQ, NOT_IN -> oneOf(actual).not();
      case IS_TRUE -> actual.isBoolean() ? Truth.of(actual.booleanValue()) : Truth.UNKNOWN;
      case IS_FALSE -> actual.isBoolean() ? Truth.of(!actual.booleanValue()) : Truth.UNKNOWN;
    };
  }

  private boolean inRange(BigDecimal actual) {
    int compared = actual.compareTo(values.get(0).decimalValue());
    return switch (operator) {
      case GTE -> compared >= 0;
      case GT -> compared > 0;
      case LTE -> compared <= 0;
      case LT -> compared < 0;
      default -> compared >= 0 && actual.compareTo(values.get(1).decimalValue()) <= 0;
    };
  }

  /** A value of another kind than the listed ones is no answer to the question. */
  private Truth oneOf(JsonNode actual) {
    Truth any = Truth.FALSE;
    for (JsonNode value : values) {
      any = any.or(same(actual, value));
    }
    return any;
  }

  private static Truth same(JsonNode actual, JsonNode value) {
    if (actual.isNumber() && value.isNumber()) {
      return Truth.of(actual.decimalValue().compareTo(value.decimalValue()) == 0);
    }
    if (actual.isTextual() && value.isTextual()) {
      return Truth.of(actual.textValue().strip().equalsIgnoreCase(value.textValue().strip()));
    }
    return actual.isBoolean() && value.isBoolean()
        ? Truth.of(actual.booleanValue() == value.booleanValue())
        : Truth.UNKNOWN;
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    JsonNode actual = actual(facts);
    if (actual.isNull()) {
      return "The application does not give %s; the lender wants %s".formatted(path, requirement);
    }
    String shown = actual.isContainerNode() ? CanonicalJson.write(actual) : show(actual);
    return switch (truth) {
      case TRUE -> "%s %s is %s, as required".formatted(path, shown, requirement);
      case FALSE -> "%s %s is not %s, which is required".formatted(path, shown, requirement);
      case UNKNOWN ->
          "%s %s can't be compared with %s, which is required".formatted(path, shown, requirement);
    };
  }

  @Override
  public JsonNode actual(Facts facts) {
    JsonNode actual = facts.at(path);
    return actual == null ? NullNode.getInstance() : actual;
  }

  @Override
  public JsonNode expected() {
    return expected;
  }

  @Override
  public @Nullable String unit() {
    return unit;
  }

  @Override
  public String path() {
    return path;
  }
}
