package routes.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Ids;

/**
 * Deletes what has been finished for longer than it is to be kept: runs with their tasks, timelines
 * and logs, events, scheduled runs that have started, tokens that are over. In small batches, each
 * a transaction of its own, so that nobody waits for it. What is not finished is never deleted.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int BATCH = 500;
  private static final int BATCHES = 400;
  private static final String OLD_RUNS =
      """
      SELECT id FROM hatchet.run WHERE id < ? AND finished_at < ? ORDER BY id LIMIT ?
      FOR UPDATE SKIP LOCKED""";
  private static final List<String> OF_RUNS =
      List.of(
          "DELETE FROM hatchet.log_line WHERE run_id = ANY (?)",
          "DELETE FROM hatchet.task_event WHERE run_id = ANY (?)",
          "DELETE FROM hatchet.task WHERE run_id = ANY (?)",
          "DELETE FROM hatchet.schedule WHERE run_id = ANY (?)",
          "DELETE FROM hatchet.run WHERE id = ANY (?)");
  private static final String OLD_EVENTS =
      """
      DELETE FROM hatchet.event WHERE id IN (
        SELECT id FROM hatchet.event WHERE id < ? ORDER BY id LIMIT ?)""";
  private static final String OLD_TOKENS = "DELETE FROM hatchet.token WHERE expires_at < ?";

  private final DataSource dataSource;
  private final Clock clock;
  private final Duration kept;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Retention::thread);

  /**
   * @param kept how long after its end something is kept
   */
  public Retention(Store store, Clock clock, Duration kept) {
    this.dataSource = store.dataSource();
    this.clock = clock;
    this.kept = kept;
  }

  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::quietly, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "hatchet-engine-retention");
    thread.setDaemon(true);
    return thread;
  }

  private void quietly() {
    try {
      long deleted = deleteOld();
      if (deleted > 0) {
        LOG.info("{} finished runs and events are older than {} and were deleted", deleted, kept);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Old runs could not be deleted; it is tried again: {}", e.toString());
    }
  }

  /** How many runs and events have been deleted. */
  public long deleteOld() throws SQLException {
    Instant limit = clock.instant().minus(kept);
    long deleted = 0;
    try (Connection connection = dataSource.getConnection()) {
      for (int i = 0; i < BATCHES && !thread.isShutdown(); i++) {
        int runs = deleteRuns(connection, limit);
        int events = update(connection, OLD_EVENTS, Ids.floor(limit), BATCH);
        deleted += runs + events;
        if (runs + events == 0) {
          break;
        }
      }
      update(connection, OLD_TOKENS, limit);
    }
    return deleted;
  }

  private static int deleteRuns(Connection connection, Instant limit) throws SQLException {
    connection.setAutoCommit(false);
    try {
      // The lock makes a replay of one of them wait, which then writes it anew.
      List<UUID> ids =
          Rows.query(
              connection, OLD_RUNS, row -> Sql.uuid(row, "id"), Ids.floor(limit), limit, BATCH);
      if (!ids.isEmpty()) {
        Array array = connection.createArrayOf("uuid", ids.toArray());
        for (String sql : OF_RUNS) {
          update(connection, sql, array);
        }
      }
      connection.commit();
      return ids.size();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, Sql.bindable(values[i]));
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
