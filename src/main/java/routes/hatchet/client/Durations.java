package routes.hatchet.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Duration texts as the engine writes them: numbers with units {@code ms s m h}, no sign. */
public final class Durations {

  private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

  private Durations() {}

  /**
   * Reads {@code 60s}, {@code 1h30m}, {@code 0.5s}.
   *
   * @param what names the setting in errors
   */
  public static Duration parse(String what, String text) {
    if (text.length() > 40 || !WHOLE.matcher(text).matches()) {
      throw new HatchetException(
          what
              + " is \""
              + (text.length() > 40 ? text.substring(0, 40) : text)
              + "\", which is no duration: write numbers with units ms, s, m or h, such as 90s or"
              + " 1h30m.");
    }
    BigDecimal millis = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      millis = millis.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
    }
    try {
      return Duration.ofMillis(millis.toBigInteger().longValueExact());
    } catch (ArithmeticException e) {
      throw new HatchetException(what + " is \"" + text + "\", which is too long.", e);
    }
  }

  private static BigDecimal unit(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        });
  }

  /** Writes a duration: {@code 90s}, or {@code 1500ms} when it is no whole number of seconds. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
