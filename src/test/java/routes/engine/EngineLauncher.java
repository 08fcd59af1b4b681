package routes.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts PostgreSQL and an engine for use by hand: {@code EngineLauncher <gRPC port> <REST port>
 * <token file>}. Runs until it is killed; the data go with it.
 */
public final class EngineLauncher {
  private EngineLauncher() {}

  public static void main(String[] arguments) throws InterruptedException {
    HikariDataSource database = TestDatabase.create();
    EmbeddedEngine engine =
        EmbeddedEngine.start(
            new EngineConfiguration(
                database,
                "127.0.0.1",
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Path.of(arguments[2])));
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    System.out.println("ready: " + arguments[2]);
    new CountDownLatch(1).await();
  }
}
