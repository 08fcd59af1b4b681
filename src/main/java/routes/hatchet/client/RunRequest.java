package routes.hatchet.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run to be started.
 *
 * @param workflow workflow name, without namespace
 * @param input map, record, JSON tree or JSON text; null for none
 * @param options how to run it
 */
public record RunRequest(String workflow, @Nullable Object input, RunOptions options) {

  /** A run with the usual options. */
  public static RunRequest of(String workflow, @Nullable Object input) {
    return new RunRequest(workflow, input, RunOptions.none());
  }

  /**
   * How to run a workflow.
   *
   * @param metadata additional metadata, shown with the run
   * @param priority 1 to 3, or null for the workflow's own
   * @param parent the task that starts it as its child
   * @param desiredWorkerId worker to prefer, for sticky workflows
   * @param desiredLabels wishes for the worker, for this run
   */
  public record RunOptions(
      Map<String, Object> metadata,
      @Nullable Integer priority,
      @Nullable Parent parent,
      @Nullable String desiredWorkerId,
      Map<String, LabelWish> desiredLabels) {

    /** Name of the metadata that carries an idempotency key. */
    public static final String IDEMPOTENCY_KEY = "idempotency_key";

    public RunOptions {
      metadata = Map.copyOf(metadata);
      desiredLabels = Map.copyOf(desiredLabels);
      if (priority != null && (priority < 1 || priority > 3)) {
        throw new IllegalArgumentException("priority is " + priority + ": write 1, 2 or 3.");
      }
    }

    /** Nothing special. */
    public static RunOptions none() {
      return new RunOptions(Map.of(), null, null, null, Map.of());
    }

    /** With this metadata. */
    public static RunOptions metadata(Map<String, Object> metadata) {
      return new RunOptions(metadata, null, null, null, Map.of());
    }

    /**
     * With an idempotency key, as metadata {@value #IDEMPOTENCY_KEY}: it counts where the
     * workflow's rule says {@code additional_metadata.idempotency_key}.
     */
    public RunOptions idempotencyKey(String key) {
      Map<String, Object> all = new LinkedHashMap<>(metadata);
      all.put(IDEMPOTENCY_KEY, key);
      return new RunOptions(all, priority, parent, desiredWorkerId, desiredLabels);
    }

    /** Whether the engine, when asked twice, finds the run that it has begun. */
    boolean isKnownAgain() {
      return parent != null || metadata.containsKey(IDEMPOTENCY_KEY);
    }

    /** As a child of a task. */
    public RunOptions childOf(Parent value) {
      return new RunOptions(metadata, priority, value, desiredWorkerId, desiredLabels);
    }
  }

  /**
   * The task that starts a run. A repeated attempt finds its earlier children by index or key.
   *
   * @param runId run of the parent
   * @param taskRunId task run of the parent
   * @param index ordinal among the children of this attempt
   * @param key names the child instead of the index, when given
   */
  public record Parent(String runId, String taskRunId, int index, @Nullable String key) {}
}
