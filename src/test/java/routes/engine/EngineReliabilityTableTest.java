package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import routes.NamedTests;

/** The tests that docs/engine-reliability.md names are there. */
class EngineReliabilityTableTest {

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Path page = Path.of("docs/engine-reliability.md");
    assertThat(NamedTests.assertExist(page, below -> "routes.engine." + below)).isGreaterThan(80);
  }
}
