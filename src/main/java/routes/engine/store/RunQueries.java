package routes.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskFilter;
import routes.engine.model.TaskStatus;

/** Lists of runs, timelines, logs and counts. Thread-safe. */
public final class RunQueries {
  /** The status of a run as clients see it, from its tasks. */
  static final String RUN_STATUS =
      """
      CASE WHEN r.finished_at IS NOT NULL THEN r.status ELSE (
        SELECT CASE WHEN count(DISTINCT s) = 1 THEN min(s) ELSE 'RUNNING' END
        FROM (SELECT CASE t.status WHEN 'WAITING' THEN 'QUEUED' WHEN 'BACKOFF' THEN 'QUEUED'
          WHEN 'SKIPPED' THEN 'COMPLETED' ELSE t.status END AS s
          FROM hatchet.task t WHERE t.run_id = r.id) v) END""";

  private final RunReader reader;
  private final Loader loader;

  /** A line of a timeline. */
  public record Event(
      long number,
      int ordinal,
      int attempt,
      Instant at,
      String type,
      String message,
      @Nullable String error,
      @Nullable UUID workerId) {}

  /**
   * Which lines of a log are wanted.
   *
   * @param since none before it; null for all
   * @param until only those before it; null for all
   * @param search only those with this text in them; null for all
   * @param levels only those of these levels; empty for all
   * @param attempt only those of this attempt, from 0; negative for all
   * @param newestFirst whether the newest come first
   * @param limit the most that are read
   */
  public record LogFilter(
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String search,
      Set<String> levels,
      int attempt,
      boolean newestFirst,
      long limit) {
    public LogFilter {
      levels = Set.copyOf(levels);
    }
  }

  /**
   * Lines that were found.
   *
   * @param lines no more than the filter's limit
   * @param total how many there are
   */
  public record FoundLogs(List<Log> lines, long total) {
    public FoundLogs {
      lines = List.copyOf(lines);
    }
  }

  /** A line of a log. */
  public record Log(
      int ordinal, int attempt, Instant createdAt, String level, String message, String metadata) {}

  /**
   * Which runs or tasks are wanted.
   *
   * @param anyMetadata one entry of the filter's metadata is enough
   */
  public record Page(
      TaskFilter filter,
      boolean anyMetadata,
      @Nullable UUID workerId,
      @Nullable UUID parentTaskId,
      @Nullable UUID eventId,
      long offset,
      long limit) {}

  /** Part of a list, and how many there are in all. */
  public record Found(List<UUID> ids, long total) {}

  public RunQueries(RunReader reader, Loader loader) {
    this.reader = reader;
    this.loader = loader;
  }

  public List<Event> timeline(UUID runId) {
    return reader.query(
        connection ->
            Rows.query(
                connection,
                "SELECT * FROM hatchet.task_event WHERE run_id = ? ORDER BY number",
                row ->
                    new Event(
                        row.getLong("number"),
                        row.getInt("ordinal"),
                        row.getInt("attempt"),
                        Sql.instant(row, "at"),
                        row.getString("type"),
                        row.getString("message"),
                        row.getString("error"),
                        Sql.uuidOrNull(row, "worker_id")),
                runId));
  }

  /** Lines of a task's log by time; of many no more than are wanted. */
  public FoundLogs logs(UUID runId, int ordinal, LogFilter filter) {
    return reader.query(
        connection -> {
          List<Object> values = new ArrayList<>();
          String from =
              " FROM hatchet.log_line WHERE " + where(connection, runId, ordinal, filter, values);
          long total = count(connection, from, values);
          values.add(filter.limit());
          String order = filter.newestFirst() ? " DESC" : "";
          List<Log> lines =
              Rows.query(
                  connection,
                  "SELECT *%s ORDER BY created_at%s, number%s LIMIT ?"
                      .formatted(from, order, order),
                  RunQueries::log,
                  values.toArray());
          return new FoundLogs(lines, total);
        });
  }

  private static String where(
      Connection connection, UUID runId, int ordinal, LogFilter filter, List<Object> values)
      throws SQLException {
    StringBuilder where = new StringBuilder("run_id = ? AND ordinal = ?");
    values.add(runId);
    values.add(ordinal);
    if (filter.since() != null) {
      where.append(" AND created_at >= ?");
      values.add(filter.since());
    }
    if (filter.until() != null) {
      where.append(" AND created_at < ?");
      values.add(filter.until());
    }
    if (filter.search() != null) {
      where.append(" AND strpos(message, ?) > 0");
      values.add(filter.search());
    }
    if (!filter.levels().isEmpty()) {
      where.append(" AND level = ANY (?)");
      values.add(connection.createArrayOf("text", filter.levels().toArray()));
    }
    if (filter.attempt() >= 0) {
      where.append(" AND attempt = ?");
      values.add(filter.attempt());
    }
    return where.toString();
  }

  private static long count(Connection connection, String from, List<Object> values)
      throws SQLException {
    return Rows.query(
            connection,
            "SELECT count(*) AS total" + from,
            row -> row.getLong("total"),
            values.toArray())
        .get(0);
  }

  private static Log log(ResultSet row) throws SQLException {
    return new Log(
        row.getInt("ordinal"),
        row.getInt("attempt"),
        Sql.instant(row, "created_at"),
        row.getString("level"),
        row.getString("message"),
        row.getString("metadata"));
  }

