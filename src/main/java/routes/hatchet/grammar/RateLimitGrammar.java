package routes.hatchet.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RateLimitRule;
import routes.protocol.v1.RateLimitDuration;

/**
 * What steps take of rate limits: {@code key=units} of a limit that was set before, {@code
 * [CEL]=units of limit per window} of one that is made for each key. Units and limit are whole
 * numbers or CEL in brackets.
 */
public final class RateLimitGrammar {

  private static final String OPTION = "rateLimits";
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern WORD = Pattern.compile("\\s*([^\\s\\[]+)");

  private RateLimitGrammar() {}

  /** Reads the option; null or blank for none. */
  public static List<RateLimitRule> read(@Nullable String text) {
    List<RateLimitRule> rules = new ArrayList<>();
    for (String part : OptionText.split(OPTION, text, ',')) {
      rules.add(part.startsWith("[") ? dynamic(part) : fixed(part));
    }
    return List.copyOf(rules);
  }

  private static RateLimitRule fixed(String part) {
    int bracket = part.indexOf('[');
    int equals = (bracket < 0 ? part : part.substring(0, bracket)).lastIndexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals).strip();
    if (key.isEmpty() || (equals < 0 && bracket >= 0)) {
      throw wrong(part);
    }
    if (equals < 0) {
      return RateLimitRule.fixed(key, 1);
    }
    Amount units = Amount.read(part, part.substring(equals + 1));
    if (!units.rest().isEmpty()) {
      throw wrong(part);
    }
    return new RateLimitRule(key, units.number(), null, units.expression(), null, null);
  }

  private static RateLimitRule dynamic(String part) {
    int close = OptionText.closing(OPTION, part, 0);
    String key = Cel.check(OPTION, part.substring(1, close).strip(), Cel.STEP);
    String rest = part.substring(close + 1).strip();
    Amount units =
        rest.startsWith("=")
            ? Amount.read(part, rest.substring(1))
            : new Amount(1, null, rest.strip());
    Amount limit = Amount.read(part, after("of", units.rest(), part));
    String window = after("per", limit.rest(), part).strip();
    return new RateLimitRule(
        key,
        units.number(),
        key,
        units.expression(),
        limit.number() == null ? limit.expression() : String.valueOf(limit.number()),
        Constants.of(OPTION, window, RateLimitDuration.class, Constants.WINDOWS));
  }

  private static String after(String word, String text, String part) {
    Matcher matcher = WORD.matcher(text);
    if (!matcher.lookingAt() || !matcher.group(1).equals(word)) {
      throw wrong(part);
    }
    return text.substring(matcher.end());
  }

  private static HatchetException wrong(String part) {
    return new HatchetException(
        OPTION
            + " has \""
            + part
            + "\": write key=units, such as llm=1, or [CEL]=units of limit per window, such as"
            + " [input.tenant_id]=1 of 10 per minute, separated by commas; units and limit are"
            + " whole numbers or CEL in brackets.");
  }

  /** A whole number, or CEL in brackets, and what follows it. */
  private record Amount(@Nullable Integer number, @Nullable String expression, String rest) {
    static Amount read(String part, String text) {
      String stripped = text.strip();
      if (stripped.startsWith("[")) {
        int close = OptionText.closing(OPTION, stripped, 0);
        String cel = Cel.check(OPTION, stripped.substring(1, close).strip(), Cel.STEP);
        return new Amount(null, cel, stripped.substring(close + 1).strip());
      }
      Matcher matcher = WORD.matcher(stripped);
      if (!matcher.lookingAt() || !NUMBER.matcher(matcher.group(1)).matches()) {
        throw wrong(part);
      }
      return new Amount(
          Integer.valueOf(matcher.group(1)), null, stripped.substring(matcher.end()).strip());
    }
  }
}
