package routes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.EmbeddedEngine;
import routes.engine.EngineConfiguration;
import routes.engine.TestDatabase;
import routes.hatchet.client.Json;

/** Our SDK and the official ones, one after the other, on one engine: src/test/bench/README.md. */
@Tag("benchmark")
class SdkBenchmarkIT {

  private static final int WARM_UP = 300;
  private static final int RUNS = 500;
  private static final int BULK = 2_000;

  @TempDir Path directory;

  private Map<String, List<String>> sdks() {
    Path bench = Path.of("target", "bench").toAbsolutePath();
    Map<String, List<String>> sdks = new LinkedHashMap<>();
    sdks.put(
        "java",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BenchmarkWorker.class.getName()));
    if (Files.exists(bench.resolve("go/bench"))) {
      sdks.put("go", List.of(bench.resolve("go/bench").toString()));
    }
    if (Files.exists(bench.resolve("typescript/bench.mjs"))) {
      sdks.put("typescript", List.of("node", bench.resolve("typescript/bench.mjs").toString()));
    }
    if (OfficialSdk.PYTHON.isInstalled()) {
      sdks.put(
          "python",
          List.of(
              OfficialSdk.PYTHON.interpreter().toString(),
              Path.of("src/test/bench/bench.py").toAbsolutePath().toString()));
    }
    return sdks;
  }

  @Test
  void workersSideBySide() throws Exception {
    try (HikariDataSource database = TestDatabase.create();
        EmbeddedEngine engine =
            EmbeddedEngine.start(
                new EngineConfiguration(database, "127.0.0.1", 0, 0, directory.resolve("token")))) {
      for (Map.Entry<String, List<String>> sdk : sdks().entrySet()) {
        measure(engine, sdk.getKey(), sdk.getValue());
      }
    }
  }

  private void measure(EmbeddedEngine engine, String name, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HATCHET_CLIENT_TOKEN", engine.token());
    builder.environment().put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    builder.redirectError(directory.resolve(name + ".log").toFile());
    Process process = builder.start();
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        Writer commands = process.outputWriter(StandardCharsets.UTF_8)) {
      await(answers, "READY");
      ask(commands, answers, "sequence", 0, WARM_UP);
      JsonNode sequence = ask(commands, answers, "sequence", WARM_UP, RUNS);
      ask(commands, answers, "bulk", 10_000, BULK);
      Duration before = cpu(process);
      JsonNode bulk = ask(commands, answers, "bulk", 20_000, BULK);
      Duration used = cpu(process).minus(before);
      assertThat(bulk.path("seconds").isNumber()).isTrue();
      System.out.printf(
          Locale.ROOT,
          "BENCH %-10s dispatch p50 %.1f p99 %.1f ms, run to result p50 %.1f p99 %.1f ms, bulk of"
              + " %d in %.2f s, CPU %.2f s per 1,000, RSS %d MB%n",
          name,
          sequence.path("dispatch50").doubleValue(),
          sequence.path("dispatch99").doubleValue(),
          sequence.path("result50").doubleValue(),
          sequence.path("result99").doubleValue(),
          BULK,
          bulk.path("seconds").doubleValue(),
          used.toMillis() / 1000.0 * 1000 / BULK,
          rss(process));
    } catch (IOException e) {
      throw new IOException(name + ": " + Files.readString(directory.resolve(name + ".log")), e);
    } finally {
      OfficialSdk.end(process);
    }
  }

  private static JsonNode ask(
      Writer commands, BufferedReader answers, String phase, int first, int count)
      throws IOException {
    commands.write(Json.write(Map.of("Phase", phase, "First", first, "Count", count)) + "\n");
    commands.flush();
    return Json.object(await(answers, "{"));
  }

  private static String await(BufferedReader answers, String start) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("The worker ended before it answered.");
  }

  private static Stream<ProcessHandle> tree(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private static Duration cpu(Process process) {
    return tree(process)
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static long rss(Process process) {
    return tree(process).mapToLong(SdkBenchmarkIT::rssOf).sum() / 1024;
  }

  private static long rssOf(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
