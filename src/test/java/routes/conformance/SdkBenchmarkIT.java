package routes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.EngineLauncher;

/**
 * Our SDK and the official ones on one engine, in turn, round by round, so that what else happens
 * on the machine meets all of them: src/test/bench/README.md.
 */
@Tag("benchmark")
class SdkBenchmarkIT {

  private static final int ROUNDS = Integer.getInteger("bench.rounds", 8);
  private static final int WARM_UPS = Integer.getInteger("bench.warm-ups", 5);
  private static final int RUNS = 200;
  private static final int BULK = 2_000;
  private static final int LARGEST = 1_000_000;

  @TempDir Path directory;

  private int next;

  /** What was seen of one worker. */
  private record Figures(
      List<Double> dispatch,
      List<Double> result,
      List<Double> bulk,
      List<Double> cpuSingly,
      List<Double> cpuInBulk) {
    Figures() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  /** A command of this JVM's Java and classes; the first word chooses the options. */
  static List<String> java(String... command) {
    return java("", command);
  }

  /** A JVM with the options that -Dbench.NAME.options says, or else the usual ones. */
  static List<String> java(String usual, String[] command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String options = System.getProperty("bench." + command[0] + ".options", usual);
    if (!options.isBlank()) {
      all.addAll(List.of(options.strip().split("\\s+")));
    }
    all.add("-cp");
    all.add(System.getProperty("java.class.path"));
    all.addAll(Arrays.asList(command).subList(1, command.length));
    return all;
  }

  private static Map<String, List<String>> sdks() {
    Path bench = Path.of("target", "bench").toAbsolutePath();
    Map<String, List<String>> sdks = new LinkedHashMap<>();
    sdks.put("java", java("worker", BenchmarkWorker.class.getName(), "bench-java"));
    if (Files.exists(bench.resolve("go-worker"))) {
      sdks.put("go", List.of(bench.resolve("go-worker").toString()));
    }
    if (Files.exists(bench.resolve("typescript/node_modules"))) {
      sdks.put("typescript", List.of("node", bench.resolve("typescript/bench.mjs").toString()));
    }
    if (OfficialSdk.PYTHON.isInstalled()) {
      sdks.put(
          "python",
          List.of(
              OfficialSdk.PYTHON.interpreter().toString(),
              Path.of("src/test/bench/python/bench.py").toAbsolutePath().toString()));
    }
    String only = System.getProperty("bench.sdks", "");
    if (!only.isBlank()) {
      sdks.keySet().retainAll(List.of(only.split(",")));
    }
    return sdks;
  }

  @Test
  void workersSideBySide() throws Exception {
    Path token = directory.resolve("token");
    Map<BenchmarkedProcess, Figures> workers = new LinkedHashMap<>();
    try (BenchmarkedProcess engine =
        new BenchmarkedProcess(
            "engine",
            java("engine", EngineLauncher.class.getName(), "0", "0", token.toString()),
            Map.of(),
            directory)) {
      engine.await("ready");
      Map<String, String> environment =
          Map.of(
              "HATCHET_CLIENT_TOKEN",
              Files.readString(token).strip(),
              "HATCHET_CLIENT_TLS_STRATEGY",
              "none",
              "PYTHONDONTWRITEBYTECODE",
              "1");
      try {
        for (Map.Entry<String, List<String>> sdk : sdks().entrySet()) {
          BenchmarkedProcess worker =
              new BenchmarkedProcess(sdk.getKey(), sdk.getValue(), environment, directory);
          workers.put(worker, new Figures());
          worker.await("READY");
        }
        for (int round = 0; round < WARM_UPS; round++) {
          for (BenchmarkedProcess worker : workers.keySet()) {
            measure(worker, new Figures());
          }
        }
        double cpu = engine.cpu();
        for (int round = 0; round < ROUNDS; round++) {
          for (Map.Entry<BenchmarkedProcess, Figures> worker : workers.entrySet()) {
            measure(worker.getKey(), worker.getValue());
          }
        }
        workers.forEach(SdkBenchmarkIT::print);
        System.out.printf(
            Locale.ROOT,
            "BENCH engine, without PostgreSQL: CPU %.2f s per 1,000 tasks%n",
            (engine.cpu() - cpu) / ROUNDS / workers.size() / (RUNS + BULK) * 1000);
      } finally {
        workers.keySet().forEach(BenchmarkedProcess::close);
      }
    }
  }

  private void measure(BenchmarkedProcess worker, Figures figures) throws IOException {
    double begin = worker.cpu();
    JsonNode sequence = exact(worker, "sequence", RUNS);
    double middle = worker.cpu();
    JsonNode bulk = exact(worker, "bulk", BULK);
    double end = worker.cpu();
    sequence.path("dispatch").forEach(value -> figures.dispatch().add(value.doubleValue()));
    sequence.path("result").forEach(value -> figures.result().add(value.doubleValue()));
    figures.bulk().add(bulk.path("seconds").doubleValue());
    figures.cpuSingly().add((middle - begin) / RUNS * 1000);
    figures.cpuInBulk().add((end - middle) / BULK * 1000);
  }

  private JsonNode exact(BenchmarkedProcess worker, String phase, int count) throws IOException {
    int first = next;
    next = (next + count) % LARGEST;
    JsonNode answer = worker.ask(phase, first, count);
    assertThat(answer.path("wrong").longValue())
        .as("%s: tasks that did not run exactly once, and wrong outputs", worker.name())
        .isZero();
    return answer;
  }

  private static double percentile(List<Double> values, double p) {
    return values.stream().sorted().toList().get((int) (p * (values.size() - 1)));
  }

  private static void print(BenchmarkedProcess worker, Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "BENCH %-10s dispatch p50 %5.2f p99 %6.2f ms | run to result p50 %5.2f p99 %6.2f ms |"
            + " bulk of %d: median %.2f s, best %.2f s | CPU per 1,000: one by one %.2f s, in bulk"
            + " %.2f s | RSS %.0f MB%n",
        worker.name(),
        percentile(figures.dispatch(), 0.5),
        percentile(figures.dispatch(), 0.99),
        percentile(figures.result(), 0.5),
        percentile(figures.result(), 0.99),
        BULK,
        percentile(figures.bulk(), 0.5),
        percentile(figures.bulk(), 0),
        percentile(figures.cpuSingly(), 0.5),
        percentile(figures.cpuInBulk(), 0.5),
        worker.memory());
  }
}
