package routes.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "Kafka, KAFKA_PORT",
    "PostgreSQL, POSTGRES_PORT",
    "Redis, REDIS_PORT",
  })
  void aTakenPortIsNamedWithTheVariableThatChangesIt(String server, String variable)
      throws IOException {
    try (ServerSocket taken = listening(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> Ports.choose(server, variable, Ports.LOOPBACK, port, directory.resolve("port")))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessage(
              "Port %d for %s on 127.0.0.1 is taken or not allowed: stop what listens there, or set %s to another port.",
              port, server, variable);
    }
  }

  /** A connection that goes out may take any other before the server has it. */
  @Test
  void aChosenPortIsNoneThatConnectionsGoOutFrom() throws IOException {
    for (int i = 0; i < 20; i++) {
      int port = Ports.anyFree(Ports.LOOPBACK);
      assertThat(port).isBetween(1024, 32_767);
      listening(port).close();
    }
  }

  @Test
  void aFreePortIsRemembered() {
    Path memory = directory.resolve("port");
    int first = Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, 0, memory);
    int second = Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, 0, memory);
    assertThat(second).isEqualTo(first).isPositive();
  }

  @Test
  void aRememberedPortThatIsTakenByNowIsReplaced() throws IOException {
    Path memory = directory.resolve("port");
    int first = Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, 0, memory);
    try (ServerSocket taken = listening(first)) {
      assertThat(taken.isBound()).isTrue();
      int second = Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, 0, memory);
      assertThat(second).isNotEqualTo(first);
      assertThat(memory).hasContent(Integer.toString(second));
    }
  }

  @ParameterizedTest
  @CsvSource({"abc", "-1", "70000", "''"})
  void aSpoiltMemoryIsReplaced(String content) throws IOException {
    Path memory = directory.resolve("port");
    Files.writeString(memory, content);
    assertThat(Ports.choose("Redis", "REDIS_PORT", Ports.LOOPBACK, 0, memory)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536"})
  void aPortThatIsNoneStopsTheStart(int port) {
    assertThatThrownBy(() -> new EmbeddedServersConfiguration(directory, "127.0.0.1", port, 0, 0))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessage(
            "KAFKA_PORT is %d: set it to a port between 1 and 65535, or to 0 for a free one.",
            port);
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsNamed() {
    assertThatThrownBy(
            () -> EmbeddedKafka.start(DataDirectory.open(directory), "192.0.2.1", 39_092))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("Port 39092 for Kafka on 192.0.2.1")
        .hasMessageContaining("KAFKA_PORT");
  }

  private static ServerSocket listening(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(Ports.loopback(), port));
    return socket;
  }
}
