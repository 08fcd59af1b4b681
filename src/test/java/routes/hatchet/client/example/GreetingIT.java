package routes.hatchet.client.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.testing.HatchetTest;

/** The example runs, and is the one that the page shows. */
@HatchetTest
class GreetingIT {

  @Test
  void exampleRuns(HatchetClient client) throws Exception {
    assertThat(Greeting.greet(client, "Ada").text()).isEqualTo("Hello, Ada!");
  }

  @Test
  void pageShowsIt() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/routes/hatchet/client/example/Greeting.java"));
    String shown = source.substring(source.indexOf("public record Greeting"));
    assertThat(Files.readString(Path.of("docs/java-client.md"))).contains(shown.strip());
    assertThat(shown.lines().count()).isLessThanOrEqualTo(30);
  }
}
