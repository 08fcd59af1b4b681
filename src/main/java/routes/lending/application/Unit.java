package routes.lending.application;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a number counts. */
public enum Unit {
  NONE(null),
  USD("USD"),
  MONTHS("months"),
  YEARS("years"),
  PERCENT("percent"),
  MILES("miles");

  private final @Nullable String id;

  Unit(@Nullable String id) {
    this.id = id;
  }

  /** The name in a policy document; absent for plain numbers. */
  public @Nullable String id() {
    return id;
  }

  /** Reads a unit as people write it; absent if it is none that is known. */
  public static @Nullable Unit of(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "count", "points", "score", "number" -> NONE;
      case "usd", "$", "us$", "dollar", "dollars" -> USD;
      case "month", "months", "mo", "mos" -> MONTHS;
      case "year", "years", "yr", "yrs" -> YEARS;
      case "percent", "%", "pct" -> PERCENT;
      case "mile", "miles", "mi" -> MILES;
      default -> null;
    };
  }

  /** A number with its unit, for a sentence: {@code $85,000}, {@code 74 months}, {@code 10%}. */
  public String show(BigDecimal value) {
    String number = this == NONE ? value.toPlainString() : grouped(value);
    return switch (this) {
      case NONE -> number;
      case USD -> "$" + number;
      case PERCENT -> number + "%";
      case MONTHS, YEARS, MILES ->
          number
              + " "
              + (value.compareTo(BigDecimal.ONE) == 0 ? id.substring(0, id.length() - 1) : id);
    };
  }

  private static String grouped(BigDecimal value) {
    String plain = value.toPlainString();
    int point = plain.indexOf('.');
    int end = point < 0 ? plain.length() : point;
    int start = plain.startsWith("-") ? 1 : 0;
    if (end - start <= 3) {
      return plain;
    }
    StringBuilder grouped = new StringBuilder(plain);
    for (int i = end - 3; i > start; i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }
}
