package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application keeps over a stop, and over kill -9. */
class RecoveryIT {
  private static final int LENDERS = 5;
  private static final int EVENTS = 12;

  @TempDir Path directory;

  @Test
  void killedDuringCalculateMatchesItCompletesAfterTheNextStartAndKeepsAllOverAStop() {
    RouteCopy routes = RouteCopy.in(directory);
    routes.replace(
        "loan-matching.camel.yaml",
        """
                topic: loan-matching.calculate_matches
              steps:
        """,
        """
                topic: loan-matching.calculate_matches
              steps:
                - delay:
                    expression:
                      constant:
                        expression: "2000"
        """);
    try (RunningApplication application =
        RunningApplication.start(directory, Map.of("ROUTES_DIR", routes.directory().toString()))) {
      for (int i = 0; i < LENDERS; i++) {
        application.post("/api/lenders", Samples.policy("Lender " + i, 600 + 40 * i));
      }
      for (int i = 0; i < EVENTS; i++) {
        application.publish(
            "loan.application.uploaded", "R-" + i, Samples.event("R-" + i, 600 + 10 * i));
      }
      application.waitForLog("Prepared application");
      application.kill();

      application.start();
      application.waitFor(() -> completed(application) == EVENTS);
      Map<String, JsonNode> matches = matches(application);
      for (JsonNode one : matches.values()) {
        List<String> lenders =
            one.path("matches").findValues("lender").stream()
                .map(lender -> lender.path("id").asText())
                .toList();
        assertThat(lenders).hasSize(LENDERS).doesNotHaveDuplicates();
      }

      List<ProcessHandle> servers = application.servers();
      assertThat(servers).isNotEmpty();
      // Well below what Compose, Kubernetes and systemd grant.
      assertThat(application.stop()).isLessThan(25);
      application.waitFor(() -> servers.stream().noneMatch(ProcessHandle::isAlive));

      application.start();
      assertThat(application.getJson("/api/lenders").path("total").asInt()).isEqualTo(LENDERS);
      assertThat(completed(application)).isEqualTo(EVENTS);
      assertThat(matches(application)).isEqualTo(matches);
    }
  }

  /** What the lenders said, by application. */
  private static Map<String, JsonNode> matches(RunningApplication application) {
    JsonNode all = application.getJson("/api/loan-applications").path("applications");
    assertThat(all).hasSize(EVENTS);
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.path("id").asText())
        .collect(
            Collectors.toMap(
                Function.identity(),
                id -> application.getJson("/api/loan-applications/" + id + "/matches")));
  }

  private static int completed(RunningApplication application) {
    return application.getJson("/api/loan-applications?status=completed").path("total").asInt();
  }
}
