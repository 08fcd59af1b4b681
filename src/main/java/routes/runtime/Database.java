package routes.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import routes.embedded.ServerAddresses;

/** PostgreSQL: the pool, and the schema of the lending application. */
final class Database {
  // postgres://user:password@host:5432/name, as hosting services hand it out
  private static final Pattern URL =
      Pattern.compile("postgres(?:ql)?://(?:([^:@/]+)(?::([^@/]*))?@)?([^/?]+)/([^?]+)(\\?.*)?");

  private Database() {}

  /**
   * Connects.
   *
   * @param url a JDBC URL, or {@code postgres://user:password@host:port/database}
   * @throws SettingsException if nothing answers there
   */
  static HikariDataSource connect(String url, String poolName, int connections) {
    HikariConfig config = new HikariConfig();
    Matcher matcher = URL.matcher(url);
    if (matcher.matches()) {
      String query = matcher.group(5) == null ? "" : matcher.group(5);
      config.setJdbcUrl("jdbc:postgresql://" + matcher.group(3) + "/" + matcher.group(4) + query);
      config.setUsername(matcher.group(1));
      config.setPassword(matcher.group(2));
    } else if (url.startsWith("jdbc:postgresql:")) {
      config.setJdbcUrl(url);
    } else {
      throw new SettingsException(
          "DATABASE_URL is no PostgreSQL address: write postgres://user:password@host:5432/name.");
    }
    return connect(config, poolName, connections);
  }

  /** Connects to the PostgreSQL that runs in the data directory. */
  static HikariDataSource connect(ServerAddresses here, String poolName, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(here.jdbcUrl());
    config.setUsername(here.databaseUser());
    config.setPassword(here.databasePassword());
    return connect(config, poolName, connections);
  }

  private static HikariDataSource connect(HikariConfig config, String poolName, int connections) {
    config.setPoolName(poolName);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", poolName);
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new SettingsException(
          "The database does not answer (%s): check DATABASE_URL, and that PostgreSQL runs there."
              .formatted(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    }
  }

  static void migrate(HikariDataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .defaultSchema("public")
        .loggers("slf4j")
        .load()
        .migrate();
  }
}
