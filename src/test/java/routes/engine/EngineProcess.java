package routes.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An engine in a process of its own, to be killed: {@code <JDBC URL> <gRPC port> <REST port> <token
 * file>}.
 */
final class EngineProcess implements AutoCloseable {
  private final Path directory;
  private final String url;
  private final int port;
  private final int restPort;
  private Process process;

  /**
   * @param restPort a token is good for this one
   */
  EngineProcess(Path directory, HikariDataSource database, int port, int restPort)
      throws IOException {
    this.directory = directory;
    this.url = database.getJdbcUrl();
    this.port = port;
    this.restPort = restPort;
    this.process = launch();
  }

  /** Ends when it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    EmbeddedEngine.start(
        new EngineConfiguration(
            new HikariDataSource(config),
            "127.0.0.1",
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Path.of(arguments[3])));
    new CountDownLatch(1).await();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            url,
            Integer.toString(port),
            Integer.toString(restPort),
            directory.resolve("token").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("engine.log").toFile()))
        .start();
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL, and another one on the same port. */
  void killAndStartAgain() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    process = launch();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
