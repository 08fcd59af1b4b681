package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;

/** A score in words. */
public enum Category {
  EXCELLENT(90),
  VERY_GOOD(75),
  GOOD(60),
  FAIR(40),
  POOR(20),
  VERY_POOR(0);

  private final BigDecimal from;

  Category(int from) {
    this.from = BigDecimal.valueOf(from);
  }

  /** The category of a score from 0 to 100. */
  public static Category of(BigDecimal score) {
    for (Category category : values()) {
      if (score.compareTo(category.from) >= 0) {
        return category;
      }
    }
    throw new IllegalArgumentException("score %s is below 0".formatted(score));
  }

  /** The name in JSON, such as {@code very_good}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Category of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
