package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications a minute against 200 lenders of 10 criteria, from events on Kafka, with 1, 2 and 4
 * worker processes. Prints figures; asserts that every application has every lender once, never how
 * fast. {@code -Dbench.applications} says how many, 1,000 if nothing else.
 */
@Tag("benchmark")
class ThroughputBenchmarkIT {
  private static final int LENDERS = 200;
  private static final int APPLICATIONS = Integer.getInteger("bench.applications", 1_000);
  private static final int WARM_UP = Math.max(1, APPLICATIONS / 10);
  private static final Duration PATIENCE = Duration.ofHours(1);

  @TempDir Path directory;

  @Test
  void applicationsAMinute() throws IOException {
    List<Process> others = new ArrayList<>();
    try (RunningApplication application = RunningApplication.start(directory, Map.of())) {
      try {
        IntStream.range(0, LENDERS)
            .forEach(
                number ->
                    assertThat(
                            application
                                .post("/api/lenders", MatchingBenchmarkIT.policy(number))
                                .statusCode())
                        .isEqualTo(201));
        int done = 0;
        for (int workers : new int[] {1, 2, 4}) {
          while (others.size() < workers - 1) {
            others.add(another(application, directory.resolve("worker-" + others.size())));
          }
          done = run(application, done, WARM_UP);
          String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
          long began = System.nanoTime();
          done = run(application, done, APPLICATIONS);
          double minutes = (System.nanoTime() - began) / 60e9;
          System.out.printf(
              Locale.ROOT,
              "[figure] %d workers: %,.0f applications a minute against %d lenders; load before %s%n",
              workers,
              APPLICATIONS / minutes,
              LENDERS,
              load);
        }
        everyLenderOnce(application);
      } finally {
        others.forEach(Process::destroy);
        others.forEach(process -> process.onExit().join());
      }
    }
  }

  private static Process another(RunningApplication application, Path directory) {
    Process process = application.workerBeside(directory);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                Files.readString(directory.resolve("application.log"))
                    .contains("Worker listening for jobs..."));
    assertThat(process.isAlive()).isTrue();
    return process;
  }

  /** Publishes so many, waits until they are completed, and says how many there are now. */
  private static int run(RunningApplication application, int done, int more) {
    Map<String, String> events = new LinkedHashMap<>();
    for (int i = done; i < done + more; i++) {
      String reference = "T-" + i;
      events.put(reference, Samples.event(reference, 600 + i % 200));
    }
    application.publishAll("loan.application.uploaded", events);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> completed(application, 1, 0).path("total").asInt() == done + more);
    return done + more;
  }

  private static JsonNode completed(RunningApplication application, int limit, int offset) {
    return application.getJson(
        "/api/loan-applications?status=completed&limit=%d&offset=%d".formatted(limit, offset));
  }

  private static void everyLenderOnce(RunningApplication application) {
    int seen = 0;
    for (int offset = 0; ; offset += 100) {
      JsonNode page = completed(application, 100, offset).path("applications");
      for (JsonNode one : page) {
        assertThat(one.path("lenders").asInt()).as("%s", one).isEqualTo(LENDERS);
        seen++;
      }
      if (page.size() < 100) {
        break;
      }
    }
    assertThat(seen).isEqualTo(3 * (APPLICATIONS + WARM_UP));
  }
}
