package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Ports without a login are this machine's, unless somebody says otherwise. */
class HttpAddressTest {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("routes.http");

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void end() {
    log.detachAppender(logged);
  }

  private static HttpAddress address(Map<String, String> environment) {
    return HttpAddress.of(Settings.load(environment, Path.of("target")));
  }

  @Test
  void otherMachinesAreRefusedWithWhatToSet() {
    HttpAddress open = address(Map.of("BIND_ADDRESS", "0.0.0.0"));
    assertThatThrownBy(open::requireOwnMachineOrConsent)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "BIND_ADDRESS is 0.0.0.0, but HTTP on port 8001 and events by gRPC on port 8002 have no"
                + " login: set it to 127.0.0.1, or, where only a proxy with a login or trusted"
                + " machines reach them, HTTP_WITHOUT_LOGIN to true.");
  }

  @Test
  void whoConsentsIsWarnedOnce() {
    address(Map.of("BIND_ADDRESS", "0.0.0.0", "HTTP_WITHOUT_LOGIN", "true"))
        .requireOwnMachineOrConsent();
    assertThat(logged.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getFormattedMessage())
                    .contains("port 8001", "port 8002", "no login", "0.0.0.0 (BIND_ADDRESS)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
  void ownMachineIsNotWorthALine(String host) {
    HttpAddress own = address(Map.of("BIND_ADDRESS", host));
    assertThatCode(own::requireOwnMachineOrConsent).doesNotThrowAnyException();
    assertThat(logged.list).isEmpty();
  }

  @Test
  void whatIsNotServedIsOpenToNobody() {
    HttpAddress none = address(Map.of("BIND_ADDRESS", "0.0.0.0", "HTTP_ENABLED", "false"));
    assertThatCode(none::requireOwnMachineOrConsent).doesNotThrowAnyException();
    assertThat(logged.list).isEmpty();
  }
}
