package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application keeps over a stop, and over kill -9. */
class RecoveryIT {
  private static final int LENDERS = 5;
  private static final int EVENTS = 12;

  @TempDir Path directory;

  @Test
  void killedDuringCalculateMatchesItCompletesAfterTheNextStart() {
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
      JsonNode all = application.getJson("/api/loan-applications").path("applications");
      assertThat(all).hasSize(EVENTS);
      for (JsonNode one : all) {
        List<String> lenders =
            application
                .getJson("/api/loan-applications/" + one.path("id").asText() + "/matches")
                .path("matches")
                .findValues("lender")
                .stream()
                .map(lender -> lender.path("id").asText())
                .toList();
        Set<String> distinct = new HashSet<>(lenders);
        assertThat(lenders).hasSize(LENDERS);
        assertThat(distinct).hasSize(LENDERS);
      }
    }
  }

  @Test
  void aStopIsQuickAndEverythingIsThereAtTheNextStart() {
    try (RunningApplication application = RunningApplication.start(directory, Map.of())) {
      application.post("/api/lenders", Samples.policy("Kept Capital", 650));
      application.publish("loan.application.uploaded", "S-1", Samples.event("S-1", 700));
      application.waitFor(() -> completed(application) == 1);
      // Well below what Compose, Kubernetes and systemd grant.
      assertThat(application.stop()).isLessThan(25);
      assertThat(ProcessHandle.current().descendants()).isEmpty();

      application.start();
      assertThat(application.getJson("/api/lenders").path("total").asInt()).isEqualTo(1);
      JsonNode kept = application.getJson("/api/loan-applications").path("applications").path(0);
      assertThat(kept.path("status").asText()).isEqualTo("completed");
      assertThat(
              application
                  .getJson("/api/loan-applications/" + kept.path("id").asText() + "/matches")
                  .path("eligible")
                  .asInt())
          .isEqualTo(1);
    }
  }

  private static int completed(RunningApplication application) {
    return application.getJson("/api/loan-applications?status=completed").path("total").asInt();
  }
}
