package routes.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.RunStatus;

/** Pushed events and the runs that they have started. Thread-safe. */
public final class EventQueries {
  private final RunReader reader;

  EventQueries(RunReader reader) {
    this.reader = reader;
  }

  /** A run that an event has started. */
  public record Triggered(UUID runId, @Nullable UUID filterId, RunStatus status) {}

  /** Part of a list, and how many there are in all. */
  public record Found(List<Changes.EventRow> events, long total) {}

  /** Which events are wanted; an empty collection excludes none. */
  public record Wanted(
      @Nullable Instant since,
      @Nullable Instant until,
      List<String> keys,
      List<String> scopes,
      List<UUID> ids,
      List<UUID> workflowIds,
      Set<RunStatus> runStatuses,
      Map<String, String> metadata,
      long offset,
      long limit) {}

  public Changes.@Nullable EventRow event(UUID tenantId, UUID id) {
    return reader.query(
        connection -> {
          List<Changes.EventRow> found =
              Rows.query(
                  connection,
                  "SELECT * FROM hatchet.event WHERE id = ? AND tenant_id = ?",
                  Rows::event,
                  id,
                  tenantId);
          return found.isEmpty() ? null : found.get(0);
        });
  }

  /** Newest first. */
  public Found list(UUID tenantId, Wanted wanted) {
    return reader.query(
        connection -> {
          List<Object> values = new ArrayList<>();
          String where = where(connection, tenantId, wanted, values);
          long total =
              Rows.query(
                      connection,
                      "SELECT count(*) AS total FROM hatchet.event e WHERE " + where,
                      row -> row.getLong("total"),
                      values.toArray())
                  .get(0);
          values.add(wanted.limit());
          values.add(wanted.offset());
          List<Changes.EventRow> events =
              Rows.query(
                  connection,
                  "SELECT * FROM hatchet.event e WHERE "
                      + where
                      + " ORDER BY e.id DESC LIMIT ? OFFSET ?",
                  Rows::event,
                  values.toArray());
          return new Found(events, total);
        });
  }

  private static String where(
      Connection connection, UUID tenantId, Wanted wanted, List<Object> values)
      throws SQLException {
    StringBuilder where = new StringBuilder("e.tenant_id = ?");
    values.add(tenantId);
    if (wanted.since() != null) {
      where.append(" AND e.id >= ? AND e.seen_at >= ?");
      values.add(Ids.floor(wanted.since()));
      values.add(wanted.since());
    }
    if (wanted.until() != null) {
      where.append(" AND e.seen_at < ?");
      values.add(wanted.until());
    }
    among(connection, where, values, " AND e.key = ANY (?)", "text", wanted.keys());
    among(connection, where, values, " AND e.scope = ANY (?)", "text", wanted.scopes());
    among(connection, where, values, " AND e.id = ANY (?)", "uuid", wanted.ids());
    among(
        connection,
        where,
        values,
        " AND EXISTS (SELECT 1 FROM hatchet.run r WHERE r.event_id = e.id AND r.workflow_id = ANY (?))",
        "uuid",
        wanted.workflowIds());
    among(
        connection,
        where,
        values,
        " AND EXISTS (SELECT 1 FROM hatchet.run r WHERE r.event_id = e.id AND "
            + RunQueries.RUN_STATUS
            + " = ANY (?))",
        "text",
        wanted.runStatuses().stream().map(RunStatus::name).toList());
    wanted
        .metadata()
        .forEach(
            (key, value) -> {
              where.append(" AND e.metadata::jsonb ->> ? = ?");
              values.add(key);
              values.add(value);
            });
    return where.toString();
  }

  private static void among(
      Connection connection,
      StringBuilder where,
      List<Object> values,
      String condition,
      String type,
      List<?> wanted)
      throws SQLException {
    if (!wanted.isEmpty()) {
      where.append(condition);
      values.add(connection.createArrayOf(type, wanted.toArray()));
    }
  }

  /** The runs that these events have started. */
  public Map<UUID, List<Triggered>> triggered(UUID tenantId, List<UUID> eventIds) {
    return reader.query(
        connection -> {
          Map<UUID, List<Triggered>> runs = new HashMap<>();
          Rows.query(
              connection,
              "SELECT r.event_id, r.id, r.filter_id, "
                  + RunQueries.RUN_STATUS
                  + " AS shown FROM hatchet.run r WHERE r.event_id = ANY (?) AND r.tenant_id = ? ORDER BY r.id",
              row ->
                  runs.computeIfAbsent(Sql.uuid(row, "event_id"), id -> new ArrayList<>())
                      .add(
                          new Triggered(
                              Sql.uuid(row, "id"),
                              Sql.uuidOrNull(row, "filter_id"),
                              RunStatus.valueOf(row.getString("shown")))),
              connection.createArrayOf("uuid", eventIds.toArray()),
              tenantId);
          return runs;
        });
  }

  /** The keys of all events that are kept. */
  public List<String> keys(UUID tenantId) {
    return reader.query(
        connection ->
            Rows.query(
                connection,
                "SELECT DISTINCT key FROM hatchet.event WHERE tenant_id = ? ORDER BY key LIMIT 1000",
                row -> row.getString("key"),
                tenantId));
  }
}
