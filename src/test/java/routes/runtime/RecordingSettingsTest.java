package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.diarization.DiarizationSettings;

/** What the settings say of recordings, and how a mistake is told before anything starts. */
class RecordingSettingsTest {
  @TempDir Path directory;

  private DiarizationSettings read(Map<String, String> environment) {
    return RecordingSettings.of(Settings.load(environment, directory));
  }

  @Test
  void nothingIsNeeded() {
    DiarizationSettings settings = read(Map.of("DATA_DIR", directory.toString()));
    assertThat(settings.recordings()).isEqualTo(directory.resolve("recordings"));
    assertThat(settings.work()).isEqualTo(directory.resolve("diarization"));
    assertThat(settings.recognizer()).isEmpty();
    assertThat(settings.model()).isFalse();
    assertThat(settings.hosts()).isEmpty();
    assertThat(settings.s3()).isNull();
  }

  @Test
  void aRecogniserIsAListWithAPlaceForTheFile() {
    assertThat(
            read(Map.of("DIARIZATION_RECOGNIZER_COMMAND", "[\"hear\", \"--file={audio}\"]"))
                .recognizer())
        .containsExactly("hear", "--file={audio}");
    for (String wrong : new String[] {"hear {audio}", "[\"hear\"]", "[]", "[\"{audio}\"]", "{}"}) {
      assertThatThrownBy(() -> read(Map.of("DIARIZATION_RECOGNIZER_COMMAND", wrong)))
          .as(wrong)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("set DIARIZATION_RECOGNIZER_COMMAND to a JSON list");
    }
  }

  @Test
  void whatBelongsTogetherIsAskedFor() {
    assertThatThrownBy(() -> read(Map.of("DIARIZATION_S3_ENDPOINT", "https://s3.example.org")))
        .hasMessageContaining("set DIARIZATION_S3_ACCESS_KEY");
    assertThatThrownBy(() -> read(Map.of("DIARIZATION_ZULIP_URL", "https://chat.example.org")))
        .hasMessageContaining("set DIARIZATION_ZULIP_EMAIL");
    assertThatThrownBy(() -> read(Map.of("DIARIZATION_WEBHOOK_URL", "https://user:word@host/")))
        .hasMessageContaining("DIARIZATION_WEBHOOK_URL")
        .hasMessageNotContaining("word");
  }
}
