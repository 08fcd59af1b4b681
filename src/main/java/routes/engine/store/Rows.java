package routes.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.LabelWish;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.model.WorkflowVersion;

/** From rows to what they stand for: one reader for every kind of row. */
final class Rows {
  private static final TypeReference<Map<String, LabelWish>> LABELS = new TypeReference<>() {};
  private static final TypeReference<Map<Integer, String>> MATCHES = new TypeReference<>() {};

  /** Reads one value out of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Rows() {}

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

  static RunHeader header(ResultSet row, Map<UUID, WorkflowVersion> versions) throws SQLException {
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

  static Task task(ResultSet row) throws SQLException {
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

  static Loaded.WorkflowRow workflow(ResultSet row) throws SQLException {
    return new Loaded.WorkflowRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        row.getString("name"),
        row.getBoolean("paused"),
        row.getString("pause"),
        Sql.instant(row, "created_at"),
        Sql.uuid(row, "version_id"));
  }

  static Loaded.WorkerRow worker(ResultSet row) throws SQLException {
    return new Loaded.WorkerRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        row.getString("name"),
        row.getString("profile"),
        row.getBoolean("paused"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "last_heartbeat_at"));
  }

  static Loaded.ChildRow child(ResultSet row) throws SQLException {
    return new Loaded.ChildRow(
        Sql.uuid(row, "parent_task_id"), row.getString("dedupe_key"), Sql.uuid(row, "id"));
  }

  static Loaded.RateLimitRow rateLimit(ResultSet row) throws SQLException {
    return new Loaded.RateLimitRow(
        Sql.uuid(row, "tenant_id"),
        row.getString("key"),
        row.getInt("limit_value"),
        row.getInt("value"),
        row.getString("window_name"),
        Sql.instant(row, "last_refill"),
        Sql.instantOrNull(row, "paused_until"),
        row.getBoolean("by_use"));
  }

  static Loaded.FilterRow filter(ResultSet row) throws SQLException {
    return new Loaded.FilterRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        Sql.uuid(row, "workflow_id"),
        row.getString("scope"),
        row.getString("expression"),
        row.getString("payload"),
        row.getBoolean("declarative"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  static Loaded.CronRow cron(ResultSet row) throws SQLException {
    return new Loaded.CronRow(
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
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "last_due"));
  }

  static WorkflowVersion version(ResultSet row) throws SQLException {
    return new WorkflowVersion(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "workflow_id"),
        row.getLong("version_order"),
        Sql.instant(row, "created_at"),
        row.getString("checksum"),
        Json.read(row.getString("definition"), Definition.class));
  }

  static Changes.EventRow event(ResultSet row) throws SQLException {
    return new Changes.EventRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "tenant_id"),
        row.getString("key"),
        row.getString("payload"),
        row.getString("metadata"),
        row.getString("scope"),
        Sql.instant(row, "seen_at"));
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

  static <T> T read(String json, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value cannot be read", e);
    }
  }
}
