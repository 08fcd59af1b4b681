package routes.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of a data directory: run by the first process that asks for them, joined by every
 * later one.
 */
public final class EmbeddedServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(60);

  private final DataDirectory data;
  private final String version;
  private final @Nullable Starting starting;
  private final @Nullable ServerAddresses joined;

  /** What can be run here. */
  public enum Kind {
    KAFKA,
    POSTGRES,
    REDIS
  }

  private record Running(
      ProcessGuard guard,
      @Nullable EmbeddedKafka kafka,
      @Nullable PostgresServer postgres,
      @Nullable EmbeddedRedis redis) {}

  /** Servers on their way up, each on a thread of its own. */
  private record Starting(
      ProcessGuard guard,
      CompletableFuture<@Nullable EmbeddedKafka> kafka,
      CompletableFuture<@Nullable PostgresServer> postgres,
      CompletableFuture<@Nullable EmbeddedRedis> redis) {}

  private EmbeddedServers(
      DataDirectory data,
      String version,
      @Nullable Starting starting,
      @Nullable ServerAddresses joined) {
    this.data = data;
    this.version = version;
    this.starting = starting;
    this.joined = joined;
  }

  /**
   * Starts the wanted servers side by side and tells other processes of them, or joins those of the
   * process that already runs them.
   *
   * @param version of this program: another version's servers are not joined
   * @throws EmbeddedStartException with one sentence that says what to do; nothing is left running
   */
  public static EmbeddedServers start(
      EmbeddedServersConfiguration configuration, Set<Kind> wanted, String version) {
    EmbeddedServers servers = begin(configuration, wanted, version);
    try {
      if (!servers.joined()) {
        servers.announce(Map.of());
      }
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  /**
   * As {@link #start}, but does not wait for the servers, nor tells other processes of them: that
   * is left to {@link #announce}. To be closed whatever happens then.
   *
   * @throws EmbeddedStartException if the data directory cannot be used
   */
  public static EmbeddedServers begin(
      EmbeddedServersConfiguration configuration, Set<Kind> wanted, String version) {
    return begin(configuration, wanted, version, () -> {});
  }

  /**
   * As {@link #begin(EmbeddedServersConfiguration, Set, String)}.
   *
   * @param beforeAny is run by the process that owns the servers before it starts one of them, and
   *     may end the start with an exception: stopping servers that have just begun takes long
   */
  public static EmbeddedServers begin(
      EmbeddedServersConfiguration configuration,
      Set<Kind> wanted,
      String version,
      Runnable beforeAny) {
    DataDirectory data = DataDirectory.open(configuration.dataDirectory());
    long deadline = System.nanoTime() + JOIN_LIMIT.toNanos();
    while (!data.own()) {
      Optional<DataDirectory.Announcement> owner = data.announced();
      if (owner.isPresent()) {
        return join(data, owner.get(), wanted, version);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new EmbeddedStartException(
            "Another process holds the data directory "
                + data.path()
                + " and has not got its servers up within "
                + JOIN_LIMIT.toSeconds()
                + " s: stop it, or set DATA_DIR to another directory.");
      }
      ServerProcess.becomesTrue(() -> false, Duration.ofMillis(100));
    }
    try {
      if (wanted.contains(Kind.KAFKA) && configuration.kafkaPort() != 0) {
        Ports.requireFree(
            "Kafka", "KAFKA_PORT", configuration.bindAddress(), configuration.kafkaPort());
      }
      beforeAny.run();
      return new EmbeddedServers(data, version, begin(data, configuration, wanted), null);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /**
   * Where all of them are, as soon as they are up.
   *
   * @throws EmbeddedStartException with one sentence, if one of them cannot be started
   */
  public ServerAddresses addresses() {
    if (joined != null) {
      return joined;
    }
    List<RuntimeException> failures = new ArrayList<>();
    Running running = running(failures);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.stream().skip(1).filter(e -> e != first).forEach(first::addSuppressed);
      throw first;
    }
    return addressesOf(running.kafka(), running.postgres(), running.redis());
  }

  /**
   * Where the database is, without waiting for the others.
   *
   * @throws EmbeddedStartException with one sentence, if it cannot be started
   */
  public ServerAddresses database() {
    if (starting == null) {
      return addresses();
    }
    List<RuntimeException> failures = new ArrayList<>();
    PostgresServer postgres = result(starting.postgres(), failures);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return addressesOf(null, postgres, null);
  }

  /** True when another process runs the servers. */
  public boolean joined() {
    return starting == null;
  }

  /**
   * Waits until all servers are up, and tells other processes where they and further things are.
   *
   * @param others addresses by name
   * @throws EmbeddedStartException with one sentence, if one of them cannot be started
   */
  public void announce(Map<String, String> others) {
    if (joined()) {
      throw new IllegalStateException("only the owner of the servers announces addresses");
    }
    data.announce(version, addresses().with(others));
  }

  /** An address that the owner announced, read anew; empty while it has not, or is gone. */
  public Optional<String> announced(String name) {
    return data.announced().map(owner -> owner.addresses().others().get(name));
  }

  /** Kafka, then Redis, then PostgreSQL, each bounded; nothing when joined. */
  @Override
  public void close() {
    if (starting != null) {
      stop(running(new ArrayList<>()));
    }
    data.close();
  }

  private Running running(List<RuntimeException> failures) {
    if (starting == null) {
      throw new IllegalStateException("another process runs the servers");
    }
    return new Running(
        starting.guard(),
        result(starting.kafka(), failures),
        result(starting.postgres(), failures),
        result(starting.redis(), failures));
  }

  private static EmbeddedServers join(
      DataDirectory data, DataDirectory.Announcement owner, Set<Kind> wanted, String version) {
    if (!owner.version().equals(version)) {
      throw new EmbeddedStartException(
          "The data directory "
              + data.path()
              + " is in use by version "
              + owner.version()
              + " (process "
              + owner.pid()
              + ") and this is "
              + version
              + ": stop that one, or set DATA_DIR to another directory.");
    }
    ServerAddresses there = owner.addresses();
    requireRun(wanted, Kind.KAFKA, there.kafkaBrokers(), owner, "KAFKA_BROKERS");
    requireRun(wanted, Kind.POSTGRES, there.jdbcUrl(), owner, "DATABASE_URL");
    requireRun(wanted, Kind.REDIS, there.redisUrl(), owner, "REDIS_URL");
    LOG.info("Using the servers of process {} in {}", owner.pid(), data.path());
    return new EmbeddedServers(data, version, null, there);
  }

  private static void requireRun(
      Set<Kind> wanted,
      Kind kind,
      @Nullable String address,
      DataDirectory.Announcement owner,
      String variable) {
    if (wanted.contains(kind) && address == null) {
      throw new EmbeddedStartException(
          "Process "
              + owner.pid()
              + " owns the data directory and uses a "
              + kind
              + " of its own configuration: set "
              + variable
              + " here as it is set there.");
    }
  }

  private static Starting begin(
      DataDirectory data, EmbeddedServersConfiguration configuration, Set<Kind> wanted) {
    ProcessGuard guard = ProcessGuard.start();
    ExecutorService threads = Executors.newFixedThreadPool(Kind.values().length);
    Starting starting =
        new Starting(
            guard,
            start(
                threads,
                wanted.contains(Kind.KAFKA),
                () ->
                    EmbeddedKafka.start(
                        data, configuration.bindAddress(), configuration.kafkaPort())),
            start(
                threads,
                wanted.contains(Kind.POSTGRES),
                () -> PostgresServer.start(data, configuration.postgresPort(), guard)),
            start(
                threads,
                wanted.contains(Kind.REDIS),
                () -> EmbeddedRedis.start(data, configuration.redisPort(), guard)));
    threads.shutdown();
    return starting;
  }

  private static <T> CompletableFuture<@Nullable T> start(
      ExecutorService threads, boolean wanted, Supplier<T> server) {
    return wanted
        ? CompletableFuture.supplyAsync(server, threads)
        : CompletableFuture.completedFuture(null);
  }

  private static <T> @Nullable T result(
      CompletableFuture<@Nullable T> server, List<RuntimeException> failures) {
    try {
      return server.join();
    } catch (CompletionException e) {
      failures.add(
          e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e));
      return null;
    }
  }

  private static ServerAddresses addressesOf(
      @Nullable EmbeddedKafka kafka,
      @Nullable PostgresServer postgres,
      @Nullable EmbeddedRedis redis) {
    return new ServerAddresses(
        kafka == null ? null : kafka.brokers(),
        postgres == null ? null : postgres.jdbcUrl(),
        postgres == null ? null : postgres.username(),
        postgres == null ? null : postgres.password(),
        redis == null ? null : redis.redisUrl(),
        Map.of());
  }

  private static void stop(Running running) {
    close(running.kafka());
    close(running.redis());
    close(running.postgres());
    running.guard().close();
  }

  private static void close(@Nullable AutoCloseable server) {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("A server did not stop as it should", e);
    }
  }
}
