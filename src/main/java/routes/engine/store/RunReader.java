package routes.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskFilter;
import routes.engine.model.TaskStatus;

/**
 * Reads runs, always as committed. Thread-safe; failures of the database are {@link
 * StoreException}.
 */
public final class RunReader {
  static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final DataSource dataSource;
  private final Loader loader;

  /** What a child needs of a parent that is no longer in memory. */
  public record Parent(UUID runId, String metadata, @Nullable UUID childId) {}

  public RunReader(Store store, Loader loader) {
    this.dataSource = store.dataSource();
    this.loader = loader;
  }

  public RunQueries queries() {
    return new RunQueries(this, loader);
  }

  public EventQueries events() {
    return new EventQueries(this);
  }

  public ScheduleQueries schedules() {
    return new ScheduleQueries(this);
  }

  public TokenQueries tokens() {
    return new TokenQueries(this);
  }

  /** A query whose failure is not the caller's. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  <T> T query(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.run(connection);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** The run with this id or with a task of this id. */
  public @Nullable Run run(UUID tenantId, UUID id) {
    try {
      return loader.run(tenantId, Ids.runOf(id));
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  public @Nullable Run finishedRun(UUID tenantId, UUID id) {
    Run run = run(tenantId, id);
    return run != null && run.isFinished() ? run : null;
  }

  public Changes.@Nullable TaskRow task(UUID tenantId, UUID taskId) {
    Run run = run(tenantId, taskId);
    Task task = run == null ? null : run.task(taskId);
    return run == null || task == null ? null : new Changes.TaskRow(run.id(), task);
  }

  public boolean taskExists(UUID tenantId, UUID taskId) {
    return query(
        connection ->
            !Rows.query(
                    connection,
                    """
                    SELECT 1 FROM hatchet.task t JOIN hatchet.run r ON r.id = t.run_id
                    WHERE t.run_id = ? AND t.id = ? AND r.tenant_id = ?""",
                    row -> true,
                    Ids.runOf(taskId),
                    taskId,
                    tenantId)
                .isEmpty());
  }

  /** Null where the tenant has no such task. */
  public @Nullable Parent parent(UUID tenantId, UUID taskId, @Nullable String childKey) {
    return query(
        connection -> {
          List<Parent> found =
              Rows.query(
                  connection,
                  """
                  SELECT r.id, r.metadata, (SELECT c.id FROM hatchet.run c WHERE c.parent_task_id = t.id
                      AND coalesce(c.child_key, c.child_index::text) = ?::text ORDER BY c.id LIMIT 1) AS child_id
                  FROM hatchet.task t JOIN hatchet.run r ON r.id = t.run_id
                  WHERE t.run_id = ? AND t.id = ? AND r.tenant_id = ?""",
                  row ->
                      new Parent(
                          Sql.uuid(row, "id"),
                          row.getString("metadata"),
                          Sql.uuidOrNull(row, "child_id")),
                  childKey,
                  Ids.runOf(taskId),
                  taskId,
                  tenantId);
          return found.isEmpty() ? null : found.get(0);
        });
  }

  public List<Loaded.ChildRow> children(Run run) {
    try {
      return loader.children(run);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** The tasks that the filter means, newest first, a thousand at the most. */
  public List<UUID> taskIds(UUID tenantId, TaskFilter filter) {
    return query(
        connection -> {
          Array workflows = connection.createArrayOf("uuid", filter.workflowIds().toArray());
          Array statuses = connection.createArrayOf("text", internal(filter.statuses()));
          return Rows.query(
              connection,
              """
              SELECT t.id FROM hatchet.run r JOIN hatchet.task t ON t.run_id = r.id
              WHERE r.tenant_id = ? AND r.id >= ? AND r.created_at >= ? AND r.created_at < ?
                AND (cardinality(?::uuid[]) = 0 OR r.workflow_id = ANY (?::uuid[]))
                AND (cardinality(?::text[]) = 0 OR t.status = ANY (?::text[]))
                AND r.metadata::jsonb @> ?::jsonb
              ORDER BY r.id DESC LIMIT 1000""",
              row -> Sql.uuid(row, "id"),
              tenantId,
              Ids.floor(filter.since()),
              filter.since(),
              filter.until() == null ? FAR : filter.until(),
              workflows,
              workflows,
              statuses,
              statuses,
              Json.write(filter.metadata()));
        });
  }

  /** The names in the database of what clients call these statuses. */
  static Object[] internal(Set<RunStatus> statuses) {
    return Arrays.stream(TaskStatus.values())
        .filter(status -> statuses.contains(status.visible()))
        .map(TaskStatus::name)
        .toArray();
  }
}
