package routes.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A real Redis as a child process, on loopback, with its append-only file below the data directory.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Path home;
  private final Path program;
  private final Path log;
  private final int port;
  private final String password;
  private final Keeper keeper;

  private EmbeddedRedis(DataDirectory data, int wantedPort, ProcessGuard guard) throws IOException {
    home = data.directory("redis").toRealPath();
    log = home.resolve("redis.log");
    Files.deleteIfExists(log);
    program = unpack(data);
    password = Secret.readOrCreate(home.resolve("password"));
    endLeftover();
    port = Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, wantedPort, home.resolve("port"));
    OwnerOnly.write(home.resolve("redis.conf"), settings());
    keeper = new Keeper("redis", this::launch, guard);
  }

  /** Starts it; returns when it has read its file and takes commands. */
  static EmbeddedRedis start(DataDirectory data, int wantedPort, ProcessGuard guard) {
    try {
      return new EmbeddedRedis(data, wantedPort, guard);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Redis did not start ("
              + e
              + "): see the log in "
              + data.path().resolve("redis")
              + ", or set REDIS_URL to a Redis of yours.",
          e);
    }
  }

  /** {@code redis://:password@host:port}; not for a log. */
  public String redisUrl() {
    return "redis://:" + password + "@" + Ports.LOOPBACK + ":" + port;
  }

  @Override
  public void close() {
    keeper.close(EmbeddedRedis::stop);
  }

  private String settings() {
    return """
    bind %s
    port %d
    protected-mode yes
    requirepass %s
    daemonize yes
    pidfile redis.pid
    logfile redis.log
    loglevel warning
    dir "%s"
    databases 1
    maxclients 200
    appendonly yes
    appendfsync everysec
    save ""
    maxmemory 128mb
    maxmemory-policy noeviction
    rename-command MODULE ""
    rename-command DEBUG ""
    rename-command REPLICAOF ""
    rename-command SLAVEOF ""
    """
        .formatted(Ports.LOOPBACK, port, password, quoted(home));
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static Path unpack(DataDirectory data) throws IOException {
    String resource =
        ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
    InputStream found =
        resource == null ? null : OsArchitecture.class.getResourceAsStream(resource);
    if (found == null) {
      throw new EmbeddedStartException(
          "There is no embedded Redis for this system: set REDIS_URL to a Redis of yours.");
    }
    try (InputStream in = found) {
      Path program = data.directory("bin").toRealPath().resolve(resource.substring(1));
      if (!Files.exists(program)) {
        Path unfinished = program.resolveSibling(program.getFileName() + ".new");
        Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        OwnerOnly.move(unfinished, program);
      }
      return program;
    }
  }

  private void endLeftover() throws IOException {
    ServerProcess.find(pidFile(), program.getParent())
        .ifPresent(
            process -> {
              LOG.info("Ending the Redis (process {}) of a killed run", process.pid());
              stop(process);
            });
    Files.deleteIfExists(pidFile());
  }

  private ProcessHandle launch() throws IOException {
    Files.deleteIfExists(pidFile());
    int exit =
        Command.run(
            List.of(program.toString(), home.resolve("redis.conf").toString()), log, START_LIMIT);
    if (exit != 0
        || !ServerProcess.becomesTrue(
            () -> RedisClient.answers(port, password) || died(), START_LIMIT)
        || died()) {
      throw new EmbeddedStartException(
          "Redis did not start ("
              + Command.lastLine(log)
              + "): see "
              + log
              + ", or set REDIS_URL to a Redis of yours.");
    }
    return process().orElseThrow(() -> new IOException("Redis wrote no " + pidFile()));
  }

  private Optional<ProcessHandle> process() throws IOException {
    return ServerProcess.pid(pidFile()).flatMap(ProcessHandle::of);
  }

  /** It writes its pid file before it reads its data. */
  private boolean died() {
    try {
      return Files.exists(pidFile()) && process().filter(ServerProcess::runs).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static void stop(ProcessHandle process) {
    process.destroy();
    if (!ServerProcess.ended(process, STOP_LIMIT)) {
      LOG.warn("Redis has not stopped within {} s and is killed", STOP_LIMIT.toSeconds());
      process.destroyForcibly();
    }
  }

  private Path pidFile() {
    return home.resolve("redis.pid");
  }
}
