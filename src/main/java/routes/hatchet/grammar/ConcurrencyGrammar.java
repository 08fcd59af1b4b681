package routes.hatchet.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.ConcurrencyRule;
import routes.hatchet.client.HatchetException;
import routes.protocol.v1.ConcurrencyLimitStrategy;

/**
 * Rules on what runs at once: one CEL expression, or several rules {@code [CEL] max 2
 * cancel-newest}, separated by commas.
 */
public final class ConcurrencyGrammar {

  private static final Pattern AFTER = Pattern.compile("(?:\\s*max\\s+(\\S+))?(?:\\s*(\\S+))?\\s*");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private ConcurrencyGrammar() {}

  /**
   * Reads the rules of a step.
   *
   * @param maxRuns for rules that do not say
   * @param strategy for rules that do not say
   */
  public static List<ConcurrencyRule> step(@Nullable String text, int maxRuns, String strategy) {
    return read("concurrency", text, maxRuns, strategy, Cel.STEP);
  }

  /** As {@link #step}, for whole runs. */
  public static List<ConcurrencyRule> workflow(
      @Nullable String text, int maxRuns, String strategy) {
    return read("workflowConcurrency", text, maxRuns, strategy, Cel.RUN);
  }

  private static List<ConcurrencyRule> read(
      String option,
      @Nullable String text,
      int maxRuns,
      String strategyText,
      List<String> variables) {
    ConcurrencyLimitStrategy strategy = strategy("limitStrategy", strategyText);
    if (text == null || text.isBlank()) {
      return List.of();
    }
    String stripped = text.strip();
    if (!stripped.startsWith("[")) {
      return List.of(
          new ConcurrencyRule(Cel.check(option, stripped, variables), maxRuns, strategy));
    }
    List<ConcurrencyRule> rules = new ArrayList<>();
    for (String part : OptionText.split(option, stripped, ',')) {
      if (!part.startsWith("[")) {
        throw wrong(option, part);
      }
      int close = OptionText.closing(option, part, 0);
      Matcher after = AFTER.matcher(part.substring(close + 1));
      if (!after.matches()) {
        throw wrong(option, part);
      }
      String max = after.group(1);
      if (max != null && !NUMBER.matcher(max).matches()) {
        throw wrong(option, part);
      }
      rules.add(
          new ConcurrencyRule(
              Cel.check(option, part.substring(1, close).strip(), variables),
              max == null ? maxRuns : Integer.parseInt(max),
              after.group(2) == null ? strategy : strategy(option, after.group(2))));
    }
    return List.copyOf(rules);
  }

  private static HatchetException wrong(String option, String part) {
    return new HatchetException(
        option
            + " has \""
            + part
            + "\": write one CEL expression, or rules such as [input.tenant_id] max 2 cancel-newest"
            + " separated by commas.");
  }

  private static ConcurrencyLimitStrategy strategy(String option, String text) {
    return Constants.of(option, text, ConcurrencyLimitStrategy.class, Constants.STRATEGIES);
  }
}