  /** Runs, newest first. */
  public Found runs(UUID tenantId, Page page) {
    return find(tenantId, page, false);
  }

  /** Tasks, newest first. */
  public Found tasks(UUID tenantId, Page page) {
    return find(tenantId, page, true);
  }

  private Found find(UUID tenantId, Page page, boolean tasks) {
    return reader.query(
        connection -> {
          List<Object> values = new ArrayList<>();
          String where = where(connection, tenantId, page, tasks, values);
          String from =
              tasks
                  ? " FROM hatchet.run r JOIN hatchet.task t ON t.run_id = r.id WHERE "
                  : " FROM hatchet.run r WHERE ";
          long total = count(connection, from + where, values);
          values.add(page.limit());
          values.add(page.offset());
          String order = tasks ? " ORDER BY r.id DESC, t.ordinal" : " ORDER BY r.id DESC";
          List<UUID> ids =
              Rows.query(
                  connection,
                  "SELECT "
                      + (tasks ? "t.id" : "r.id")
                      + " AS id"
                      + from
                      + where
                      + order
                      + " LIMIT ? OFFSET ?",
                  row -> Sql.uuid(row, "id"),
                  values.toArray());
          return new Found(ids, total);
        });
  }

  private static String where(
      Connection connection, UUID tenantId, Page page, boolean tasks, List<Object> values)
      throws SQLException {
    TaskFilter filter = page.filter();
    StringBuilder where = new StringBuilder("r.tenant_id = ? AND r.id >= ? AND r.created_at >= ?");
    values.add(tenantId);
    values.add(Ids.floor(filter.since()));
    values.add(filter.since());
    if (filter.until() != null) {
      where.append(" AND r.created_at < ?");
      values.add(filter.until());
    }
    if (!filter.workflowIds().isEmpty()) {
      where.append(" AND r.workflow_id = ANY (?)");
      values.add(connection.createArrayOf("uuid", filter.workflowIds().toArray()));
    }
    if (!filter.metadata().isEmpty()) {
      metadata(page, where, values);
    }
    if (!filter.statuses().isEmpty()) {
      Object[] wanted =
          tasks
              ? RunReader.internal(filter.statuses())
              : filter.statuses().stream().map(RunStatus::name).toArray();
      Array array = connection.createArrayOf("text", wanted);
      where.append(" AND ").append(tasks ? "t.status" : RUN_STATUS).append(" = ANY (?)");
      values.add(array);
    }
    if (page.workerId() != null) {
      where.append(
          tasks
              ? " AND t.worker_id = ?"
              : " AND EXISTS (SELECT 1 FROM hatchet.task w WHERE w.run_id = r.id AND w.worker_id = ?)");
      values.add(page.workerId());
    }
    if (page.parentTaskId() != null) {
      where.append(" AND r.parent_task_id = ?");
      values.add(page.parentTaskId());
    }
    if (page.eventId() != null) {
      where.append(" AND r.event_id = ?");
      values.add(page.eventId());
    }
    return where.toString();
  }

  private static void metadata(Page page, StringBuilder where, List<Object> values) {
    List<String> terms = new ArrayList<>();
    page.filter()
        .metadata()
        .forEach(
            (key, value) -> {
              terms.add("r.metadata::jsonb ->> ? = ?");
              values.add(key);
              values.add(value);
            });
    where
        .append(" AND (")
        .append(String.join(page.anyMetadata() ? " OR " : " AND ", terms))
        .append(")");
  }

  /** The runs with these ids or of tasks with these ids, in this order. */
  public List<Run> load(UUID tenantId, List<UUID> ids) {
    try {
      Map<UUID, Run> runs = new HashMap<>();
      loader
          .runs(tenantId, ids.stream().map(Ids::runOf).distinct().toList())
          .forEach(run -> runs.put(run.id(), run));
      List<Run> found = new ArrayList<>();
      for (UUID id : ids) {
        Run run = runs.get(Ids.runOf(id));
        if (run != null) {
          found.add(run);
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** How many children the tasks have spawned. */
  public Map<UUID, Long> children(List<UUID> taskIds) {
    return reader.query(
        connection -> {
          Map<UUID, Long> counts = new HashMap<>();
          Array ids = connection.createArrayOf("uuid", taskIds.toArray());
          Rows.query(
              connection,
              """
              SELECT parent_task_id, count(*) AS children FROM hatchet.run
              WHERE parent_task_id = ANY (?) GROUP BY parent_task_id""",
              row -> counts.put(Sql.uuid(row, "parent_task_id"), row.getLong("children")),
              ids);
          return counts;
        });
  }

  /** How many tasks there are in each status. */
  public Map<RunStatus, Long> counts(UUID tenantId, Page page) {
    return reader.query(
        connection -> {
          Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
          List<Object> values = new ArrayList<>();
          String where = where(connection, tenantId, page, true, values);
          Rows.query(
              connection,
              "SELECT t.status, count(*) AS tasks FROM hatchet.run r JOIN hatchet.task t ON t.run_id = r.id WHERE "
                  + where
                  + " GROUP BY t.status",
              row ->
                  counts.merge(
                      TaskStatus.valueOf(row.getString("status")).visible(),
                      row.getLong("tasks"),
                      Long::sum),
              values.toArray());
          return counts;
        });
  }
}
