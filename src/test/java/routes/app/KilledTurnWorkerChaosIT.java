package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServers.Kind;
import routes.embedded.EmbeddedServersConfiguration;
import routes.turns.TurnProof;

/**
 * 200 messages of 20 sessions over three worker processes, one of which is killed while it works.
 */
@Tag("chaos")
class KilledTurnWorkerChaosIT {
  private static final int SESSIONS = 20;
  private static final int MESSAGES = 10;
  private static final Pattern RELEASED = Pattern.compile("\"event\":\"mutex_released\"");

  @TempDir Path directory;

  @Test
  void noMessageIsLostOrAnsweredTwiceAndNoTwoTurnsOfASessionOverlap() throws Exception {
    List<Process> workers = new ArrayList<>();
    try (RunningApplication first = RunningApplication.start(directory, Map.of())) {
      try {
        List<Path> places = List.of(worker("second"), worker("third"));
        for (Path place : places) {
          workers.add(first.workerBeside(place));
        }
        first.waitFor(
            () ->
                places.stream()
                    .allMatch(place -> log(place).contains("\"event\":\"acf_worker_ready\"")));
        for (int m = 0; m < MESSAGES; m++) {
          for (int s = 0; s < SESSIONS; s++) {
            first.publish(
                "turn.new_message",
                "c" + s,
                TurnsIT.message("c" + s, "m" + m, "Question " + m + "."));
          }
        }
        first.waitFor(() -> RELEASED.matcher(log(places.get(0))).results().count() >= 2);
        workers.get(0).destroyForcibly();
        assertThat(workers.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
        first.waitFor(() -> unanswered(first) == 0);
        proof(first);
      } finally {
        for (Process worker : workers) {
          worker.destroy();
          worker.waitFor(30, TimeUnit.SECONDS);
          worker.destroyForcibly();
        }
      }
    }
  }

  private static int unanswered(RunningApplication application) {
    int known = 0;
    int left = 0;
    for (var session : application.getJson("/api/v1/sessions?limit=100").path("sessions")) {
      known += session.path("messages").asInt();
      left += session.path("unanswered").asInt();
    }
    return SESSIONS * MESSAGES - known + left;
  }

  private void proof(RunningApplication application) throws Exception {
    EmbeddedServersConfiguration there =
        new EmbeddedServersConfiguration(
            Path.of(application.environment().get("DATA_DIR")), "127.0.0.1", 0, 0, 0);
    try (EmbeddedServers joined =
        EmbeddedServers.begin(there, EnumSet.of(Kind.POSTGRES), "development")) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(joined.database().jdbcUrl());
      config.setUsername(joined.database().databaseUser());
      config.setPassword(joined.database().databasePassword());
      try (HikariDataSource database = new HikariDataSource(config)) {
        TurnProof.check(database, "c%", SESSIONS * MESSAGES);
      }
    }
  }

  private Path worker(String name) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    Files.createFile(place.resolve("application.log"));
    return place;
  }

  private static String log(Path place) {
    try {
      return Files.readString(place.resolve("application.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
