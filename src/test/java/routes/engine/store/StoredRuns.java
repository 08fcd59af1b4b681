package routes.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskEventType;
import routes.engine.store.Loaded.RateLimitRow;

/** What the database would have: runs and rate limits, made of nothing but the changes written. */
public final class StoredRuns {
  private static final String RATE_LIMIT = "INSERT INTO hatchet.rate_limit";
  private static final String NO_RATE_LIMIT = "DELETE FROM hatchet.rate_limit";

  private final Map<UUID, RunHeader> headers = new HashMap<>();
  private final Map<UUID, TreeMap<Integer, Task>> tasks = new HashMap<>();
  private final Map<UUID, Changes.RunState> states = new HashMap<>();
  private final List<Changes.TimelineRow> timeline = new ArrayList<>();
  private final Set<UUID> changed = new LinkedHashSet<>();
  private final Map<String, RateLimitRow> limits = new LinkedHashMap<>();

  public void write(Changes changes) {
    for (RowChange change : changes.statements()) {
      if (change.sql().startsWith(NO_RATE_LIMIT)) {
        limits.remove((String) change.values().get(1));
      }
      if (change.sql().startsWith(RATE_LIMIT)) {
        List<@Nullable Object> v = change.values();
        limits.put(
            (String) v.get(1),
            new RateLimitRow(
                (UUID) v.get(0),
                (String) v.get(1),
                (Integer) v.get(2),
                (Integer) v.get(3),
                (String) v.get(4),
                (Instant) v.get(5),
                (Instant) v.get(6),
                (Boolean) v.get(7)));
      }
    }
    for (RunHeader header : changes.newRuns()) {
      headers.putIfAbsent(header.id(), header);
      states.put(header.id(), new Changes.RunState(header.id(), RunStatus.QUEUED, null));
    }
    changes.tasks(true).forEach(this::write);
    changes.tasks(false).forEach(this::write);
    timeline.addAll(changes.timeline());
    for (Changes.RunState state : changes.runStates()) {
      states.put(state.id(), state);
      changed.add(state.id());
    }
  }

  /** The runs that have been written since this was asked last. */
  public Set<UUID> takeChanged() {
    Set<UUID> taken = Set.copyOf(changed);
    changed.clear();
    return taken;
  }

  public boolean isUnfinished(UUID id) {
    return states.get(id).finishedAt() == null;
  }

  private void write(Changes.TaskRow row) {
    changed.add(row.runId());
    tasks.computeIfAbsent(row.runId(), id -> new TreeMap<>()).put(row.task().ordinal(), row.task());
  }

  /** As the loader would give them: every run whose end has not been written. */
  public List<Run> unfinished() {
    List<Run> runs = new ArrayList<>();
    headers
        .keySet()
        .forEach(
            id -> {
              if (states.get(id).finishedAt() == null) {
                runs.add(run(id));
              }
            });
    runs.sort(Comparator.comparing(run -> run.id().toString()));
    return runs;
  }

  public Run run(UUID id) {
    RunHeader header = headers.get(id);
    List<Task> rows = List.copyOf(tasks.get(id).values());
    return new Run(header, Loader.isAdmitted(header, rows), rows);
  }

  /** What the run's timeline says, in order. */
  public List<TaskEventType> timeline(UUID id) {
    return timeline.stream()
        .filter(row -> row.runId().equals(id))
        .map(row -> row.note().type())
        .toList();
  }

  /** All that the timelines tell of. */
  public Set<TaskEventType> happened() {
    return timeline.stream().map(row -> row.note().type()).collect(Collectors.toSet());
  }

  /** All that the timelines say in words. */
  public Set<String> messages() {
    return timeline.stream().map(row -> row.note().message()).collect(Collectors.toSet());
  }

  /** What is written of the end; null where the run is unknown. */
  public Changes.@Nullable RunState state(UUID id) {
    return states.get(id);
  }

  public List<UUID> ids() {
    return List.copyOf(headers.keySet());
  }

  public List<Loaded.ChildRow> children() {
    List<Loaded.ChildRow> children = new ArrayList<>();
    for (RunHeader header : headers.values()) {
      RunHeader.Parent parent = header.parent();
      if (parent != null && parent.dedupeKey() != null) {
        children.add(new Loaded.ChildRow(parent.taskId(), parent.dedupeKey(), header.id()));
      }
    }
    return children;
  }

  /** The tasks whose worker has said that it has begun the attempt that is written last. */
  public Set<UUID> begun() {
    return timeline.stream()
        .filter(row -> row.note().type() == TaskEventType.STARTED)
        .filter(row -> task(row).attempt() == row.attempt())
        .map(row -> task(row).id())
        .collect(Collectors.toSet());
  }

  private Task task(Changes.TimelineRow row) {
    return tasks.get(row.runId()).get(row.ordinal());
  }

  public List<RateLimitRow> limits() {
    return List.copyOf(limits.values());
  }
}
