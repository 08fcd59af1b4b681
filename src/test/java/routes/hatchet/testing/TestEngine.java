package routes.hatchet.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import routes.engine.EmbeddedEngine;
import routes.engine.EngineConfiguration;
import routes.engine.TestDatabase;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.HatchetClientConfiguration;

/**
 * The engine of tests: an embedded one on a database of its own, or, where the environment has
 * {@code HATCHET_TEST_TOKEN}, the Hatchet engine that this token belongs to.
 */
public final class TestEngine implements AutoCloseable {
  private static final String TOKEN = "HATCHET_TEST_TOKEN";

  private final String token;
  private final @Nullable HikariDataSource database;
  private final @Nullable Path directory;
  private @Nullable EmbeddedEngine embedded;
  private int grpcPort;
  private int restPort;

  private TestEngine(String token) {
    this.token = token;
    this.database = null;
    this.directory = null;
  }

  private TestEngine(HikariDataSource database, Path directory) {
    this.database = database;
    this.directory = directory;
    this.embedded = start(database, directory, 0, 0);
    this.token = embedded.token();
  }

  private static EmbeddedEngine start(
      HikariDataSource database, Path directory, int grpcPort, int restPort) {
    return EmbeddedEngine.start(
        new EngineConfiguration(
            database, "127.0.0.1", grpcPort, restPort, directory.resolve("token")));
  }

  /** Whether the tests run against another engine than the embedded one. */
  public static boolean isRemote() {
    return given() != null;
  }

  private static @Nullable String given() {
    String given = System.getenv(TOKEN);
    return given == null || given.isBlank() ? null : given;
  }

  /** Starts an embedded engine, or takes the one that is named. */
  public static TestEngine start() {
    String given = given();
    if (given != null) {
      return new TestEngine(given);
    }
    HikariDataSource database = TestDatabase.create();
    try {
      return new TestEngine(database, Files.createTempDirectory("hatchet-test"));
    } catch (IOException e) {
      database.close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds component {@code hatchet}, connected to this engine, to a context; topics of steps stay in
   * the process.
   */
  public HatchetComponent component(CamelContext camel) {
    HatchetComponent component = new HatchetComponent(camel);
    component.setToken(token);
    component.setTlsStrategy("none");
    component.setTransportUri("seda:{topic}");
    component.setRegistrationDelay(100);
    camel.addComponent("hatchet", component);
    return component;
  }

  /** The token that clients connect with. */
  public String token() {
    return token;
  }

  /** What a client needs to connect: its token, and that there is no TLS. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_CLIENT_TOKEN", token);
    environment.put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    return environment;
  }

  /** The port on this machine where the engine speaks gRPC. */
  public int grpcPort() {
    return HatchetClientConfiguration.fromEnvironment(environment()).port();
  }

  /**
   * The embedded engine.
   *
   * @throws TestAbortedException when the tests run against another engine
   */
  public EmbeddedEngine embedded() {
    if (embedded == null) {
      throw new TestAbortedException("This test needs the embedded engine; unset " + TOKEN + ".");
    }
    return embedded;
  }

  /** Ends the embedded engine, which can be started again. */
  public void stop() {
    EmbeddedEngine running = embedded();
    grpcPort = running.grpcPort();
    restPort = running.restPort();
    running.close();
  }

  /** Starts the embedded engine again, on the same database and ports. */
  public void startAgain() {
    embedded =
        start(
            Objects.requireNonNull(database),
            Objects.requireNonNull(directory),
            grpcPort,
            restPort);
  }

  @Override
  public void close() {
    if (embedded == null || database == null || directory == null) {
      return;
    }
    embedded.close();
    database.close();
    try {
      Files.deleteIfExists(directory.resolve("token"));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
