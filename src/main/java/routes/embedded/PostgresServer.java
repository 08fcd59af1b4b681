package routes.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL 17 as a child process, on loopback, its cluster below the data directory. */
public final class PostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String MAJOR = "17";
  private static final String NAME = "routes";
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);
  private static final long LOG_BYTES = 4L << 20;

  private final PostgresBinaries binaries;
  private final ServerUser user;
  private final Path cluster;
  private final Path log;
  private final int port;
  private final String password;
  private final Keeper keeper;

  private PostgresServer(DataDirectory data, int wantedPort, ProcessGuard guard)
      throws IOException {
    Path home = data.directory("postgres").toRealPath();
    log = home.resolve("postgres.log");
    startLogAnew();
    binaries = PostgresBinaries.unpack(data);
    user = ServerUser.choose(log);
    Path passwordFile = home.resolve("password");
    password = Secret.readOrCreate(passwordFile);
    cluster = home.resolve(MAJOR);
    requireOurVersion(home);
    initialise(home, passwordFile);
    endLeftover();
    port =
        Ports.choose(
            "PostgreSQL", "POSTGRES_PORT", Ports.LOOPBACK, wantedPort, home.resolve("port"));
    keeper = new Keeper("postgres", this::launch, guard);
    try {
      createDatabase();
    } catch (SQLException e) {
      close();
      throw new EmbeddedStartException(
          "PostgreSQL runs but lets nobody in (" + e.getMessage() + "): see " + log + ".", e);
    }
  }

  /** Starts it; returns when it takes connections and the database is there. */
  static PostgresServer start(DataDirectory data, int wantedPort, ProcessGuard guard) {
    try {
      return new PostgresServer(data, wantedPort, guard);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "PostgreSQL did not start ("
              + e
              + "): see the log in "
              + data.path().resolve("postgres")
              + ", or set DATABASE_URL to a PostgreSQL of yours.",
          e);
    }
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return url(NAME);
  }

  public String username() {
    return NAME;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() {
    keeper.close(this::stop);
    try {
      // One that was being started anew at that moment is not the keeper's yet.
      endLeftover();
    } catch (IOException e) {
      LOG.warn("A PostgreSQL that was being started anew may still run: {}", e.toString());
    }
  }

  private void requireOurVersion(Path home) {
    if (Files.isDirectory(cluster)) {
      return;
    }
    for (String other : List.of("18", "16", "15")) {
      if (Files.exists(home.resolve(other))) {
        throw new EmbeddedStartException(
            home
                + " holds a cluster of PostgreSQL "
                + other
                + " and this is "
                + MAJOR
                + ": run the version it was made with, or set DATA_DIR to another directory.");
      }
    }
  }

  /** Makes the cluster beside its place and moves it there when it is whole and on disk. */
  private void initialise(Path home, Path passwordFile) throws IOException {
    Path unfinished = home.resolve(MAJOR + ".new");
    OwnerOnly.deleteTree(unfinished);
    if (Files.isDirectory(cluster)) {
      return;
    }
    int exit =
        Command.run(
            user.command(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + NAME,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"),
            log,
            INIT_LIMIT);
    if (exit != 0) {
      throw failed("did not make its cluster");
    }
    OwnerOnly.move(unfinished, cluster);
  }

  /**
   * Ends what a killed process left behind: its port and settings may be others now, and sessions
   * that outlive their server must not write beside the next one's.
   */
  private void endLeftover() throws IOException {
    if (Files.notExists(pidFile())) {
      return;
    }
    Path programs = binaries.home().getParent();
    Optional<ProcessHandle> server = ServerProcess.find(pidFile(), programs);
    if (server.isPresent()) {
      LOG.info("Ending the PostgreSQL (process {}) of a killed run", server.get().pid());
      stop(server.get());
    }
    for (ProcessHandle session : ServerProcess.runningFrom(binaries.home())) {
      session.destroyForcibly();
      ServerProcess.ended(session, KILL_LIMIT);
    }
    // PostgreSQL would take another program that now has this number, as happens in a container
    // that was started again, for itself and refuse to start.
    Files.deleteIfExists(pidFile());
  }

  private ProcessHandle launch() throws IOException {
    endLeftover();
    int exit =
        Command.run(
            user.command(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + START_LIMIT.toSeconds(),
                "--silent",
                "--pgdata=" + cluster,
                "--log=" + log,
                "--options=" + PostgresSettings.options(port)),
            log,
            START_LIMIT.plusSeconds(1));
    if (exit != 0) {
      throw failed("did not start");
    }
    return ServerProcess.pid(pidFile())
        .flatMap(ProcessHandle::of)
        .orElseThrow(() -> failed("ended at once"));
  }

  private void createDatabase() throws SQLException {
    try {
      connect(NAME).close();
      return;
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + NAME);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", NAME);
    properties.setProperty("password", password);
    return DriverManager.getConnection(url(database), properties);
  }

  private String url(String database) {
    return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database;
  }

  /**
   * Fast: sessions are cut, what is committed is kept. If that takes too long, like a power cut.
   */
  private void stop(ProcessHandle process) {
    signal("INT", process);
    if (ServerProcess.ended(process, STOP_LIMIT)) {
      return;
    }
    LOG.warn("PostgreSQL has not stopped within {} s; it will recover", STOP_LIMIT.toSeconds());
    signal("QUIT", process);
    if (!ServerProcess.ended(process, KILL_LIMIT)) {
      process.destroyForcibly();
    }
  }

  private void signal(String signal, ProcessHandle process) {
    try {
      Command.run(
          user.command(binaries.program("pg_ctl"), "kill", signal, Long.toString(process.pid())),
          log,
          STOP_LIMIT);
    } catch (IOException e) {
      LOG.warn("PostgreSQL could not be told to stop", e);
    }
  }

  private EmbeddedStartException failed(String what) {
    return new EmbeddedStartException(
        "PostgreSQL "
            + what
            + " ("
            + Command.lastLine(log)
            + "): see "
            + log
            + ", or set DATABASE_URL to a PostgreSQL of yours.");
  }

  private void startLogAnew() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }
}
