package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;

  @Test
  void environmentWinsOverFileWinsOverDefault() throws IOException {
    assertThat(settings(Map.of()).port("http.port")).isEqualTo(8001);
    Files.writeString(directory.resolve("application.properties"), "http.port=8101\n");
    assertThat(settings(Map.of()).port("http.port")).isEqualTo(8101);
    assertThat(settings(Map.of("HTTP_PORT", "8201")).port("http.port")).isEqualTo(8201);
  }

  @Test
  void blankCountsAsNotSet() {
    assertThat(settings(Map.of("DATABASE_URL", " ")).text("database.url")).isEmpty();
  }

  @Test
  void aWrongNumberIsNamedWithItsVariable() {
    assertThatThrownBy(() -> settings(Map.of("KAFKA_PORT", "70000")).port("kafka.port"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("kafka.port is '70000': set KAFKA_PORT to a whole number from 0 to 65535.");
    assertThatThrownBy(() -> settings(Map.of("HTTP_ENABLED", "maybe")).flag("http.enabled"))
        .hasMessage("http.enabled is 'maybe': set HTTP_ENABLED to true or false.");
  }

  private Settings settings(Map<String, String> environment) {
    return Settings.load(environment, directory);
  }
}
