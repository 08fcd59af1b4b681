package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment over the token's claims, and a sentence for each mistake. */
class HatchetClientConfigurationTest {

  private static final String TOKEN = FakeEngine.token("engine.test:7077");

  private static HatchetClientConfiguration read(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_CLIENT_TOKEN", TOKEN);
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return HatchetClientConfiguration.fromEnvironment(environment);
  }

  @Test
  void addressesAndTenantComeFromTheToken() {
    HatchetClientConfiguration configuration = read();
    assertThat(configuration.address()).isEqualTo("engine.test:7077");
    assertThat(configuration.serverUrl()).isEqualTo("http://127.0.0.1:1");
    assertThat(configuration.tenantId()).isEqualTo("707d0855-80ab-4e1f-a156-f1c4546cbf52");
    assertThat(configuration.tls().strategy()).isEqualTo(TlsStrategy.TLS);
  }

  @Test
  void environmentIsStrongerThanTheToken() {
    HatchetClientConfiguration configuration =
        read(
            "HATCHET_CLIENT_HOST_PORT", "[::1]:17077",
            "HATCHET_CLIENT_SERVER_URL", "http://localhost:18888/",
            "HATCHET_CLIENT_TENANT_ID", "707D0855-80ab-4e1f-a156-f1c4546cbf52",
            "HATCHET_CLIENT_TLS_STRATEGY", "NONE",
            "HATCHET_CLIENT_NAMESPACE", "Dev",
            "HATCHET_DEBUG", "true");
    assertThat(configuration.host()).isEqualTo("[::1]");
    assertThat(configuration.port()).isEqualTo(17077);
    assertThat(configuration.serverUrl()).isEqualTo("http://localhost:18888");
    assertThat(configuration.tenantId())
        .isEqualToIgnoringCase("707d0855-80ab-4e1f-a156-f1c4546cbf52");
    assertThat(configuration.tls().strategy()).isEqualTo(TlsStrategy.NONE);
    assertThat(configuration.namespaced("w")).isEqualTo("dev_w");
    assertThat(configuration.namespaced("dev_w")).isEqualTo("dev_w");
    assertThat(configuration.debug()).isTrue();
  }

  @Test
  void tokenIsNeverShown() {
    assertThat(read().toString()).doesNotContain(TOKEN).contains("token=***");
  }

  @Test
  void missingTokenIsTold() {
    assertThatThrownBy(() -> HatchetClientConfiguration.fromEnvironment(Map.of()))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining("set HATCHET_CLIENT_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "a.b", "ey.!!!.x", "ey.W10.x", "a.b.c.d"})
  void malformedTokenIsToldAndNotShown(String token) {
    assertThatThrownBy(() -> read("HATCHET_CLIENT_TOKEN", token))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining("HATCHET_CLIENT_TOKEN is not a Hatchet API token")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "HATCHET_CLIENT_HOST_PORT, http://localhost:7077, without a scheme",
    "HATCHET_CLIENT_HOST_PORT, localhost, host:port",
    "HATCHET_CLIENT_HOST_PORT, localhost:99999, host:port",
    "HATCHET_CLIENT_SERVER_URL, localhost:8888, with its scheme",
    "HATCHET_CLIENT_TENANT_ID, 00000000-0000-4000-8000-000000000000, belongs to tenant 707d0855",
    "HATCHET_CLIENT_TLS_STRATEGY, ssl, 'write none, tls or mtls'",
    "HATCHET_CLIENT_TLS_STRATEGY, mtls, HATCHET_CLIENT_TLS_CERT_FILE",
    "HATCHET_CLIENT_GRPC_MAX_SEND_MESSAGE_LENGTH, many, positive whole number"
  })
  void wrongSettingIsToldWithWhatToDo(String variable, String value, String what) {
    assertThatThrownBy(() -> read(variable, value))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining(what);
  }
}
