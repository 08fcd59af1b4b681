package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.v1.RunStatus;

/** The database goes away and comes back: nothing acknowledged is lost, nothing is pretended. */
class DatabaseAwayIT {
  @TempDir Path directory;
  private EngineHarness harness;

  @BeforeEach
  void start() {
    harness = new EngineHarness(directory);
  }

  @AfterEach
  void stop() {
    TestDatabase.allow(harness.database, true);
    harness.close();
  }

  @Test
  void callsAnswerUnavailableUntilTheDatabaseIsBackAndNothingIsLost() throws Exception {
    harness.put(workflow("survivor", task("survivor:t")));
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      acknowledged.add(harness.trigger("survivor", "{\"n\":" + i + "}"));
    }
    TestDatabase.allow(harness.database, false);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> acknowledged.add(harness.trigger("survivor", "{}")))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("UNAVAILABLE: the engine's database does not answer"));
    TestDatabase.allow(harness.database, true);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
        .until(() -> acknowledged.add(harness.trigger("survivor", "{}")));

    WorkerClient worker = harness.worker("survivor:t");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var action = worker.poll(100);
              if (action != null) {
                worker.complete(action, "{}");
              }
              return acknowledged.stream().allMatch(run -> harness.details(run).getDone());
            });
    for (String run : acknowledged) {
      assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
    }
  }
}
