package routes.hatchet.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.StickyStrategy;

/**
 * A workflow: its tasks and what starts it.
 *
 * @param name name, exact and case-sensitive
 * @param description free text
 * @param onEvents event keys, or patterns with {@code *}, that start a run
 * @param crons cron expressions that start a run, five fields or six with leading seconds
 * @param cronInput input of cron runs, JSON object text
 * @param tasks the tasks
 * @param onFailure the task that runs when one has failed for good
 * @param sticky whether tasks of a run keep to one worker
 * @param defaultPriority 1 to 3, when the trigger names none
 * @param concurrency limits on runs at once
 * @param idempotency which runs are the same; null for none
 */
public record WorkflowDefinition(
    String name,
    String description,
    List<String> onEvents,
    List<String> crons,
    @Nullable String cronInput,
    List<TaskDefinition> tasks,
    @Nullable TaskDefinition onFailure,
    @Nullable StickyStrategy sticky,
    @Nullable Integer defaultPriority,
    List<ConcurrencyRule> concurrency,
    @Nullable IdempotencyRule idempotency) {

  public WorkflowDefinition {
    onEvents = List.copyOf(onEvents);
    crons = List.copyOf(crons);
    tasks = List.copyOf(tasks);
    concurrency = List.copyOf(concurrency);
  }

  /** A workflow whose runs are all different. */
  public WorkflowDefinition(
      String name,
      String description,
      List<String> onEvents,
      List<String> crons,
      @Nullable String cronInput,
      List<TaskDefinition> tasks,
      @Nullable TaskDefinition onFailure,
      @Nullable StickyStrategy sticky,
      @Nullable Integer defaultPriority,
      List<ConcurrencyRule> concurrency) {
    this(
        name,
        description,
        onEvents,
        crons,
        cronInput,
        tasks,
        onFailure,
        sticky,
        defaultPriority,
        concurrency,
        null);
  }

  /** A workflow of these tasks, started by these events. */
  public static WorkflowDefinition of(
      String name, List<String> onEvents, List<TaskDefinition> tasks) {
    return new WorkflowDefinition(
        name, "", onEvents, List.of(), null, tasks, null, null, null, List.of());
  }

  /** The same with a task that runs when one has failed for good. */
  public WorkflowDefinition withOnFailure(TaskDefinition task) {
    return new WorkflowDefinition(
        name,
        description,
        onEvents,
        crons,
        cronInput,
        tasks,
        task,
        sticky,
        defaultPriority,
        concurrency,
        idempotency);
  }

  /** All tasks, the on-failure task last. */
  public List<TaskDefinition> allTasks() {
    List<TaskDefinition> all = new ArrayList<>(tasks);
    Stream.ofNullable(onFailure).forEach(all::add);
    return List.copyOf(all);
  }

  /** The action id of a task, wholly in lower case, as every engine takes it. */
  public static String action(String workflow, String task) {
    return (workflow + ":" + task).toLowerCase(Locale.ROOT);
  }
}
