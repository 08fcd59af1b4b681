package routes.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.RunStatus;
import routes.engine.store.Loaded.ScheduleRow;

/** Scheduled runs, those that have started included. Thread-safe. */
public final class ScheduleQueries {
  private static final String SELECT =
      "SELECT s.*, CASE WHEN r.id IS NULL THEN NULL ELSE "
          + RunQueries.RUN_STATUS
          + " END AS shown, r.created_at AS run_created_at"
          + " FROM hatchet.schedule s LEFT JOIN hatchet.run r ON r.id = s.run_id WHERE ";

  private final RunReader reader;

  ScheduleQueries(RunReader reader) {
    this.reader = reader;
  }

  /** A scheduled run; the status of the run that it has become, null before that. */
  public record Scheduled(
      ScheduleRow row, @Nullable RunStatus status, @Nullable Instant startedAt) {}

  public @Nullable Scheduled schedule(UUID tenantId, UUID id) {
    return reader.query(
        connection -> {
          List<Scheduled> found =
              Rows.query(
                  connection,
                  SELECT + "s.id = ? AND s.tenant_id = ?",
                  ScheduleQueries::read,
                  id,
                  tenantId);
          return found.isEmpty() ? null : found.get(0);
        });
  }

  /** The ten thousand that come last at the most, the last first. */
  public List<Scheduled> list(UUID tenantId) {
    return reader.query(
        connection ->
            Rows.query(
                connection,
                SELECT + "s.tenant_id = ? ORDER BY s.trigger_at DESC, s.id LIMIT 10000",
                ScheduleQueries::read,
                tenantId));
  }

  private static Scheduled read(ResultSet row) throws SQLException {
    String status = row.getString("shown");
    return new Scheduled(
        Rows.schedule(row),
        status == null ? null : RunStatus.valueOf(status),
        Sql.instantOrNull(row, "run_created_at"));
  }
}
