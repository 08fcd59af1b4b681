package routes.engine.grpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Condition;
import routes.engine.model.Definition;
import routes.engine.model.Durations;
import routes.engine.model.Ids;
import routes.engine.model.RateLimitRule;
import routes.engine.model.TaskDefinition;
import routes.engine.scheduler.ClockCalls;
import routes.engine.scheduler.EngineException;
import routes.protocol.v1.BaseMatchCondition;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.TaskConditions;

/** Workflow definitions from the wire, checked. */
final class Definitions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+){1,2}");

  /** In the order of their numbers on the wire. */
  private static final List<RateLimitRule.Window> WINDOWS = List.of(RateLimitRule.Window.values());

  private static final List<Condition.Action> ACTIONS = List.of(Condition.Action.values());
  private static final String DEFAULT_TIMEOUT = "60s";
  private static final String DEFAULT_SCHEDULE_TIMEOUT = "5m";
  private static final int LONGEST_BACKOFF = 86_400;

  private Definitions() {}

  static Definition read(CreateWorkflowVersionRequest request) {
    name("workflow name", request.getName());
    if (request.getTasksCount() == 0) {
      throw EngineException.invalid("workflow " + request.getName() + " has no tasks");
    }
    List<TaskDefinition> tasks = new ArrayList<>();
    for (CreateTaskOpts task : request.getTasksList()) {
      tasks.add(task(task, false));
    }
    if (request.hasOnFailureTask()) {
      tasks.add(task(request.getOnFailureTask(), true));
    }
    checkGraph(request.getName(), tasks);
    for (String cron : request.getCronTriggersList()) {
      ClockCalls.checkCron(cron);
    }
    return new Definition(
        request.getName(),
        request.getDescription(),
        request.getVersion(),
        request.getEventTriggersList().stream()
            .map(e -> Requests.text("event trigger", e))
            .toList(),
        List.copyOf(request.getCronTriggersList()),
        request.hasCronInput() ? Requests.input("cron_input", request.getCronInput()) : null,
        List.copyOf(tasks),
        rules(concurrency(request)),
        request.hasSticky() ? sticky(request) : null,
        request.hasDefaultPriority() ? Requests.priority(request.getDefaultPriority()) : 1,
        filters(request),
        request.hasInputJsonSchema()
            ? request.getInputJsonSchema().toString(StandardCharsets.UTF_8)
            : null,
        unsupported(request));
  }

  /** Such a workflow can be registered, so that a worker with others too can start. */
  private static @Nullable String unsupported(CreateWorkflowVersionRequest request) {
    if (request.hasIdempotency()) {
      return "workflow "
          + request.getName()
          + " uses idempotency keys, which the embedded engine does not offer";
    }
    if (request.getTasksList().stream().anyMatch(CreateTaskOpts::hasBatch)) {
      return "workflow "
          + request.getName()
          + " has a batch task, which the embedded engine does not offer";
    }
    return null;
  }

  private static List<Concurrency> concurrency(CreateWorkflowVersionRequest request) {
    if (request.getConcurrencyArrCount() > 0 || !request.hasConcurrency()) {
      return request.getConcurrencyArrList();
    }
    return List.of(request.getConcurrency());
  }

  private static Definition.Sticky sticky(CreateWorkflowVersionRequest request) {
    return switch (request.getSticky()) {
      case SOFT -> Definition.Sticky.SOFT;
      case HARD -> Definition.Sticky.HARD;
      case UNRECOGNIZED -> throw EngineException.invalid("invalid sticky strategy");
    };
  }

  private static List<Definition.DefaultFilter> filters(CreateWorkflowVersionRequest request) {
    return request.getDefaultFiltersList().stream()
        .map(
            filter ->
                new Definition.DefaultFilter(
                    filter.getExpression(),
                    filter.getScope(),
                    filter.hasPayload()
                        ? Requests.metadata(filter.getPayload().toString(StandardCharsets.UTF_8))
                        : null))
        .toList();
  }

  private static TaskDefinition task(CreateTaskOpts task, boolean onFailure) {
    name("task readable_id", task.getReadableId());
    if (!ACTION.matcher(task.getAction()).matches()) {
      throw EngineException.invalid(
          "invalid action \"" + task.getAction() + "\": service:task is needed");
    }
    if (task.getRetries() < 0) {
      throw EngineException.invalid(
          "invalid retries " + task.getRetries() + " of task " + task.getReadableId());
    }
    String timeout = task.getTimeout().isEmpty() ? DEFAULT_TIMEOUT : duration(task.getTimeout());
    String scheduleTimeout =
        task.hasScheduleTimeout() && !task.getScheduleTimeout().isEmpty()
            ? duration(task.getScheduleTimeout())
            : DEFAULT_SCHEDULE_TIMEOUT;
    Map<String, Integer> slots = new TreeMap<>(task.getSlotRequestsMap());
    slots.values().removeIf(units -> units <= 0);
    if (slots.isEmpty()) {
      slots.put("default", 1);
    }
    return new TaskDefinition(
        task.getReadableId(),
        action(task.getAction()),
        timeout,
        scheduleTimeout,
        List.copyOf(task.getParentsList()),
        task.getRetries(),
        task.hasBackoffFactor() ? backoffFactor(task) : null,
        task.hasBackoffMaxSeconds() ? backoffMax(task) : LONGEST_BACKOFF,
        onFailure,
        task.getIsDurable(),
        Collections.unmodifiableMap(slots),
        Requests.wishes(task.getWorkerLabelsMap()),
        task.getRateLimitsList().stream().map(Definitions::rateLimit).toList(),
        rules(task.getConcurrencyList()),
        task.hasConditions() ? conditions(task.getConditions()) : List.of());
  }

  /** The form in which action ids are compared and sent. */
  static String action(String action) {
    return action.toLowerCase(Locale.ROOT);
  }

  private static Double backoffFactor(CreateTaskOpts task) {
    double factor = task.getBackoffFactor();
    if (!(factor >= 1 && factor <= 1000)) {
      throw EngineException.invalid(
          "invalid backoff_factor "
              + factor
              + " of task "
              + task.getReadableId()
              + ": 1 to 1000 is needed");
    }
    return factor;
  }

  private static int backoffMax(CreateTaskOpts task) {
    int max = task.getBackoffMaxSeconds();
    if (max < 0 || max > LONGEST_BACKOFF) {
      throw EngineException.invalid(
          "invalid backoff_max_seconds " + max + " of task " + task.getReadableId());
    }
    return max;
  }

  private static String duration(String text) {
    try {
      Durations.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  private static RateLimitRule rateLimit(CreateTaskRateLimit limit) {
    if (!limit.hasUnits() && !limit.hasUnitsExpr()) {
      throw EngineException.invalid(
          "rate limit " + limit.getKey() + " has neither units nor units_expr");
    }
    return new RateLimitRule(
        Requests.text("rate limit key", limit.getKey()),
        limit.getUnits(),
        limit.hasKeyExpr() && !limit.getKeyExpr().isEmpty() ? limit.getKeyExpr() : null,
        limit.hasUnitsExpr() && !limit.getUnitsExpr().isEmpty() ? limit.getUnitsExpr() : null,
        limit.hasLimitValuesExpr() && !limit.getLimitValuesExpr().isEmpty()
            ? limit.getLimitValuesExpr()
            : null,
        limit.hasDuration() ? window(limit.getDurationValue()) : RateLimitRule.Window.MINUTE);
  }

  static RateLimitRule.Window window(int number) {
    if (number < 0 || number >= WINDOWS.size()) {
      throw EngineException.invalid("invalid rate limit duration " + number);
    }
    return WINDOWS.get(number);
  }

  private static List<ConcurrencyRule> rules(List<Concurrency> rules) {
    return rules.stream().map(Definitions::rule).toList();
  }

  private static ConcurrencyRule rule(Concurrency rule) {
    if (rule.getExpression().isBlank()) {
      throw EngineException.invalid("CEL expression is required for concurrency");
    }
    if (rule.hasMaxRuns() && rule.getMaxRuns() < 1) {
      throw EngineException.invalid(
          "invalid max_runs " + rule.getMaxRuns() + ": at least 1 is needed");
    }
    boolean shared = rule.getIsTenantScoped();
    if (shared && rule.getName().isEmpty()) {
      throw EngineException.invalid("a tenant scoped concurrency rule needs a name");
    }
    return new ConcurrencyRule(
        rule.getExpression(),
        rule.hasMaxRuns() ? rule.getMaxRuns() : 1,
        rule.hasLimitStrategy() ? strategy(rule) : ConcurrencyRule.Strategy.CANCEL_IN_PROGRESS,
        shared ? rule.getName() : null,
        rule.hasMaxRunsExpression() && !rule.getMaxRunsExpression().isEmpty()
            ? rule.getMaxRunsExpression()
            : null);
  }

  private static ConcurrencyRule.Strategy strategy(Concurrency rule) {
    return switch (rule.getLimitStrategy()) {
      case CANCEL_IN_PROGRESS -> ConcurrencyRule.Strategy.CANCEL_IN_PROGRESS;
      case GROUP_ROUND_ROBIN -> ConcurrencyRule.Strategy.GROUP_ROUND_ROBIN;
      case CANCEL_NEWEST -> ConcurrencyRule.Strategy.CANCEL_NEWEST;
      case CANCEL_QUEUED_EXCEPT_NEWEST -> ConcurrencyRule.Strategy.CANCEL_QUEUED_EXCEPT_NEWEST;
      case CANCEL_QUEUED_EXCEPT_OLDEST -> ConcurrencyRule.Strategy.CANCEL_QUEUED_EXCEPT_OLDEST;
      default ->
          throw EngineException.invalid("invalid limit_strategy " + rule.getLimitStrategyValue());
    };
  }

  private static List<Condition> conditions(TaskConditions conditions) {
    List<Condition> all = new ArrayList<>();
    conditions
        .getParentOverrideConditionsList()
        .forEach(
            c ->
                all.add(
                    condition(Condition.Kind.PARENT, c.getBase(), c.getParentReadableId(), null)));
    conditions
        .getSleepConditionsList()
        .forEach(
            c ->
                all.add(
                    condition(Condition.Kind.SLEEP, c.getBase(), duration(c.getSleepFor()), null)));
    conditions
        .getUserEventConditionsList()
        .forEach(
            c ->
                all.add(
                    condition(
                        Condition.Kind.EVENT,
                        c.getBase(),
                        c.getUserEventKey(),
                        c.hasEventScope() ? c.getEventScope() : null)));
    return List.copyOf(all);
  }

  private static Condition condition(
      Condition.Kind kind, BaseMatchCondition base, String subject, @Nullable String scope) {
    if (base.getActionValue() < 0 || base.getActionValue() >= ACTIONS.size()) {
      throw EngineException.invalid("invalid action of condition " + base.getReadableDataKey());
    }
    String group = base.getOrGroupId();
    boolean none = group.isEmpty() || group.equals(new UUID(0, 0).toString());
    return new Condition(
        kind,
        ACTIONS.get(base.getActionValue()),
        base.getReadableDataKey(),
        none
            ? kind + ":" + subject + ":" + base.getReadableDataKey() + ":" + base.getExpression()
            : group,
        base.getExpression(),
        subject,
        scope);
  }

  private static void checkGraph(String workflow, List<TaskDefinition> tasks) {
    if (tasks.size() > Ids.MAX_TASKS) {
      throw EngineException.invalid(
          "workflow " + workflow + " has more than " + Ids.MAX_TASKS + " tasks");
    }
    Set<String> names = new HashSet<>();
    for (TaskDefinition task : tasks) {
      if (!names.add(task.readableId())) {
        throw EngineException.invalid("task " + task.readableId() + " is there twice");
      }
    }
    for (TaskDefinition task : tasks) {
      List<String> needed = new ArrayList<>(task.parents());
      task.conditions().stream()
          .filter(c -> c.kind() == Condition.Kind.PARENT)
          .forEach(c -> needed.add(c.subject()));
      for (String parent : needed) {
        if (!names.contains(parent)) {
          throw EngineException.invalid(
              "task " + task.readableId() + " has an unknown parent " + parent);
        }
      }
    }
    Set<String> placed = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (TaskDefinition task : tasks) {
        if (!placed.contains(task.readableId()) && placed.containsAll(task.parents())) {
          grown |= placed.add(task.readableId());
        }
      }
    }
    if (placed.size() < tasks.size()) {
      names.removeAll(placed);
      throw EngineException.invalid("workflow " + workflow + " has a cycle among tasks " + names);
    }
  }

  private static void name(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw EngineException.invalid(
          "invalid " + field + " \"" + name + "\": letters, digits, '.', '-' and '_' are allowed");
    }
  }
}
