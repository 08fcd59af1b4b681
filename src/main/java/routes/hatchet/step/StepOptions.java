package routes.hatchet.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.ConcurrencyRule;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.LabelWish;
import routes.hatchet.client.RateLimitRule;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.StickyStrategy;

/** Reads the options of steps that are lists or names, with a sentence for each mistake. */
public final class StepOptions {

  private StepOptions() {}

  /** The parts of a list; empty for none. */
  public static List<String> list(@Nullable String option, String separator) {
    return option == null
        ? List.of()
        : Arrays.stream(option.split(separator, -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  /** Reads {@code name=value} pairs, separated by commas. */
  public static Map<String, Object> labels(String what, @Nullable String option) {
    Map<String, Object> labels = new LinkedHashMap<>();
    for (String part : list(option, ",")) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw new HatchetException(
            what + " has \"" + part + "\": write name=value, separated by commas.");
      }
      String value = part.substring(equals + 1).strip();
      labels.put(
          part.substring(0, equals).strip(),
          value.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(value) : value);
    }
    return labels;
  }

  /** Labels that a worker must have. */
  public static Map<String, LabelWish> wishes(@Nullable String option) {
    return labels("desiredWorkerLabels", option).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> LabelWish.required(e.getValue()),
                (a, b) -> b,
                LinkedHashMap::new));
  }

  /** Reads {@code key=units}; a key alone takes one unit. */
  public static List<RateLimitRule> rateLimits(@Nullable String option) {
    List<RateLimitRule> rules = new ArrayList<>();
    for (String part : list(option, ",")) {
      int equals = part.lastIndexOf('=');
      String units = equals < 0 ? "1" : part.substring(equals + 1).strip();
      if (equals == 0 || !units.matches("[1-9]\\d{0,8}")) {
        throw new HatchetException(
            "rateLimits has \""
                + part
                + "\": write key=units with whole units, separated by commas, such as llm=1.");
      }
      rules.add(
          RateLimitRule.fixed(
              equals < 0 ? part : part.substring(0, equals).strip(), Integer.parseInt(units)));
    }
    return rules;
  }

  /** The rule on steps at once, if there is one. */
  public static List<ConcurrencyRule> concurrency(
      @Nullable String expression, int maxRuns, String strategy) {
    return expression == null || expression.isBlank()
        ? List.of()
        : List.of(
            new ConcurrencyRule(
                expression,
                maxRuns,
                constant("limitStrategy", strategy, ConcurrencyLimitStrategy.class)));
  }

  /** Whether steps keep to one worker. */
  public static @Nullable StickyStrategy sticky(@Nullable String option) {
    return option == null || option.isBlank()
        ? null
        : constant("sticky", option, StickyStrategy.class);
  }

  private static <E extends Enum<E>> E constant(String what, String text, Class<E> type) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name) && !name.equals("UNRECOGNIZED")) {
        return constant;
      }
    }
    throw new HatchetException(
        what
            + " is \""
            + text
            + "\": write one of "
            + Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(c -> !c.equals("unrecognized"))
                .collect(Collectors.joining(", "))
            + ".");
  }
}
