package routes.diarization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.diarization.notify.NotifySettings;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;

/** A whole run of the pipeline with its children. */
class DiarizationPipelineIT {
  @TempDir static Path directory;
  private static Pipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline =
        new Pipeline(directory, false, new NotifySettings(null, null, List.of(), null, false));
  }

  @AfterAll
  static void end() {
    pipeline.close();
  }

  @Test
  void tracksBecomeWordsTopicsAndAudio() throws Exception {
    Sounds.tone(pipeline.file("one/a.wav"), 440, 2, 0.5);
    Sounds.tone(pipeline.file("one/b.wav"), 660, 2, 0.5);
    RunResult run =
        pipeline.run(
            Map.of(
                "transcript_id", "one",
                "room_name", "room",
                "bucket_name", "b",
                "tracks",
                    List.of(
                        Map.of(
                            "s3_key", "one/a.wav", "name", "Ada", "offset", 3.0, "consent", true),
                        Map.of("s3_key", "one/b.wav", "name", "Bob", "consent", true))));
    assertThat(run.errors()).isEmpty();
    assertThat(run.status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(pipeline.words("one").findValuesAsText("track")).containsExactly("1", "1", "0", "0");
    assertThat(pipeline.words("one").findValuesAsText("start"))
        .containsExactly("0.0", "0.5", "3.0", "3.5");
    var results = pipeline.results("one");
    assertThat(results.at("/title/method").asText()).isEqualTo("extractive");
    assertThat(results.at("/audio/available").asBoolean()).isTrue();
    assertThat(results.at("/waveform/duration").asDouble()).isEqualTo(5.0);
    assertThat(Files.list(pipeline.work.resolve(run.runId()))).hasSize(1);
  }
}
