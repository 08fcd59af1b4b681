package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.HatchetException;

/** Which engine the settings mean; each thing that is missing has a sentence of its own. */
class EngineChoiceTest {
  private static final String TENANT = "707d0855-80ab-4e1f-a156-f1c4546cbf52";

  private static EngineChoice choice(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("HATCHET_ENGINE", "auto");
    return EngineChoice.of(Settings.load(all, Path.of("target")), all);
  }

  private static String token() {
    String claims = "{\"sub\": \"" + TENANT + "\"}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".x";
  }

  @Test
  void withoutAnythingTheEngineIsEmbedded() {
    assertThat(choice(Map.of())).isEqualTo(new EngineChoice(false, false, null));
  }

  @Test
  void anEngineThatAnswersIsTakenWithOneInTheProcessBehindIt() throws Exception {
    try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              choice(
                  Map.of(
                      "HATCHET_CLIENT_TOKEN",
                      token(),
                      "HATCHET_CLIENT_HOST_PORT",
                      "127.0.0.1:" + engine.getLocalPort())))
          .isEqualTo(new EngineChoice(true, true, null));
    }
  }

  @Test
  void anEngineThatDoesNotAnswerIsNamed() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    EngineChoice choice =
        choice(
            Map.of(
                "HATCHET_CLIENT_TOKEN", token(), "HATCHET_CLIENT_HOST_PORT", "127.0.0.1:" + port));
    assertThat(choice.remote()).isFalse();
    assertThat(choice.standby()).isTrue();
    assertThat(choice.absent())
        .contains("Hatchet at 127.0.0.1:" + port + " did not answer")
        .contains("check HATCHET_CLIENT_HOST_PORT");
  }

  @Test
  void aMissingTokenIsNamed() {
    assertThat(choice(Map.of("HATCHET_CLIENT_HOST_PORT", "hatchet:7077")).absent())
        .isEqualTo(
            "HATCHET_CLIENT_TOKEN not set: set it to an API token of the engine at hatchet:7077, or"
                + " unset HATCHET_CLIENT_HOST_PORT.");
    assertThatThrownBy(() -> choice(Map.of("HATCHET_ENGINE", "remote")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("HATCHET_CLIENT_TOKEN not set");
  }

  @Test
  void aTokenOfAnotherTenantIsNamed() {
    assertThatThrownBy(
            () ->
                choice(
                    Map.of(
                        "HATCHET_CLIENT_TOKEN",
                        token(),
                        "HATCHET_CLIENT_HOST_PORT",
                        "127.0.0.1:1",
                        "HATCHET_CLIENT_TENANT_ID",
                        "00000000-0000-4000-8000-000000000000")))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining("belongs to tenant " + TENANT);
  }
}
