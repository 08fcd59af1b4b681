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

  @Test
  void settingsOfConversationsHaveTheNamesThatTheirUsersKnow() throws IOException {
    String property = "ruche.jobs.hatchet.retry_max_attempts";
    assertThat(Settings.variable(property)).isEqualTo("RUCHE_JOBS__HATCHET__RETRY_MAX_ATTEMPTS");
    assertThat(settings(Map.of()).required(property)).isEqualTo("3");
    Files.createDirectories(directory.resolve("config"));
    Files.writeString(directory.resolve("config/staging.properties"), property + "=5\n");
    assertThat(settings(Map.of()).required(property)).isEqualTo("3");
    Map<String, String> staging = Map.of("RUCHE_ENV", "staging");
    assertThat(settings(staging).required(property)).isEqualTo("5");
    assertThat(
            settings(Map.of("RUCHE_ENV", "staging", "RUCHE_JOBS__HATCHET__RETRY_MAX_ATTEMPTS", "7"))
                .required(property))
        .isEqualTo("7");
  }

  @Test
  void anEnvironmentWithoutItsFileStopsTheStart() {
    assertThatThrownBy(() -> settings(Map.of("RUCHE_ENV", "production")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("RUCHE_ENV is production, but there is no ");
    assertThatThrownBy(() -> settings(Map.of("RUCHE_ENV", "../etc")))
        .hasMessage("RUCHE_ENV is '../etc': set it to a name of letters, digits, _ and -.");
  }

  private Settings settings(Map<String, String> environment) {
    return Settings.load(environment, directory);
  }
}
