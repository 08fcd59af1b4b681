package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Operator;

/** Reads the value of a criterion as its operator needs it. */
final class RuleValues {
  private static final int MAX_LIST = 2_000;
  private static final int MAX_TEXT = 500;

  private RuleValues() {}

  /** What a yes-or-no operator wants; absent for comparisons. */
  static @Nullable Boolean wantedFlag(Operator operator, JsonNode value)
      throws BadCriterionException {
    return switch (operator) {
      case IS_TRUE, IS_FALSE -> {
        boolean empty = value == null || value.isNull() || value.isMissingNode();
        boolean contradicts =
            operator == Operator.IS_TRUE && !empty && value.isBoolean() && !value.booleanValue();
        if ((!empty && !value.isBoolean()) || contradicts) {
          throw new BadCriterionException(
              "value",
              "%s does not fit %s: leave it out"
                  .formatted(CanonicalJson.write(value), operator.id()));
        }
        yield operator == Operator.IS_TRUE;
      }
      case EQ -> value.isBoolean() ? value.booleanValue() : null;
      case NEQ -> value.isBoolean() ? Boolean.valueOf(!value.booleanValue()) : null;
      default -> null;
    };
  }

  /** Refuses one value where the operator looks things up in a list. */
  static void checkList(Operator operator, JsonNode value) throws BadCriterionException {
    boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
    if (list && (!value.isArray() || value.isEmpty())) {
      throw new BadCriterionException("value", mismatch(operator, value));
    }
  }

  static boolean isText(Operator operator, JsonNode value) {
    return switch (operator) {
      case EQ, NEQ -> value.isTextual();
      case IN, NOT_IN -> value.isArray() && !value.isEmpty() && value.get(0).isTextual();
      default -> false;
    };
  }

  static List<BigDecimal> numbers(Operator operator, JsonNode value) throws BadCriterionException {
    List<BigDecimal> numbers = new ArrayList<>();
    boolean list =
        operator == Operator.BETWEEN || operator == Operator.IN || operator == Operator.NOT_IN;
    if (value == null || value.isArray() != list) {
      throw new BadCriterionException("value", mismatch(operator, value));
    }
    for (JsonNode one : list ? value : List.of(value)) {
      if (!one.isNumber()) {
        throw new BadCriterionException("value", mismatch(operator, value));
      }
      numbers.add(one.decimalValue());
    }
    if (operator == Operator.BETWEEN) {
      if (numbers.size() != 2) {
        throw new BadCriterionException("value", mismatch(operator, value));
      }
      if (numbers.get(0).compareTo(numbers.get(1)) > 0) {
        throw new BadCriterionException(
            "value",
            "%s has its low end above its high end: swap them"
                .formatted(CanonicalJson.write(value)));
      }
    }
    if (numbers.isEmpty() || numbers.size() > MAX_LIST) {
      throw new BadCriterionException("value", mismatch(operator, value));
    }
    return numbers;
  }

  private static String mismatch(Operator operator, @Nullable JsonNode value) {
    String given = value == null ? "nothing" : CanonicalJson.write(value);
    String wanted =
        switch (operator) {
          case BETWEEN -> "two numbers, [low, high]";
          case IN, NOT_IN -> "a list of 1 to %d texts or numbers, not mixed".formatted(MAX_LIST);
          case EQ, NEQ -> "one number, text or truth value";
          default -> "one number, without quotes";
        };
    return "%s does not fit %s: give %s"
        .formatted(
            given.length() > 80 ? given.substring(0, 79) + "…" : given, operator.id(), wanted);
  }

  static List<String> texts(Operator operator, JsonNode value) throws BadCriterionException {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isTextual() || one.textValue().isBlank() || one.textValue().length() > MAX_TEXT) {
        throw new BadCriterionException("value", mismatch(operator, value));
      }
      texts.add(one.textValue().strip());
    }
    if (texts.size() > MAX_LIST) {
      throw new BadCriterionException("value", mismatch(operator, value));
    }
    return texts;
  }
}
