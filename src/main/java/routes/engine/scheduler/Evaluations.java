package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Json;
import routes.engine.model.RateLimitRule;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;

/** What a definition's expressions mean for a run. */
final class Evaluations {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

  private static final int LONGEST_KEY = 500;

  private final Expressions expressions;

  /** A dynamic rate limit that is set by its use. */
  record Limit(String key, int limit, RateLimitRule.Window window) {}

  /** What a task needs of rate limits, and the limits that this sets. */
  record RateLimitUse(List<RateLimits.Demand> demands, List<Limit> limits) {}

  Evaluations(Expressions expressions) {
    this.expressions = expressions;
  }

  boolean parentCondition(String expression, String output, String input) {
    if (expression.isBlank()) {
      return true;
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("output", Expressions.value(output));
    variables.put("input", Expressions.value(Json.objectOr(input, "{}")));
    return isTrue(expression, variables);
  }

  boolean event(
      String expression,
      String payload,
      String metadata,
      String key,
      UUID id,
      String filterPayload) {
    if (expression.isBlank()) {
      return true;
    }
    return isTrue(expression, eventVariables(payload, metadata, key, id.toString(), filterPayload));
  }

  private static Map<String, Object> eventVariables(
      String payload, String metadata, String key, String id, String filterPayload) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("input", Expressions.value(payload));
    variables.put("additional_metadata", Expressions.value(metadata));
    variables.put("payload", Expressions.value(filterPayload));
    variables.put("event_id", id);
    variables.put("event_key", key);
    return variables;
  }

  /** A filter's expression tried out; what is wrong with it is an error. */
  boolean tryEvent(String expression, String payload, String metadata, String filterPayload) {
    try {
      return expressions.bool(expression, eventVariables(payload, metadata, "", "", filterPayload));
    } catch (Expressions.ExpressionException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** A broken expression never matches. */
  private boolean isTrue(String expression, Map<String, ?> variables) {
    try {
      return expressions.bool(expression, variables);
    } catch (Expressions.ExpressionException e) {
      LOG.debug("A condition cannot be evaluated: {}", e.getMessage());
      return false;
    }
  }

  List<Concurrency.Claim> claims(
      RunHeader header, String scope, List<ConcurrencyRule> rules, Map<String, ?> variables)
      throws Expressions.ExpressionException {
    List<Concurrency.Claim> claims = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      ConcurrencyRule rule = rules.get(i);
      String value = expressions.text(rule.expression(), variables);
      int limit =
          rule.maxRunsExpression() == null
              ? rule.maxRuns()
              : expressions.integer(rule.maxRunsExpression(), variables);
      ConcurrencyGroup.Key key =
          rule.name() == null
              ? new ConcurrencyGroup.Key(header.version().workflowId(), scope + "#" + i, value)
              : new ConcurrencyGroup.Key(header.tenantId(), "name:" + rule.name(), value);
      claims.add(new Concurrency.Claim(key, rule.strategy(), Math.max(1, limit)));
    }
    return claims;
  }

  RateLimitUse rateLimits(TaskDefinition definition, Map<String, ?> variables)
      throws Expressions.ExpressionException {
    Map<String, Integer> demands = new LinkedHashMap<>();
    List<Limit> limits = new ArrayList<>();
    for (RateLimitRule rule : definition.rateLimits()) {
      String key =
          rule.keyExpression() == null
              ? rule.key()
              : expressions.text(rule.keyExpression(), variables);
      int units =
          rule.unitsExpression() == null
              ? rule.units()
              : expressions.integer(rule.unitsExpression(), variables);
      if (key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
        throw new Expressions.ExpressionException(
            "a rate limit's key must have 1 to " + LONGEST_KEY + " characters, none of them null",
            null);
      }
      if (rule.limitExpression() != null) {
        int limit = expressions.integer(rule.limitExpression(), variables);
        if (limit >= 0) {
          limits.add(new Limit(key, limit, rule.window()));
        }
      }
      if (units > 0) {
        // Two rules of one key take from it together.
        demands.merge(
            key, units, (one, other) -> (int) Math.min((long) one + other, Integer.MAX_VALUE));
      }
    }
    return new RateLimitUse(
        demands.entrySet().stream()
            .map(e -> new RateLimits.Demand(e.getKey(), e.getValue()))
            .toList(),
        limits);
  }

  static Map<String, Object> variables(Run run, int ordinal) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("input", Expressions.value(Json.objectOr(run.header().input(), "{}")));
    variables.put("additional_metadata", Expressions.value(run.header().metadata()));
    variables.put("workflow_run_id", run.id().toString());
    Map<String, Object> parents = new HashMap<>();
    if (ordinal >= 0) {
      for (int parent : run.header().version().parents(ordinal)) {
        Task task = run.tasks().get(parent);
        parents.put(
            run.definition(parent).readableId(),
            Expressions.value(Json.objectOr(task.output(), "{}")));
      }
    }
    variables.put("parents", parents);
    return variables;
  }
}
