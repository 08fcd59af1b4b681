package routes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.EngineLauncher;

/**
 * The official Go SDK against our engine and, where {@code -Dbench.other} names one, another in the
 * same run: src/test/bench/README.md.
 */
@Tag("benchmark")
class EngineBenchmarkIT {

  private static final Path CLIENT = Path.of("target", "bench", "go-engine").toAbsolutePath();

  /** As start_worker.sh starts it; -Dbench.engine.options names others. */
  private static final String OPTIONS = "-Xmx512m -XX:TieredStopAtLevel=1";

  @TempDir Path directory;

  @Test
  void officialClient() throws Exception {
    assumeThat(CLIENT).as("the client that src/test/bench/install.sh builds").isExecutable();
    String token = directory.resolve("token").toString();
    try (BenchmarkedProcess engine =
        new BenchmarkedProcess(
            "engine",
            SdkBenchmarkIT.java(
                OPTIONS, new String[] {"engine", EngineLauncher.class.getName(), "0", "0", token}),
            Map.of(),
            directory)) {
      String ready = engine.await("ready: ").substring("ready: ".length());
      List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
      command.addAll(List.of("-engine", "name=embedded," + ready));
      String other = System.getProperty("bench.other", "");
      if (!other.isBlank()) {
        command.addAll(List.of("-engine", other));
      }
      command.addAll(List.of(System.getProperty("bench.arguments", "").strip().split("\\s+")));
      command.removeIf(String::isEmpty);
      Process client =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(directory.resolve("client.log").toFile())
              .start();
      try {
        assertThat(client.waitFor())
            .as(() -> "the client: " + read(directory.resolve("client.log")))
            .isZero();
      } finally {
        client.destroyForcibly();
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
