package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What one criterion comes to. */
public enum Result {
  PASSED,
  FAILED,
  /** The application lacks the field, or the words don't tell. */
  UNKNOWN,
  /** Its guard does not hold; such a criterion counts nowhere. */
  NOT_APPLICABLE;

  /** The name in JSON, such as {@code passed}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Result of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
