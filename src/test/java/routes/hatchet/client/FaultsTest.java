package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes by itself, what somebody must set right, and what is the caller's own matter. */
class FaultsTest {

  private final Faults faults =
      new Faults(
          HatchetClientConfiguration.fromEnvironment(
              Map.of("HATCHET_CLIENT_TOKEN", FakeEngine.token("engine:7077"))));

  private HatchetException explain(Status status) {
    return faults.explain("pushing an event", status.asRuntimeException());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, gone, false",
    "DEADLINE_EXCEEDED, late, false",
    "INTERNAL, database away, true",
    "ABORTED, conflict, true",
    "RESOURCE_EXHAUSTED, rate limit exceeded, true",
  })
  void passesByItself(Status.Code code, String description, boolean answered) {
    assertThat(explain(code.toStatus().withDescription(description)))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class, e -> assertThat(e.answered()).isEqualTo(answered));
  }

  @Test
  void nameThatIsNotFoundPassesByItself() {
    assertThat(
            explain(
                Status.UNAVAILABLE
                    .withDescription("Unable to resolve host engine")
                    .withCause(new UnknownHostException("engine"))))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "The host of the Hatchet engine, engine, is not known: check"
                + " HATCHET_CLIENT_HOST_PORT.");
  }

  @ParameterizedTest
  @CsvSource({"UNAUTHENTICATED", "PERMISSION_DENIED"})
  void tokenIsToBeSetRight(Status.Code code) {
    assertThat(explain(code.toStatus()))
        .isInstanceOf(ConnectionSettingsException.class)
        .hasMessage(
            "The Hatchet engine at engine:7077 refuses the token: set HATCHET_CLIENT_TOKEN to a"
                + " token of this engine that has not expired.");
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, grpc: received message larger than max (5000000 vs. 4194304)",
    "RESOURCE_EXHAUSTED, gRPC message exceeds maximum size 4194304: 5000000",
    "RESOURCE_EXHAUSTED, the message is larger than 4 MiB once it is unpacked: send less at once",
    "INVALID_ARGUMENT, the key is empty",
    "NOT_FOUND, no such run",
    "UNIMPLEMENTED, not here",
  })
  void isTheCallersMatter(Status.Code code, String description) {
    assertThat(explain(code.toStatus().withDescription(description)))
        .isExactlyInstanceOf(HatchetException.class);
  }
}
