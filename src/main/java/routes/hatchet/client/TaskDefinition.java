package routes.hatchet.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a workflow.
 *
 * @param name name inside the workflow: letters, digits, {@code . - _}
 * @param parents names of the tasks that must complete before
 * @param timeout longest execution of one attempt
 * @param scheduleTimeout longest wait for a worker
 * @param longest longest execution of one attempt that is handed over, however often it extends its
 *     timeout
 * @param retry what happens after a failure
 * @param rateLimits units taken of rate limits
 * @param concurrency limits on runs at once
 * @param workerLabels wishes for the worker
 * @param conditions waits, skips and cancels
 */
public record TaskDefinition(
    String name,
    List<String> parents,
    Duration timeout,
    Duration scheduleTimeout,
    Duration longest,
    RetryPolicy retry,
    List<RateLimitRule> rateLimits,
    List<ConcurrencyRule> concurrency,
    Map<String, LabelWish> workerLabels,
    List<Condition> conditions) {

  public TaskDefinition {
    parents = List.copyOf(parents);
    rateLimits = List.copyOf(rateLimits);
    concurrency = List.copyOf(concurrency);
    workerLabels = Map.copyOf(workerLabels);
    conditions = List.copyOf(conditions);
  }

  /** A task with the engine's defaults: 60 s, no retries. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the options of a task. */
  public static final class Builder {
    private final String name;
    private List<String> parents = List.of();
    private Duration timeout = Duration.ofSeconds(60);
    private Duration scheduleTimeout = Duration.ofMinutes(5);
    private @Nullable Duration longest;
    private RetryPolicy retry = RetryPolicy.none();
    private List<RateLimitRule> rateLimits = List.of();
    private List<ConcurrencyRule> concurrency = List.of();
    private Map<String, LabelWish> workerLabels = Map.of();
    private List<Condition> conditions = List.of();

    private Builder(String name) {
      this.name = name;
    }

    public Builder parents(String... value) {
      this.parents = List.of(value);
      return this;
    }

    public Builder parents(List<String> value) {
      this.parents = value;
      return this;
    }

    public Builder timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    public Builder scheduleTimeout(Duration value) {
      this.scheduleTimeout = value;
      return this;
    }

    /** Without a value: what {@link HandOver#longest(Duration)} makes of the timeout. */
    public Builder longest(@Nullable Duration value) {
      this.longest = value;
      return this;
    }

    public Builder retry(RetryPolicy value) {
      this.retry = value;
      return this;
    }

    public Builder rateLimits(List<RateLimitRule> value) {
      this.rateLimits = value;
      return this;
    }

    public Builder concurrency(List<ConcurrencyRule> value) {
      this.concurrency = value;
      return this;
    }

    public Builder workerLabels(Map<String, LabelWish> value) {
      this.workerLabels = value;
      return this;
    }

    public Builder conditions(List<Condition> value) {
      this.conditions = value;
      return this;
    }

    public TaskDefinition build() {
      return new TaskDefinition(
          name,
          parents,
          timeout,
          scheduleTimeout,
          longest == null ? HandOver.longest(timeout) : longest,
          retry,
          rateLimits,
          concurrency,
          workerLabels,
          conditions);
    }
  }
}
