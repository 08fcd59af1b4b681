package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.hatchet.testing.TestEngine;

/**
 * Worker processes that are killed and ended under load: no run is lost, and no effect happens
 * twice. One round; {@link KilledWorkerChaosIT} makes ten.
 */
class KilledWorkerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RUNS = 60;

  @TempDir Path directory;
  private final TestEngine engine = TestEngine.start();
  private final List<Process> processes = new ArrayList<>();
  private HatchetClient client;
  private int number;

  int rounds() {
    return 1;
  }

  @BeforeEach
  void start() {
    client = new HatchetClient(HatchetClientConfiguration.fromEnvironment(engine.environment()));
    client.workflows().put(KeyedWorker.workflow());
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    client.close();
    engine.close();
  }

  private Process worker() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KeyedWorker.class.getName(),
            directory.toString());
    builder.environment().put("HATCHET_CLIENT_TOKEN", engine.token());
    builder.environment().put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("out").toFile());
    try {
      Process process = builder.start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long files(String prefix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RunHandle> begin() {
    List<RunRequest> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(RunRequest.of(KeyedWorker.WORKFLOW, Map.of("n", number++)));
    }
    return client.runs().start(runs);
  }

  @Test
  void nothingIsLostAndNothingHappensTwice() throws Exception {
    Process spare = worker();
    for (int round = 0; round < rounds(); round++) {
      long before = files("effect-");
      Process killed = spare;
      Process ended = worker();
      List<RunHandle> runs = begin();
      await().atMost(PATIENCE).until(() -> files("effect-") >= before + 10);
      killed.destroyForcibly();
      await().atMost(PATIENCE).until(() -> files("effect-") >= before + 25);
      spare = worker();
      ended.destroy();
      assertThat(ended.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      for (RunHandle run : runs) {
        RunResult result = run.result(PATIENCE);
        assertThat(result.status()).as(result.errors()).isEqualTo(TaskResult.Status.COMPLETED);
      }
    }
    assertThat(files("effect-")).isEqualTo((long) rounds() * RUNS);
    // An attempt is given out again only when the one before it cannot go on.
    assertThat(files("met-")).isZero();
  }

  @Test
  void processThatStandsStillForAWhileKeepsItsTasks() throws Exception {
    Process worker = worker();
    List<RunHandle> runs = begin();
    await().atMost(PATIENCE).until(() -> files("effect-") >= 5);
    signal(worker, "STOP");
    try {
      // Longer than a heartbeat is fresh, shorter than a silent worker's tasks stay its own.
      await().during(Duration.ofSeconds(8)).atMost(PATIENCE).until(worker::isAlive);
    } finally {
      signal(worker, "CONT");
    }
    for (RunHandle run : runs) {
      RunResult result = run.result(PATIENCE);
      assertThat(result.status()).as(result.errors()).isEqualTo(TaskResult.Status.COMPLETED);
      assertThat(result.output().path("attempt").intValue()).isZero();
    }
    assertThat(files("effect-")).isEqualTo(RUNS);
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
