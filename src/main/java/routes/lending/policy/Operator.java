package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a criterion compares the application's value with its own. */
public enum Operator {
  GTE,
  GT,
  LTE,
  LT,
  EQ,
  NEQ,
  BETWEEN,
  IN,
  NOT_IN,
  IS_TRUE,
  IS_FALSE;

  /** The name in a policy document, such as {@code not_in}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the name used in a policy document.
   *
   * @throws IllegalArgumentException naming the operators there are
   */
  @JsonCreator
  public static Operator of(String id) {
    return Arrays.stream(values())
        .filter(operator -> operator.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "operator '%s' is unknown: use one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Operator::id)
                                .collect(Collectors.joining(", ")))));
  }
}
