package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import routes.NamedTests;

/** The tests that docs/reliability.md names are there. */
class ReliabilityTableTest {

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Path page = Path.of("docs/reliability.md");
    assertThat(
            NamedTests.assertExist(
                page, given -> given.isEmpty() ? "routes.hatchet.client." : given))
        .isGreaterThan(30);
  }
}
