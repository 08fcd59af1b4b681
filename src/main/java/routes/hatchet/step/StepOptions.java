package routes.hatchet.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.Condition;
import routes.hatchet.client.Durations;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.IdempotencyRule;
import routes.hatchet.client.RetryPolicy;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.grammar.Cel;
import routes.hatchet.grammar.ConcurrencyGrammar;
import routes.hatchet.grammar.ConditionGrammar;
import routes.hatchet.grammar.Constants;
import routes.hatchet.grammar.LabelGrammar;
import routes.hatchet.grammar.RateLimitGrammar;
import routes.protocol.v1.Action;

/** What the options of an endpoint say of a step and its workflow. */
public final class StepOptions {

  private StepOptions() {}

  /**
   * Reads them.
   *
   * @param routeId names the step's route to people
   * @throws HatchetException with a sentence for the first mistake
   */
  public static StepSpec read(
      String routeId,
      String workflow,
      String step,
      boolean onFailure,
      HatchetConfiguration options) {
    TaskDefinition definition =
        TaskDefinition.named(step)
            .parents(list(options.getParents(), ","))
            .timeout(Duration.ofMillis(options.getTimeout()))
            .scheduleTimeout(Duration.ofMillis(options.getScheduleTimeout()))
            .longest(longest(options))
            .retry(retry(options))
            .rateLimits(RateLimitGrammar.read(options.getRateLimits()))
            .concurrency(
                ConcurrencyGrammar.step(
                    options.getConcurrency(), options.getMaxRuns(), options.getLimitStrategy()))
            .workerLabels(
                LabelGrammar.wishes("desiredWorkerLabels", options.getDesiredWorkerLabels()))
            .conditions(conditions(options))
            .build();
    return new StepSpec(
        routeId,
        workflow,
        onFailure,
        definition,
        list(options.getOnEvents(), ","),
        options.getDescription(),
        list(options.getOnCrons(), ";"),
        Constants.sticky(options.getSticky()),
        options.getDefaultPriority(),
        ConcurrencyGrammar.workflow(
            options.getWorkflowConcurrency(), options.getMaxRuns(), options.getLimitStrategy()),
        idempotency(options));
  }

  private static @Nullable Duration longest(HatchetConfiguration options) {
    if (options.getLongestTime() == 0) {
      return null;
    }
    if (options.getLongestTime() < options.getTimeout()) {
      throw new HatchetException(
          "longestTime is %s, which is less than the timeout %s; give it as much or more."
              .formatted(
                  Durations.format(Duration.ofMillis(options.getLongestTime())),
                  Durations.format(Duration.ofMillis(options.getTimeout()))));
    }
    return Duration.ofMillis(options.getLongestTime());
  }

  private static RetryPolicy retry(HatchetConfiguration options) {
    try {
      return new RetryPolicy(
          options.getRetries(), options.getBackoffFactor(), options.getBackoffMaxSeconds());
    } catch (IllegalArgumentException e) {
      throw new HatchetException(String.valueOf(e.getMessage()));
    }
  }

  private static List<Condition> conditions(HatchetConfiguration options) {
    List<Condition> all = new ArrayList<>();
    all.addAll(ConditionGrammar.read("waitFor", Action.QUEUE, options.getWaitFor()));
    all.addAll(ConditionGrammar.read("skipIf", Action.SKIP, options.getSkipIf()));
    all.addAll(ConditionGrammar.read("cancelIf", Action.CANCEL, options.getCancelIf()));
    return all;
  }

  private static @Nullable IdempotencyRule idempotency(HatchetConfiguration options) {
    String expression = options.getIdempotency();
    if (expression == null || expression.isBlank()) {
      return null;
    }
    return new IdempotencyRule(
        Cel.idempotency(expression),
        Duration.ofMillis(options.getIdempotencyTtl()),
        Constants.idempotencyMethod(options.getIdempotencyMethod()));
  }

  /** The parts of a list; empty for none. */
  static List<String> list(@Nullable String option, String separator) {
    return option == null
        ? List.of()
        : Arrays.stream(option.split(separator, -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }
}
