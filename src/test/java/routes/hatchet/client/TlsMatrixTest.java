package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every TLS strategy against every kind of server: it connects, or a sentence says what to do. */
class TlsMatrixTest {

  /** Beyond the usual 5 s, as a loaded machine may stall for seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final TestCertificates CERTIFICATES = new TestCertificates();
  private static final FakeEngine PLAIN = new FakeEngine(0);
  private static final FakeEngine TLS = new FakeEngine(0, CERTIFICATES.server(false));
  private static final FakeEngine MTLS = new FakeEngine(0, CERTIFICATES.server(true));
  private static final Vertx VERTX = Vertx.vertx();
  private static HttpServer page;

  @BeforeAll
  static void page() throws Exception {
    // Speaks HTTP/1 and HTTP/2, as an ingress does.
    page =
        VERTX
            .createHttpServer(new HttpServerOptions().setHost("localhost").setPort(0))
            .requestHandler(
                request ->
                    request
                        .response()
                        .setStatusCode(404)
                        .putHeader("content-type", "text/html")
                        .end("<html><body>not here</body></html>"))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    PLAIN.close();
    TLS.close();
    MTLS.close();
    VERTX.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    CERTIFICATES.close();
  }

  private static int port(String endpoint) throws IOException {
    return switch (endpoint) {
      case "plain" -> PLAIN.port();
      case "tls" -> TLS.port();
      case "mtls" -> MTLS.port();
      case "html" -> page.actualPort();
      default -> {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          yield socket.getLocalPort();
        }
      }
    };
  }

  private static Map<String, String> environment(String strategy, String address) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_CLIENT_TOKEN", FakeEngine.token(address));
    switch (strategy) {
      case "trusting" -> {
        environment.put("HATCHET_CLIENT_TLS_STRATEGY", "tls");
        environment.putAll(CERTIFICATES.trusting());
      }
      case "mtls" -> {
        environment.put("HATCHET_CLIENT_TLS_STRATEGY", "mtls");
        environment.putAll(CERTIFICATES.trusting());
        environment.putAll(CERTIFICATES.own());
      }
      default -> environment.put("HATCHET_CLIENT_TLS_STRATEGY", strategy);
    }
    return environment;
  }

  private static String version(Map<String, String> environment) {
    try (HatchetClient client =
        new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment))) {
      return client.version(PATIENCE);
    }
  }

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource({
    "none, plain",
    "trusting, tls",
    "mtls, tls",
    "mtls, mtls",
  })
  void connects(String strategy, String endpoint) throws IOException {
    assertThat(version(environment(strategy, "localhost:" + port(endpoint)))).startsWith("v0.");
  }

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource({
    "none,     tls,     'expects TLS, but HATCHET_CLIENT_TLS_STRATEGY is none'",
    "none,     mtls,    'expects TLS, but HATCHET_CLIENT_TLS_STRATEGY is none'",
    "none,     html,    'looks like Hatchet''s REST port'",
    "none,     nothing, 'Nothing listens at'",
    "tls,      plain,   'set HATCHET_CLIENT_TLS_STRATEGY=none'",
    "tls,      tls,     'HATCHET_CLIENT_TLS_ROOT_CA_FILE'",
    "tls,      mtls,    'HATCHET_CLIENT_TLS_ROOT_CA_FILE'",
    "tls,      html,    'looks like Hatchet''s REST port'",
    "tls,      nothing, 'Nothing listens at'",
    "trusting, plain,   'set HATCHET_CLIENT_TLS_STRATEGY=none'",
    "trusting, mtls,    'a client certificate is wanted'",
    "trusting, html,    'looks like Hatchet''s REST port'",
    "trusting, nothing, 'Nothing listens at'",
    "mtls,     plain,   'set HATCHET_CLIENT_TLS_STRATEGY=none'",
    "mtls,     html,    'looks like Hatchet''s REST port'",
    "mtls,     nothing, 'Nothing listens at'",
  })
  void saysWhatToDo(String strategy, String endpoint, String sentence) throws IOException {
    Map<String, String> environment = environment(strategy, "localhost:" + port(endpoint));
    assertThatThrownBy(() -> version(environment))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(environment.get("HATCHET_CLIENT_TOKEN"));
  }

  @Test
  void certificateForAnotherNameIsToldAndTheNameCanBeSet() {
    Map<String, String> environment = environment("trusting", "127.0.0.1:" + TLS.port());
    assertThatThrownBy(() -> version(environment)).hasMessageContaining("_TLS_SERVER_NAME");
    environment.put("HATCHET_CLIENT_TLS_SERVER_NAME", "localhost");
    assertThat(version(environment)).startsWith("v0.");
  }

  @Test
  void filesThatAreNoCertificatesAreTold() {
    Map<String, String> environment = environment("mtls", "localhost:" + MTLS.port());
    environment.put("HATCHET_CLIENT_TLS_KEY_FILE", "/nowhere/key.pem");
    assertThatThrownBy(() -> version(environment))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining("TLS files of the Hatchet connection cannot be used");
  }

  @Test
  void serverThatNeverAnswersIsToldWithinTheTimeGiven() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HatchetClient client =
            new HatchetClient(
                HatchetClientConfiguration.fromEnvironment(
                    environment("none", "localhost:" + silent.getLocalPort())))) {
      long begun = System.nanoTime();
      assertThatThrownBy(() -> client.version(Duration.ofSeconds(1)))
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("did not answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    }
  }
}
