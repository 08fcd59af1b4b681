package routes.engine.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Ids;

/**
 * The engine's schema in PostgreSQL: migrated and taken over at the start, written by the commit
 * thread alone. Every start raises the epoch, and every transaction checks it, so that of two
 * engines on one database only the newer can write.
 */
public final class Store {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final String SCHEMA = "hatchet";
  private static final int KEY_BYTES = 32;

  /** Divides by zero where a newer engine has raised the epoch; else holds it until the commit. */
  private static final String CHECK_EPOCH =
      """
      SELECT 1 / (SELECT count(*) FROM (SELECT 1 FROM hatchet.engine WHERE epoch = ? FOR SHARE) AS mine)""";

  private static final String FENCED = "22012";

  /**
   * Every statement finds its rows by their keys, whatever their number: it is planned once, and
   * for that. Left to itself the planner plans each execution anew, which costs more than executing
   * it.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "synchronous_commit", "on",
          "plan_cache_mode", "force_generic_plan",
          "enable_hashjoin", "off",
          "enable_mergejoin", "off",
          "enable_seqscan", "off");

  private final DataSource dataSource;
  private final ChangeWriter writer = new ChangeWriter();
  private @Nullable Connection connection;
  private long epoch;

  /** What identifies this installation. */
  public record Identity(UUID tenantId, SecretKey signingKey) {}

  public Store(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Migrates the schema, takes the database over from any earlier engine, and says who we are. */
  public Identity open(Instant now) throws SQLException {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .locations("classpath:db/engine")
        .load()
        .migrate();
    try (Connection open = dataSource.getConnection()) {
      warnIfVolatile(open);
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      byte[] key;
      try (PreparedStatement statement =
          open.prepareStatement(
              """
              INSERT INTO hatchet.engine (epoch, signing_key) VALUES (1, ?)
              ON CONFLICT (one) DO UPDATE SET epoch = engine.epoch + 1
              RETURNING epoch, signing_key""")) {
        statement.setBytes(1, fresh);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          epoch = row.getLong(1);
          key = row.getBytes(2);
        }
      }
      return new Identity(tenant(open, "default", now), new SecretKeySpec(key, "HmacSHA256"));
    }
  }

  /** The tenant with this name, made where there is none. */
  public UUID tenant(String name, Instant now) throws SQLException {
    try (Connection open = dataSource.getConnection()) {
      return tenant(open, name, now);
    }
  }

  private static UUID tenant(Connection open, String name, Instant now) throws SQLException {
    try (PreparedStatement statement =
        open.prepareStatement(
            """
            INSERT INTO hatchet.tenant (id, name, created_at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id""")) {
      statement.setObject(1, Ids.random(now));
      statement.setString(2, name);
      statement.setObject(3, Sql.bindable(now));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Sql.uuid(row, "id");
      }
    }
  }

  private static void warnIfVolatile(Connection open) throws SQLException {
    try (PreparedStatement statement =
            open.prepareStatement("SELECT current_setting('fsync') = 'on'");
        ResultSet row = statement.executeQuery()) {
      if (row.next() && !row.getBoolean(1)) {
        LOG.warn(
            "PostgreSQL runs with fsync off: a crash of the machine can lose acknowledged runs");
      }
    }
  }

  DataSource dataSource() {
    return dataSource;
  }

  /**
   * All or nothing, durable when it returns. The check of the epoch, the changes and the commit go
   * to the database in one message; where the check fails, what comes after it is not executed.
   */
  void write(Changes changes) throws SQLException, FencedException {
    Connection open = connection();
    try {
      writer.writeSingly(open, changes);
      Pipeline pipeline = new Pipeline();
      pipeline.add(
          CHECK_EPOCH,
          (connection, statement, index) -> {
            statement.setLong(index, epoch);
            return index + 1;
          });
      writer.addTo(pipeline, changes);
      pipeline.add("COMMIT");
      pipeline.execute(open);
    } catch (SQLException e) {
      if (FENCED.equals(e.getSQLState())) {
        throw new FencedException();
      }
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      open.setAutoCommit(false);
      try (Statement statement = open.createStatement()) {
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
          statement.execute("SET " + setting.getKey() + " = " + setting.getValue());
        }
      }
      open.commit();
    }
    return open;
  }

  /** Gives the commit thread's connection back, with whatever it was in the middle of. */
  void release() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try (open;
          Statement statement = open.createStatement()) {
        open.rollback();
        for (String setting : SETTINGS.keySet()) {
          statement.execute("RESET " + setting);
        }
        open.commit();
      } catch (SQLException e) {
        LOG.debug("The lost connection could not be rolled back", e);
      }
    }
  }
}
