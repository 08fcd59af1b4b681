package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnSettingsTest {
  @TempDir Path directory;

  @Test
  void theDefaultsAreTaken() {
    assertThat(TurnSettings.properties(settings(Map.of())))
        .containsEntry("ruche.turns.lease_seconds", "300")
        .containsEntry("ruche.turns.wait_seconds", "10")
        .containsEntry("ruche.agents.usual", "status")
        .containsEntry("ruche.agents.named", "");
  }

  @Test
  void aWrongOneIsNamedWithItsVariable() {
    assertThatThrownBy(
            () ->
                TurnSettings.properties(
                    settings(Map.of("RUCHE_STORAGE__SESSION__BACKEND", "memory"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "ruche.storage.session.backend is 'memory': set RUCHE_STORAGE__SESSION__BACKEND to redis, the only one that several processes can share.");
    assertThatThrownBy(
            () -> TurnSettings.properties(settings(Map.of("RUCHE_TURNS__LEASE_SECONDS", "1"))))
        .hasMessage(
            "ruche.turns.lease_seconds is '1': set RUCHE_TURNS__LEASE_SECONDS to a whole number from 5 to 86400.");
  }

  @Test
  void theEnginesAddressCountsWithATokenAndWhereNoOtherIs() {
    Settings named =
        settings(Map.of("RUCHE_JOBS__HATCHET__SERVER_URL", "http://hatchet.example:7070"));
    assertThat(TurnSettings.engine(named, Map.of())).isEmpty();
    assertThat(TurnSettings.engine(named, Map.of("HATCHET_CLIENT_TOKEN", "t")))
        .containsEntry("HATCHET_CLIENT_HOST_PORT", "hatchet.example:7070")
        .containsEntry("HATCHET_CLIENT_TLS_STRATEGY", "none");
    Map<String, String> other =
        Map.of("HATCHET_CLIENT_TOKEN", "t", "HATCHET_CLIENT_HOST_PORT", "other:1");
    assertThat(TurnSettings.engine(named, other)).isEqualTo(other);
    assertThatThrownBy(
            () ->
                TurnSettings.engine(
                    settings(Map.of("RUCHE_JOBS__HATCHET__SERVER_URL", "hatchet:7070")),
                    Map.of("HATCHET_CLIENT_TOKEN", "t")))
        .hasMessage(
            "ruche.jobs.hatchet.server_url is 'hatchet:7070': set RUCHE_JOBS__HATCHET__SERVER_URL to an address such as http://localhost:7077.");
  }

  private Settings settings(Map<String, String> environment) {
    return Settings.load(environment, directory);
  }
}
