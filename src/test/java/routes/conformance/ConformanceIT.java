package routes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.testing.TestEngine;

/** The same scenarios, served by our worker and by the official Python one, look the same. */
class ConformanceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void ourWorkerAndThePythonOneGiveTheSameTranscript() throws Exception {
    OfficialSdk.PYTHON.require();
    try (TestEngine engine = TestEngine.start();
        HatchetClient client =
            new HatchetClient(HatchetClientConfiguration.fromEnvironment(engine.environment()))) {
      Process python =
          OfficialSdk.PYTHON.start(
              engine.token(),
              directory.resolve("python.log").toFile(),
              "conformance_worker.py",
              "py");
      try (HatchetWorker worker = client.worker(WorkerOptions.named("ours").withSlots(20))) {
        new Scenarios("our").serve(worker);
        Map<String, String> ours = Transcript.of(client, "our");
        await().atMost(PATIENCE).until(() -> client.workflows().names().contains("py-parent"));
        Map<String, String> theirs = Transcript.of(client, "py");
        // The one difference: nothing is an empty object here, docs/decisions/0032.
        assertThat(ours.remove("nothing")).isEqualTo("COMPLETED: a COMPLETED {}");
        assertThat(theirs.remove("nothing")).isEqualTo("COMPLETED: a COMPLETED \"null\"");
        assertThat(ours).hasSize(10).isEqualTo(theirs);
        worker.close(Duration.ofSeconds(5));
      } finally {
        OfficialSdk.end(python);
      }
    }
  }
}
