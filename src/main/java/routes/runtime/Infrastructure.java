package routes.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServers.Kind;
import routes.embedded.EmbeddedServersConfiguration;
import routes.engine.EmbeddedEngine;
import routes.engine.EngineConfiguration;

/**
 * What the routes stand on: Kafka, PostgreSQL, Redis and a Hatchet engine; each configured one is
 * used, each other one runs here. Closed in the reverse order of its start.
 */
final class Infrastructure implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("routes.runtime");
  private static final String ENGINE = "hatchet";
  private static final String ENGINE_REST = "hatchet-rest";
  private static final String TOKEN_FILE = "hatchet.token";
  private static final int ENGINE_CONNECTIONS = 4;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Those of this process. */
  private final List<EmbeddedEngine> engines = new CopyOnWriteArrayList<>();

  private final Settings settings;
  private final String version;

  private String brokers = "";
  private String redisUrl = "";
  private @Nullable HikariDataSource database;
  private Map<String, String> hatchet = Map.of();
  private String engine = "";
  private String engineRest = "";
  private @Nullable Path tokenFile;
  private String databaseAddress = "";
  private @Nullable StandbyEngine standby;

  private Infrastructure(Settings settings, String version) {
    this.settings = settings;
    this.version = version;
  }

  /**
   * Starts what is not configured, and connects to the rest.
   *
   * @throws SettingsException, routes.embedded.EmbeddedStartException or EngineStartException with
   *     one sentence; nothing is left running
   */
  static Infrastructure start(Settings settings, Map<String, String> environment, String version) {
    Infrastructure infrastructure = new Infrastructure(settings, version);
    try {
      infrastructure.start(environment);
      return infrastructure;
    } catch (RuntimeException e) {
      infrastructure.close();
      throw e;
    }
  }

  private void start(Map<String, String> environment) {
    settings.text("redis.url").ifPresent(Redis::requireAddress);
    EngineChoice choice = EngineChoice.of(settings, environment);
    EmbeddedServers servers = servers(choice);
    int connections = settings.number("database.connections", 1, 100);
    String url = settings.text("database.url").orElse(null);
    database = connect(url, servers, "hatchet-routes", connections);
    databaseAddress = database.getJdbcUrl();
    Database.migrate(database);
    if (choice.remote()) {
      hatchet = environment;
      engine = "remote";
    } else if (servers != null && servers.joined()) {
      joinEngine(servers, environment);
    } else {
      runEngine(connect(url, servers, "hatchet-engine", ENGINE_CONNECTIONS), environment);
    }
    standby = new StandbyEngine(choice, () -> standby(url, servers, environment));
    // Kafka is the slowest to start: all else is done before it is waited for.
    brokers =
        settings.text("kafka.brokers").orElseGet(() -> here(servers).addresses().kafkaBrokers());
    redisUrl = settings.text("redis.url").orElseGet(() -> here(servers).addresses().redisUrl());
    if (servers != null && !servers.joined()) {
      servers.announce(
          choice.remote() ? Map.of() : Map.of(ENGINE, engine, ENGINE_REST, engineRest));
    }
  }

  private @Nullable EmbeddedServers servers(EngineChoice choice) {
    Set<Kind> wanted = EnumSet.noneOf(Kind.class);
    if (settings.text("kafka.brokers").isEmpty()) {
      wanted.add(Kind.KAFKA);
    }
    if (settings.text("database.url").isEmpty()) {
      wanted.add(Kind.POSTGRES);
    }
    if (settings.text("redis.url").isEmpty()) {
      wanted.add(Kind.REDIS);
    }
    if (wanted.isEmpty() && choice.remote()) {
      return null;
    }
    EmbeddedServers servers =
        EmbeddedServers.begin(
            new EmbeddedServersConfiguration(
                settings.path("data.dir"),
                settings.required("bind.address"),
                settings.port("kafka.port"),
                settings.port("postgres.port"),
                settings.port("redis.port")),
            wanted,
            version,
            () -> requireFreePorts(choice));
    open.push(servers);
    return servers;
  }

  /** Those of the engine, before anything is started that would have to be stopped again. */
  private void requireFreePorts(EngineChoice choice) {
    if (choice.remote()) {
      return;
    }
    String host = settings.required("bind.address");
    requireFree(host, "hatchet.grpc.port", "Hatchet's gRPC", "HATCHET_GRPC_PORT");
    requireFree(host, "hatchet.rest.port", "Hatchet's REST", "HATCHET_REST_PORT");
  }

  private void requireFree(String host, String property, String use, String variable) {
    int port = settings.port(property);
    if (port != 0) {
      FreePort.require(host, port, use, variable);
    }
  }

  private void joinEngine(EmbeddedServers servers, Map<String, String> environment) {
    engine =
        servers
            .announced(ENGINE)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "The process that owns the data directory runs no engine yet: start again"
                            + " in a moment."));
    engineRest = servers.announced(ENGINE_REST).orElse("");
    tokenFile = settings.path("data.dir").resolve(TOKEN_FILE);
    try {
      hatchet = EngineChoice.local(environment, Files.readString(tokenFile).strip(), engine);
    } catch (IOException e) {
      throw new SettingsException("%s cannot be read: make it readable.".formatted(tokenFile));
    }
  }

  private HikariDataSource connect(
      @Nullable String url, @Nullable EmbeddedServers servers, String pool, int connections) {
    HikariDataSource pooled =
        url != null
            ? Database.connect(url, pool, connections)
            : Database.connect(here(servers).database(), pool, connections);
    open.push(pooled);
    return pooled;
  }

  private void runEngine(HikariDataSource store, Map<String, String> environment) {
    EmbeddedEngine running =
        engine(store, settings.port("hatchet.grpc.port"), settings.port("hatchet.rest.port"));
    String host = settings.required("bind.address");
    engine = host + ":" + running.grpcPort();
    engineRest = "http://" + host + ":" + running.restPort();
    hatchet = EngineChoice.local(environment, running.token(), engine);
  }

  private EmbeddedEngine engine(HikariDataSource store, int grpcPort, int restPort) {
    Path token = settings.path("data.dir").resolve(TOKEN_FILE);
    EmbeddedEngine running =
        EmbeddedEngine.start(
            new EngineConfiguration(
                    store, settings.required("bind.address"), grpcPort, restPort, token)
                .withRetention(retention()));
    open.push(running);
    engines.add(running);
    tokenFile = token;
    return running;
  }

  /**
   * Starts an engine beside the configured one, on free ports: that one may be on this machine, on
   * the usual ones.
   */
  private Map<String, String> standby(
      @Nullable String url, @Nullable EmbeddedServers servers, Map<String, String> environment) {
    try {
      Files.createDirectories(settings.path("data.dir"));
    } catch (IOException e) {
      throw new SettingsException(
          "The engine of this process needs the directory %s for its token: make it writable."
              .formatted(settings.path("data.dir")));
    }
    EmbeddedEngine running =
        engine(connect(url, servers, "hatchet-standby", ENGINE_CONNECTIONS), 0, 0);
    String address = settings.required("bind.address") + ":" + running.grpcPort();
    LOG.info("The engine of this process runs at {}", address);
    return EngineChoice.local(environment, running.token(), address);
  }

  private Duration retention() {
    return Duration.ofHours(settings.number("hatchet.retention.hours", 1, 87_600));
  }

  private static EmbeddedServers here(@Nullable EmbeddedServers servers) {
    if (servers == null) {
      throw new IllegalStateException("a server was asked for that is configured elsewhere");
    }
    return servers;
  }

  /** Whether an engine of this process has stopped deciding. */
  boolean hasHaltedEngine() {
    return engines.stream().anyMatch(EmbeddedEngine::isHalted);
  }

  String brokers() {
    return brokers;
  }

  String redisUrl() {
    return redisUrl;
  }

  HikariDataSource database() {
    if (database == null) {
      throw new IllegalStateException("not started");
    }
    return database;
  }

  /** Where the database is, without user and password. */
  String databaseAddress() {
    return databaseAddress;
  }

  /** The engine for runs that the configured one cannot take. */
  StandbyEngine standby() {
    if (standby == null) {
      throw new IllegalStateException("not started");
    }
    return standby;
  }

  /** The environment that the Hatchet client reads its token and addresses from. */
  Map<String, String> hatchet() {
    return hatchet;
  }

  /** Where the engine takes gRPC: {@code host:port}, or {@code remote}. */
  String engine() {
    return engine;
  }

  /** Where the engine serves REST; empty for a remote one. */
  String engineRest() {
    return engineRest;
  }

  /** Where the embedded engine's token is kept; absent for a remote one. */
  @Nullable Path tokenFile() {
    return tokenFile;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop as it should: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
