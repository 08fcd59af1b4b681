package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that cannot work ends with one sentence that says what to do. */
class StartErrorsIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "KAFKA_PORT",
    "HATCHET_GRPC_PORT",
    "HATCHET_REST_PORT",
    "HTTP_PORT",
    "EVENTS_GRPC_PORT"
  })
  void aTakenPortIsNamed(String variable) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String said = start(Map.of(variable, port));
      assertThat(said).contains(port).contains(variable);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATABASE_URL | mysql://localhost/x | DATABASE_URL is no PostgreSQL address",
        "REDIS_URL | http://localhost | REDIS_URL is no Redis address",
        "HTTP_PORT | many | set HTTP_PORT to a whole number",
        "BIND_ADDRESS | 0.0.0.0 | HTTP_WITHOUT_LOGIN to true",
        "HATCHET_ENGINE | cloud | set HATCHET_ENGINE to auto, remote or embedded",
      })
  void aWrongSettingIsNamed(String variable, String value, String sentence) throws Exception {
    assertThat(start(Map.of(variable, value))).contains(sentence);
  }

  @Test
  void anUnusableDataDirectoryIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no directory");
    assertThat(start(Map.of("DATA_DIR", file.toString()))).contains(file.toString());
  }

  private String start(Map<String, String> wrong) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATA_DIR", directory.resolve("data").toString());
    for (String port :
        new String[] {
          "HTTP_PORT", "EVENTS_GRPC_PORT", "KAFKA_PORT", "HATCHET_GRPC_PORT", "HATCHET_REST_PORT"
        }) {
      environment.put(port, Integer.toString(TestPorts.free()));
    }
    environment.putAll(wrong);
    Process process = RunningApplication.launch(directory, environment);
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    process.destroyForcibly();
    String log = Files.readString(directory.resolve("application.log"));
    assertThat(ended).as(log).isTrue();
    assertThat(process.exitValue()).as(log).isEqualTo(1);
    assertThat(log).doesNotContain("\tat ");
    return log;
  }
}
