package routes.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Where and how the embedded engine runs.
 *
 * @param dataSource PostgreSQL; the engine keeps its own schema {@code hatchet} in it
 * @param bindAddress the interface to listen on
 * @param grpcPort 0 for any free port
 * @param restPort 0 for any free port
 * @param tokenFile keeps the engine's API token, readable by its owner only
 * @param goneGrace how long after its last connection has closed a worker's tasks are given out
 *     again
 * @param restartGrace how long workers have to come back for their tasks after a start of the
 *     engine
 * @param retention how long finished runs, events and logs are kept
 * @param clock the engine's time
 */
public record EngineConfiguration(
    DataSource dataSource,
    String bindAddress,
    int grpcPort,
    int restPort,
    Path tokenFile,
    Duration goneGrace,
    Duration restartGrace,
    Duration retention,
    Clock clock) {
  private static final Duration GONE_GRACE = Duration.ofMillis(1500);
  private static final Duration RESTART_GRACE = Duration.ofSeconds(5);
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final int HIGHEST_PORT = 65_535;

  public EngineConfiguration {
    Objects.requireNonNull(dataSource, "dataSource");
    Objects.requireNonNull(tokenFile, "tokenFile");
    port("grpcPort", grpcPort);
    port("restPort", restPort);
  }

  public EngineConfiguration(
      DataSource dataSource, String bindAddress, int grpcPort, int restPort, Path tokenFile) {
    this(
        dataSource,
        bindAddress,
        grpcPort,
        restPort,
        tokenFile,
        GONE_GRACE,
        RESTART_GRACE,
        RETENTION,
        Clock.systemUTC());
  }

  public EngineConfiguration withGrace(Duration gone, Duration restart) {
    return new EngineConfiguration(
        dataSource, bindAddress, grpcPort, restPort, tokenFile, gone, restart, retention, clock);
  }

  public EngineConfiguration withRetention(Duration newRetention) {
    return new EngineConfiguration(
        dataSource,
        bindAddress,
        grpcPort,
        restPort,
        tokenFile,
        goneGrace,
        restartGrace,
        newRetention,
        clock);
  }

  private static void port(String name, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          name + " is " + port + ": a port from 0 to " + HIGHEST_PORT + " is needed");
    }
  }
}
