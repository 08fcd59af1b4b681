package routes.lending.rank;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far the match of one application with one lender is. */
public enum MatchStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED;

  /** The name in JSON, such as {@code completed}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static MatchStatus of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
