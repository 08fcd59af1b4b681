package routes.hatchet.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import routes.engine.EmbeddedEngine;
import routes.engine.EngineConfiguration;
import routes.engine.TestDatabase;

/** The engine of a test JVM, on a database of its own. */
record SharedEngine(EmbeddedEngine engine, HikariDataSource database, Path tokenFile)
    implements AutoCloseable {

  static SharedEngine start() {
    HikariDataSource database = TestDatabase.create();
    try {
      Path tokenFile = Files.createTempDirectory("hatchet-test").resolve("token");
      return new SharedEngine(
          EmbeddedEngine.start(new EngineConfiguration(database, "127.0.0.1", 0, 0, tokenFile)),
          database,
          tokenFile);
    } catch (IOException e) {
      database.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    engine.close();
    database.close();
    try {
      Files.deleteIfExists(tokenFile);
      Files.deleteIfExists(tokenFile.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
