package routes.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.LabelWish;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.model.WorkflowVersion;

/** Reads what the deciding thread works on: all that is unfinished, nothing that is over. */
public final class Loader {
  private static final TypeReference<Map<String, LabelWish>> LABELS = new TypeReference<>() {};
  private static final TypeReference<Map<Integer, String>> MATCHES = new TypeReference<>() {};
  private static final String RUN_COLUMNS =
      """
      SELECT r.id, r.tenant_id, r.version_id, r.created_at, r.input, r.metadata, r.priority,
        r.parent_run_id, r.parent_task_id, r.child_index, r.child_key, r.event_id, r.event_key,
        r.filter_id, r.filter_payload, r.desired_worker_id, r.desired_labels
      FROM hatchet.run r""";

  private final DataSource dataSource;

  /** Reads one value out of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

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
      return runs.isEmpty() ? null : runs.get(0);
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
      return runs(
          connection, versions, "WHERE r.id = ANY (?) AND r.tenant_id = ?", array, tenantId);
    }
  }

  /** The children of a run's tasks. */
  public List<Loaded.ChildRow> children(Run run) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return children(connection, List.of(run));
    }
  }

  private static List<Loaded.WorkflowRow> workflows(Connection connection) throws SQLException {
    return query(
        connection,
        """
        SELECT w.*, v.id AS version_id FROM hatchet.workflow w
        JOIN LATERAL (SELECT id FROM hatchet.workflow_version v WHERE v.workflow_id = w.id
          ORDER BY version_order DESC LIMIT 1) v ON true""",
        row ->
            new Loaded.WorkflowRow(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "tenant_id"),
                row.getString("name"),
                row.getBoolean("paused"),
                row.getString("pause"),
                Sql.instant(row, "created_at"),
                Sql.uuid(row, "version_id")));
  }

  private static Map<UUID, WorkflowVersion> versions(
      Connection connection, String where, Object... values) throws SQLException {
    Map<UUID, WorkflowVersion> versions = new HashMap<>();
    List<WorkflowVersion> rows =
        query(
            connection,
            "SELECT * FROM hatchet.workflow_version " + where,
            row ->
                new WorkflowVersion(
                    Sql.uuid(row, "id"),
                    Sql.uuid(row, "workflow_id"),
                    row.getLong("version_order"),
                    Sql.instant(row, "created_at"),
                    row.getString("checksum"),
                    Json.read(row.getString("definition"), Definition.class)),
            values);
    rows.forEach(version -> versions.put(version.id(), version));
    return versions;
  }

  private static List<Loaded.WorkerRow> workers(Connection connection, Instant since)
      throws SQLException {
    return query(
        connection,
        """
        SELECT * FROM hatchet.worker WHERE last_heartbeat_at >= ? OR id IN (
          SELECT t.worker_id FROM hatchet.task t JOIN hatchet.run r ON r.id = t.run_id
          WHERE r.finished_at IS NULL AND t.status = 'RUNNING')""",
        row ->
            new Loaded.WorkerRow(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "tenant_id"),
                row.getString("name"),
                row.getString("profile"),
                row.getBoolean("paused"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_heartbeat_at")),
        since);
  }

  private static List<Run> runs(
      Connection connection, Map<UUID, WorkflowVersion> versions, String where, Object... values)
      throws SQLException {
    List<RunHeader> headers =
        query(connection, RUN_COLUMNS + " " + where, row -> header(row, versions), values);
    Map<UUID, List<Task>> tasks = tasks(connection, headers.stream().map(RunHeader::id).toList());
    List<Run> runs = new ArrayList<>(headers.size());
    for (RunHeader header : headers) {
      List<Task> own = List.copyOf(tasks.getOrDefault(header.id(), List.of()));
      runs.add(new Run(header, isAdmitted(header, own), own));
    }
    return runs;
  }

  /** Whether a run had its workflow's concurrency slot shows in its tasks. */
  private static boolean isAdmitted(RunHeader header, List<Task> tasks) {
    return header.version().definition().concurrency().isEmpty()
        || header.version().definition().isStandalone()
        || tasks.stream()
            .anyMatch(t -> t.status() != TaskStatus.WAITING || t.waitingSince() != null);
  }

  private static RunHeader header(ResultSet row, Map<UUID, WorkflowVersion> versions)
      throws SQLException {
    WorkflowVersion version = versions.get(Sql.uuid(row, "version_id"));
    if (version == null) {
      throw new SQLException("run " + row.getString("id") + " has no workflow version");
    }
    UUID parentTask = Sql.uuidOrNull(row, "parent_task_id");
    UUID event = Sql.uuidOrNull(row, "event_id");
    String labels = row.getString("desired_labels");
    return new RunHeader(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        version,
        Sql.instant(row, "created_at"),
        row.getString("input"),
        row.getString("metadata"),
        row.getInt("priority"),
        parentTask == null
            ? null
            : new RunHeader.Parent(
                Sql.uuid(row, "parent_run_id"),
                parentTask,
                Sql.intOrNull(row, "child_index"),
                row.getString("child_key")),
        event == null
            ? null
            : new RunHeader.TriggeringEvent(
                event,
                row.getString("event_key"),
                Sql.uuidOrNull(row, "filter_id"),
                row.getString("filter_payload")),
        Sql.uuidOrNull(row, "desired_worker_id"),
        labels == null ? Map.of() : read(labels, LABELS));
  }

  private static Map<UUID, List<Task>> tasks(Connection connection, List<UUID> runs)
      throws SQLException {
    Map<UUID, List<Task>> tasks = new HashMap<>();
    if (runs.isEmpty()) {
      return tasks;
    }
    Array ids = connection.createArrayOf("uuid", runs.toArray());
    List<Changes.TaskRow> rows =
        query(
            connection,
            "SELECT * FROM hatchet.task WHERE run_id = ANY (?) ORDER BY run_id, ordinal",
            row -> new Changes.TaskRow(Sql.uuid(row, "run_id"), task(row)),
            ids);
    rows.forEach(
        row -> tasks.computeIfAbsent(row.runId(), id -> new ArrayList<>()).add(row.task()));
    return tasks;
  }

  private static Task task(ResultSet row) throws SQLException {
    String matches = row.getString("matches");
    return new Task(
        Sql.uuid(row, "id"),
        row.getInt("ordinal"),
        row.getLong("number"),
        TaskStatus.valueOf(row.getString("status")),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getInt("reassignments"),
        Sql.uuidOrNull(row, "worker_id"),
        row.getBoolean("slot_released"),
        Sql.instantOrNull(row, "waiting_since"),
        Sql.instantOrNull(row, "queued_at"),
        Sql.instantOrNull(row, "started_at"),
        Sql.instantOrNull(row, "finished_at"),
        Sql.instantOrNull(row, "deadline"),
        matches == null ? Map.of() : read(matches, MATCHES),
        row.getString("output"),
        row.getString("error"));
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
    return query(
        connection,
        """
        SELECT parent_task_id, coalesce(child_key, child_index::text) AS dedupe_key, id FROM hatchet.run
        WHERE parent_task_id = ANY (?) AND (child_key IS NOT NULL OR child_index IS NOT NULL)""",
        row ->
            new Loaded.ChildRow(
                Sql.uuid(row, "parent_task_id"), row.getString("dedupe_key"), Sql.uuid(row, "id")),
        ids);
  }

  private static List<Loaded.RateLimitRow> rateLimits(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM hatchet.rate_limit",
        row ->
            new Loaded.RateLimitRow(
                Sql.uuid(row, "tenant_id"),
                row.getString("key"),
                row.getInt("limit_value"),
                row.getInt("value"),
                row.getString("window_name"),
                Sql.instant(row, "last_refill"),
                Sql.instantOrNull(row, "paused_until")));
  }

  private static List<Loaded.FilterRow> filters(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM hatchet.filter ORDER BY id",
        row ->
            new Loaded.FilterRow(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "tenant_id"),
                Sql.uuid(row, "workflow_id"),
                row.getString("scope"),
                row.getString("expression"),
                row.getString("payload"),
                row.getBoolean("declarative"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at")));
  }

  private static List<Loaded.CronRow> crons(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM hatchet.cron ORDER BY id",
        row ->
            new Loaded.CronRow(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "tenant_id"),
                Sql.uuid(row, "workflow_id"),
                row.getString("name"),
                row.getString("expression"),
                row.getString("input"),
                row.getString("metadata"),
                Sql.intOrNull(row, "priority"),
                row.getString("method"),
                row.getBoolean("enabled"),
                Sql.instant(row, "created_at")));
  }

  private static List<Loaded.ScheduleRow> schedules(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM hatchet.schedule WHERE run_id IS NULL ORDER BY trigger_at",
        Loader::schedule);
  }

  static Loaded.ScheduleRow schedule(ResultSet row) throws SQLException {
    return new Loaded.ScheduleRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        Sql.uuid(row, "workflow_id"),
        Sql.instant(row, "trigger_at"),
        row.getString("request"),
        row.getString("method"),
        Sql.instant(row, "created_at"),
        Sql.uuidOrNull(row, "run_id"));
  }

  private static List<UUID> revoked(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT id FROM hatchet.token WHERE revoked_at IS NOT NULL",
        row -> Sql.uuid(row, "id"));
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value cannot be read", e);
    }
  }

  static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, Sql.bindable(values[i]));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }
}
