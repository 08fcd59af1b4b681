package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one field of an application may hold. */
sealed interface FieldRule {

  /** What is wrong with a value that is neither missing nor null, to follow the field's name. */
  @Nullable String complaint(JsonNode value);

  /** A text of at most so many characters. */
  record Text(int maxLength) implements FieldRule {
    @Override
    public @Nullable String complaint(JsonNode value) {
      if (!value.isTextual()) {
        return "must be a text";
      }
      int length = value.textValue().length();
      return length > maxLength
          ? "has %d characters: at most %d are taken".formatted(length, maxLength)
          : null;
    }
  }

  /** True or false. */
  record Flag() implements FieldRule {
    @Override
    public @Nullable String complaint(JsonNode value) {
      return value.isBoolean() ? null : "must be true or false, without quotes";
    }
  }

  /** A number within bounds, with at most so many decimal places. */
  record Range(BigDecimal min, BigDecimal max, int decimals) implements FieldRule {
    static Range of(String min, String max, int decimals) {
      return new Range(new BigDecimal(min), new BigDecimal(max), decimals);
    }

    @Override
    public @Nullable String complaint(JsonNode value) {
      if (!value.isNumber()) {
        return "must be a number, without quotes";
      }
      BigDecimal number = value.decimalValue();
      String outOfBounds = outOfBounds(number);
      if (outOfBounds != null) {
        return outOfBounds;
      }
      if (number.stripTrailingZeros().scale() > decimals) {
        return decimals == 0
            ? "must be a whole number"
            : "must have at most %d decimal places".formatted(decimals);
      }
      return null;
    }

    @Nullable String outOfBounds(BigDecimal number) {
      return number.compareTo(min) < 0 || number.compareTo(max) > 0
          ? "must be from %s to %s".formatted(min.toPlainString(), max.toPlainString())
          : null;
    }
  }
}
