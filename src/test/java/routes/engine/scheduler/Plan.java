package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.ConcurrencyRule.Strategy;
import routes.engine.model.Condition;
import routes.engine.model.Definition;
import routes.engine.model.RateLimitRule;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.model.TaskDefinition;

/** A task of a test's workflow, as far as it differs from a plain one. */
final class Plan {
  private final String name;
  private List<String> parents = List.of();
  private int retries;
  private @Nullable Double factor;
  private boolean onFailure;
  private String timeout = "60s";
  private String scheduleTimeout = "5m";
  private int slots = 1;
  private final List<RateLimitRule> limits = new ArrayList<>();
  private final List<ConcurrencyRule> rules = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();

  private Plan(String name) {
    this.name = name;
  }

  static Plan of(String name) {
    return new Plan(name);
  }

  Plan after(String... newParents) {
    parents = List.of(newParents);
    return this;
  }

  Plan retries(int count, @Nullable Double newFactor) {
    retries = count;
    factor = newFactor;
    return this;
  }

  Plan onFailure() {
    onFailure = true;
    return this;
  }

  Plan timeout(String text) {
    timeout = text;
    return this;
  }

  Plan scheduleTimeout(String text) {
    scheduleTimeout = text;
    return this;
  }

  Plan slots(int count) {
    slots = count;
    return this;
  }

  Plan limit(String key, int units) {
    limits.add(new RateLimitRule(key, units, null, null, null, Window.SECOND));
    return this;
  }

  Plan dynamicLimit(String keyExpression, int limit, Window window) {
    limits.add(
        new RateLimitRule("dynamic", 1, keyExpression, null, Integer.toString(limit), window));
    return this;
  }

  Plan atMost(int runs, String expression, Strategy strategy) {
    rules.add(rule(runs, expression, strategy));
    return this;
  }

  Plan sleep(String duration) {
    conditions.add(
        new Condition(
            Condition.Kind.SLEEP, Condition.Action.QUEUE, "slept", "g", "", duration, null));
    return this;
  }

  static ConcurrencyRule rule(int runs, String expression, Strategy strategy) {
    return new ConcurrencyRule(expression, runs, strategy, null, null);
  }

  static ConcurrencyRule shared(String ruleName, int runs, String expression, Strategy strategy) {
    return new ConcurrencyRule(expression, runs, strategy, ruleName, null);
  }

  Plan rule(ConcurrencyRule rule) {
    rules.add(rule);
    return this;
  }

  TaskDefinition task() {
    return new TaskDefinition(
        name,
        "w:" + name,
        timeout,
        scheduleTimeout,
        parents,
        retries,
        factor,
        60,
        onFailure,
        false,
        Map.of("default", slots),
        Map.of(),
        List.copyOf(limits),
        List.copyOf(rules),
        List.copyOf(conditions));
  }

  static Definition workflow(String name, TaskDefinition... tasks) {
    return workflow(name, List.of(), List.of(tasks));
  }

  static Definition workflow(
      String name, List<ConcurrencyRule> concurrency, List<TaskDefinition> tasks) {
    return new Definition(
        name,
        "",
        "",
        List.of(),
        List.of(),
        null,
        tasks,
        concurrency,
        null,
        1,
        List.of(),
        null,
        null);
  }
}
