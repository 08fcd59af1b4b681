package routes.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Note;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;

/**
 * The row changes of one group of decisions. A row that changes several times is written once, as
 * it is in the end. Writing the same changes again has no further effect, so a transaction of
 * unknown outcome is simply repeated. Not thread-safe.
 */
public final class Changes {
  /** A task's row. */
  public record TaskRow(UUID runId, Task task) {}

  /** A line of a timeline. */
  public record TimelineRow(
      UUID runId,
      long number,
      int ordinal,
      int attempt,
      Instant at,
      Note note,
      @Nullable UUID workerId) {}

  /** What changes in a run's row. */
  public record RunState(UUID id, RunStatus status, @Nullable Instant finishedAt) {}

  /** A log line of a task. */
  public record LogRow(
      UUID runId,
      long number,
      int ordinal,
      int attempt,
      Instant createdAt,
      String level,
      String message,
      String metadata) {}

  /** A pushed event. */
  public record EventRow(
      UUID id,
      UUID tenantId,
      String key,
      String payload,
      String metadata,
      @Nullable String scope,
      Instant seenAt) {}

  private record TaskKey(UUID runId, int ordinal) {}

  private final Map<UUID, RunHeader> newRuns = new LinkedHashMap<>();
  private final Map<UUID, RunState> runStates = new LinkedHashMap<>();
  private final Set<TaskKey> newTasks = new LinkedHashSet<>();
  private final Map<TaskKey, TaskRow> tasks = new LinkedHashMap<>();
  private final List<TimelineRow> timeline = new ArrayList<>();
  private final List<LogRow> logs = new ArrayList<>();
  private final List<EventRow> events = new ArrayList<>();
  private final List<RowChange> statements = new ArrayList<>();

  public void newRun(Run run) {
    newRuns.put(run.id(), run.header());
    for (Task task : run.tasks()) {
      newTasks.add(new TaskKey(run.id(), task.ordinal()));
      task(run.id(), task);
    }
  }

  public void task(UUID runId, Task task) {
    tasks.put(new TaskKey(runId, task.ordinal()), new TaskRow(runId, task));
  }

  public void runState(UUID id, RunStatus status, @Nullable Instant finishedAt) {
    runStates.put(id, new RunState(id, status, finishedAt));
  }

  public void timeline(TimelineRow row) {
    timeline.add(row);
  }

  public void log(LogRow row) {
    logs.add(row);
  }

  public void event(EventRow row) {
    events.add(row);
  }

  public void statement(String sql, @Nullable Object... values) {
    statements.add(new RowChange(sql, Collections.unmodifiableList(Arrays.asList(values))));
  }

  public boolean isEmpty() {
    return timeline.isEmpty() && !isUrgent();
  }

  /** Whether somebody may wait for it: for all but mere lines of timelines. */
  boolean isUrgent() {
    return !(newRuns.isEmpty()
        && runStates.isEmpty()
        && tasks.isEmpty()
        && logs.isEmpty()
        && events.isEmpty()
        && statements.isEmpty());
  }

  /** Adds what was decided later. */
  void add(Changes later) {
    newRuns.putAll(later.newRuns);
    runStates.putAll(later.runStates);
    newTasks.addAll(later.newTasks);
    tasks.putAll(later.tasks);
    timeline.addAll(later.timeline);
    logs.addAll(later.logs);
    events.addAll(later.events);
    statements.addAll(later.statements);
  }

  Collection<RunHeader> newRuns() {
    return newRuns.values();
  }

  Collection<RunState> runStates() {
    return runStates.values();
  }

  List<TaskRow> tasks(boolean created) {
    List<TaskRow> rows = new ArrayList<>();
    tasks.forEach(
        (key, row) -> {
          if (newTasks.contains(key) == created) {
            rows.add(row);
          }
        });
    return rows;
  }

  List<TimelineRow> timeline() {
    return timeline;
  }

  List<LogRow> logs() {
    return logs;
  }

  List<EventRow> events() {
    return events;
  }

  List<RowChange> statements() {
    return statements;
  }
}
