package routes.engine.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Duration texts such as {@code 60s}, {@code 1h30m} or {@code 0.5s}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h)");
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Durations() {}

  /** Throws {@link IllegalArgumentException} with a sentence about a text that is no duration. */
  public static Duration parse(String text) {
    Matcher matcher = PART.matcher(text);
    BigDecimal millis = BigDecimal.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      millis = millis.add(new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2))));
      end = matcher.end();
    }
    if (end == 0 || end != text.length()) {
      throw new IllegalArgumentException(
          "invalid duration \"" + text + "\": write numbers with ms, s, m or h, such as 1h30m");
    }
    if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
      throw new IllegalArgumentException("duration " + text + " is too long, 87600h is the most");
    }
    return Duration.ofMillis(millis.longValue());
  }

  private static BigDecimal unit(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1000;
          case "m" -> 60_000;
          default -> 3_600_000;
        });
  }
}
