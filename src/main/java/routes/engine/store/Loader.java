package routes.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.model.WorkflowVersion;

/** Reads what the deciding thread works on: all that is unfinished, nothing that is over. */
public final class Loader {
  private static final String RUN_COLUMNS =
      """
      SELECT r.id, r.tenant_id, r.version_id, r.created_at, r.input, r.metadata, r.priority,
        r.parent_run_id, r.parent_task_id, r.child_index, r.child_key, r.event_id, r.event_key,
        r.filter_id, r.filter_payload, r.desired_worker_id, r.desired_labels
      FROM hatchet.run r""";

  private final DataSource dataSource;

  public Loader(Store store) {
    this.dataSource = store.dataSource();
  }

  /**
   * @param workersSince workers not heard of since then are left out, unless they hold a task
   */
  public Loaded load(Instant workersSince) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      List<Loaded.WorkflowRow> workflows = workflows(connection);
      Map<UUID, WorkflowVersion> versions =
          versions(
              connection,
              """
              WHERE id IN (SELECT DISTINCT ON (workflow_id) id FROM hatchet.workflow_version
                ORDER BY workflow_id, version_order DESC)
              OR id IN (SELECT version_id FROM hatchet.run WHERE finished_at IS NULL)""");
      List<Run> runs = runs(connection, versions, "WHERE r.finished_at IS NULL ORDER BY r.id");
      return new Loaded(
          workflows,
          versions,
          workers(connection, workersSince),
          runs,
          begun(connection),
          children(connection, runs),
          rateLimits(connection),
          filters(connection),
          crons(connection),
          schedules(connection),
          revoked(connection));
    }
  }

  /** One run, finished or not; null where the tenant has none with this id. */
  public @Nullable Run run(UUID tenantId, UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Map<UUID, WorkflowVersion> versions =
          versions(connection, "WHERE id = (SELECT version_id FROM hatchet.run WHERE id = ?)", id);
      List<Run> runs =
          runs(connection, versions, "WHERE r.id = ? AND r.tenant_id = ?", id, tenantId);
      return runs.isEmpty() || !isWhole(runs.get(0)) ? null : runs.get(0);
    }
  }

  /** The tenant's runs among these. */
  List<Run> runs(UUID tenantId, List<UUID> ids) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Array array = connection.createArrayOf("uuid", ids.toArray());
      Map<UUID, WorkflowVersion> versions =
          versions(
              connection,
              "WHERE id IN (SELECT version_id FROM hatchet.run WHERE id = ANY (?))",
              array);
      return runs(connection, versions, "WHERE r.id = ANY (?) AND r.tenant_id = ?", array, tenantId)
          .stream()
          .filter(Loader::isWhole)
          .toList();
    }
  }

  /** What is deleted between two queries, because it is old, is as if it had not been found. */
  private static boolean isWhole(Run run) {
    return run.tasks().size() == run.header().version().definition().tasks().size();
  }

  /** The children of a run's tasks. */
  public List<Loaded.ChildRow> children(Run run) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return children(connection, List.of(run));
    }
  }

  private static List<Loaded.WorkflowRow> workflows(Connection connection) throws SQLException {
    return Rows.query(
        connection,
        """
        SELECT w.*, v.id AS version_id FROM hatchet.workflow w
        JOIN LATERAL (SELECT id FROM hatchet.workflow_version v WHERE v.workflow_id = w.id
          ORDER BY version_order DESC LIMIT 1) v ON true""",
        Rows::workflow);
  }

  private static Map<UUID, WorkflowVersion> versions(
      Connection connection, String where, Object... values) throws SQLException {
    Map<UUID, WorkflowVersion> versions = new HashMap<>();
    List<WorkflowVersion> rows =
        Rows.query(
            connection, "SELECT * FROM hatchet.workflow_version " + where, Rows::version, values);
    rows.forEach(version -> versions.put(version.id(), version));
    return versions;
  }

  private static List<Loaded.WorkerRow> workers(Connection connection, Instant since)
      throws SQLException {
    return Rows.query(
        connection,
        """
        SELECT * FROM hatchet.worker WHERE last_heartbeat_at >= ? OR id IN (
          SELECT t.worker_id FROM hatchet.task t JOIN hatchet.run r ON r.id = t.run_id
          WHERE r.finished_at IS NULL AND t.status = 'RUNNING')""",
        Rows::worker,
        since);
  }

  private static List<Run> runs(
      Connection connection, Map<UUID, WorkflowVersion> versions, String where, Object... values)
      throws SQLException {
    List<RunHeader> headers =
        Rows.query(
            connection, RUN_COLUMNS + " " + where, row -> Rows.header(row, versions), values);
    Map<UUID, List<Task>> tasks = tasks(connection, headers.stream().map(RunHeader::id).toList());
    List<Run> runs = new ArrayList<>(headers.size());
    for (RunHeader header : headers) {
      List<Task> own = List.copyOf(tasks.getOrDefault(header.id(), List.of()));
      runs.add(new Run(header, isAdmitted(header, own), own));
    }
    return runs;
  }

  /**
   * Whether a run had its workflow's concurrency slot shows in its tasks: some task of it has got
   * further than to wait for its parents. Tasks that are final say nothing, since a replay leaves
   * them as they are.
   */
  static boolean isAdmitted(RunHeader header, List<Task> tasks) {
    return header.version().definition().concurrency().isEmpty()
        || header.version().definition().isStandalone()
        || tasks.stream().allMatch(Task::isTerminal)
        || tasks.stream()
            .anyMatch(
                t -> t.status() == TaskStatus.WAITING ? t.waitingSince() != null : !t.isTerminal());
  }

  private static Map<UUID, List<Task>> tasks(Connection connection, List<UUID> runs)
      throws SQLException {
    Map<UUID, List<Task>> tasks = new HashMap<>();
    if (runs.isEmpty()) {
      return tasks;
    }
    Array ids = connection.createArrayOf("uuid", runs.toArray());
    List<Changes.TaskRow> rows =
        Rows.query(
            connection,
            "SELECT * FROM hatchet.task WHERE run_id = ANY (?) ORDER BY run_id, ordinal",
            row -> new Changes.TaskRow(Sql.uuid(row, "run_id"), Rows.task(row)),
            ids);
    rows.forEach(
        row -> tasks.computeIfAbsent(row.runId(), id -> new ArrayList<>()).add(row.task()));
    return tasks;
  }

  private static Set<UUID> begun(Connection connection) throws SQLException {
    return Set.copyOf(
        Rows.query(
            connection,
            """
            SELECT t.id FROM hatchet.task t JOIN hatchet.run r ON r.id = t.run_id
            WHERE r.finished_at IS NULL AND t.status = 'RUNNING' AND EXISTS (
              SELECT 1 FROM hatchet.task_event e WHERE e.run_id = t.run_id
                AND e.ordinal = t.ordinal AND e.attempt = t.attempt AND e.type = 'STARTED')""",
            row -> Sql.uuid(row, "id")));
  }

  private static List<Loaded.ChildRow> children(Connection connection, List<Run> runs)
      throws SQLException {
    Set<UUID> parents = new HashSet<>();
    for (Run run : runs) {
      run.tasks().forEach(task -> parents.add(task.id()));
    }
    if (parents.isEmpty()) {
      return List.of();
    }
    Array ids = connection.createArrayOf("uuid", parents.toArray());
    return Rows.query(
        connection,
        """
        SELECT parent_task_id, coalesce(child_key, child_index::text) AS dedupe_key, id FROM hatchet.run
        WHERE parent_task_id = ANY (?) AND (child_key IS NOT NULL OR child_index IS NOT NULL)""",
        Rows::child,
        ids);
  }

  private static List<Loaded.RateLimitRow> rateLimits(Connection connection) throws SQLException {
    return Rows.query(connection, "SELECT * FROM hatchet.rate_limit", Rows::rateLimit);
  }

  private static List<Loaded.FilterRow> filters(Connection connection) throws SQLException {
    return Rows.query(connection, "SELECT * FROM hatchet.filter ORDER BY id", Rows::filter);
  }

  private static List<Loaded.CronRow> crons(Connection connection) throws SQLException {
    return Rows.query(connection, "SELECT * FROM hatchet.cron ORDER BY id", Rows::cron);
  }

  private static List<Loaded.ScheduleRow> schedules(Connection connection) throws SQLException {
    return Rows.query(
        connection,
        "SELECT * FROM hatchet.schedule WHERE run_id IS NULL ORDER BY trigger_at",
        Rows::schedule);
  }

  private static List<UUID> revoked(Connection connection) throws SQLException {
    return Rows.query(
        connection,
        "SELECT id FROM hatchet.token WHERE revoked_at IS NOT NULL",
        row -> Sql.uuid(row, "id"));
  }
}
