package routes.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * Starts PostgreSQL and an engine for benchmarks and for use by hand: {@code EngineLauncher <gRPC
 * port> <REST port> <token file>}. Port 0 is any free one. Runs until it is killed; the data go
 * with it.
 */
public final class EngineLauncher {
  private EngineLauncher() {}

  /** Prints a line with what benchmarks need to know when all is up. */
  public static void main(String[] arguments)
      throws InterruptedException, IOException, SQLException {
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
    System.out.printf(
        "ready: token=%s,pid=%d,postgres=%s,database=%s%n",
        arguments[2],
        ProcessHandle.current().pid(),
        postgres(database),
        database.getJdbcUrl().replaceFirst("^jdbc:", ""));
    new CountDownLatch(1).await();
  }

  /** The process id of PostgreSQL, which keeps it in the first line of a file. */
  private static String postgres(DataSource database) throws IOException, SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('data_directory')")) {
      row.next();
      return Files.readAllLines(Path.of(row.getString(1), "postmaster.pid")).get(0);
    }
  }
}
