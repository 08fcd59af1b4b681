package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures of the whole: start to ready, event on Kafka to matches readable over HTTP, memory.
 * Prints medians; asserts that every match is there, never how fast.
 */
@Tag("benchmark")
class MatchingBenchmarkIT {
  private static final int RUNS = 10;
  private static final int STARTS = 3;
  private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  // Bounds that lenders might ask for, by the criteria below.
  private static final int[] LEAST = {500, 500, 0, 0, 10_000, 0, 0, 0};
  private static final int[] RANGE = {300, 200, 120, 120, 9_000, 40, 90, 90};

  @TempDir Path directory;

  @Test
  void fromEventToMatches() throws IOException {
    long began = System.nanoTime();
    try (RunningApplication application = RunningApplication.startScript(directory)) {
      print("start to ready, empty data directory: %.1f s", (System.nanoTime() - began) / 1e9);
      print("memory, idle: %d MB", memory());
      // It lists its classes for the next start when it is idle.
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .until(() -> archived(directory.resolve("data")));
      List<Double> stops = new ArrayList<>();
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        stops.add(application.stop());
        long again = System.nanoTime();
        application.start();
        warm.add((System.nanoTime() - again) / 1e9);
      }
      print("stop: %.1f s", median(stops));
      print("start to ready, later starts: %.1f s", median(warm));
      int lenders = 0;
      for (int size : new int[] {4, 100, 1000, 10_000}) {
        List<Integer> more = IntStream.range(lenders, size).boxed().toList();
        more.parallelStream()
            .forEach(
                number ->
                    assertThat(application.post("/api/lenders", policy(number)).statusCode())
                        .isEqualTo(201));
        lenders = size;
        measure(application, size);
      }
      print("memory, after 10,000 lenders: %d MB", memory());
    }
  }

  private static boolean archived(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }

  private static void measure(RunningApplication application, int lenders) {
    List<Double> whole = new ArrayList<>();
    List<Double> step = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      String reference = "B-" + lenders + "-" + i;
      long began = System.nanoTime();
      application.publish(
          "loan.application.uploaded", reference, Samples.event(reference, 600 + i));
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () ->
                  list(application, reference).path(0).path("status").asText().equals("completed"));
      whole.add((System.nanoTime() - began) / 1e6);
      step.add(millisOf(application, list(application, reference).path(0)));
      String id = list(application, reference).path(0).path("id").asText();
      JsonNode matches = application.getJson("/api/loan-applications/" + id + "/matches");
      assertThat(matches.path("lenders").asInt()).isEqualTo(lenders);
      assertThat(matches.path("matches")).hasSize(Math.min(lenders, 1000));
      assertThat(matches.findValuesAsText("status")).doesNotContain("failed", "pending");
    }
    print(
        "%,d lenders of 10 criteria: event on Kafka to matches readable: first %.0f ms, median %.0f"
            + " ms; calculate_matches: first %.0f ms, median %.0f ms",
        lenders, whole.get(0), median(whole), step.get(0), median(step));
  }

  /** How long calculate_matches took, as the engine recorded it. */
  private static double millisOf(RunningApplication application, JsonNode entry) {
    JsonNode tasks = application.run(entry.path("workflow_run_id").asText()).path("tasks");
    for (JsonNode task : tasks) {
      if (task.path("displayName").asText().startsWith("calculate_matches")) {
        return Duration.between(
                    Instant.parse(task.path("startedAt").asText()),
                    Instant.parse(task.path("finishedAt").asText()))
                .toNanos()
            / 1e6;
      }
    }
    throw new AssertionError("no calculate_matches among " + tasks);
  }

  private static JsonNode list(RunningApplication application, String reference) {
    return application
        .getJson("/api/loan-applications?reference_id=" + reference)
        .path("applications");
  }

  /** A policy of ten criteria; no two lenders have the same. */
  static String policy(int number) {
    String criteria =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    """
                    {"type": "%s", "operator": "gte", "value": %d, "page": 1, "quote": "line %d"}\
                    """
                        .formatted(
                            Arrays.asList(
                                    "fico_score",
                                    "paynet_score",
                                    "time_in_business",
                                    "industry_experience",
                                    "annual_revenue",
                                    "down_payment",
                                    "revolving_available",
                                    "comparable_credit")
                                .get(i),
                            LEAST[i] + number % RANGE[i],
                            i))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    return """
    {"lender": "Lender %05d",
     "allPrograms": {"criteria": [
       {"type": "state", "operator": "not_in", "value": ["CA", "NV"]},
       {"type": "bankruptcy", "operator": "is_false", "value": true}]},
     "programs": [{"name": "Standard", "criteria": [%s], "rates": [{"rateBps": %d}]}]}
    """
        .formatted(number, criteria, 500 + number % 900);
  }

  /** Resident memory of this process's children in MB: the JVM, PostgreSQL and Redis. */
  private static long memory() {
    return ProcessHandle.current().descendants().mapToLong(process -> resident(process.pid())).sum()
        / 1024;
  }

  private static long resident(long pid) {
    try {
      Matcher rss = RSS.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return rss.find() ? Long.parseLong(rss.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void print(String format, Object... values) {
    System.out.println("[figure] " + String.format(Locale.ROOT, format, values));
  }
}
