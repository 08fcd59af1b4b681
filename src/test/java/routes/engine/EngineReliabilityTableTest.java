package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that docs/engine-reliability.md names are there. */
class EngineReliabilityTableTest {

  /** {@code `package.Class.method`} below this package, or {@code `.method`} of the same class. */
  private static final Pattern NAMED =
      Pattern.compile("`((?:[a-z]+\\.)*)([A-Z]\\w+(?:Test|IT))?\\.([a-z]\\w+)`");

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String line : Files.readAllLines(Path.of("docs/engine-reliability.md"))) {
      Matcher named = NAMED.matcher(line);
      String type = "";
      while (named.find()) {
        if (named.group(2) != null) {
          type = "routes.engine." + named.group(1) + named.group(2);
        }
        if (!exists(type, named.group(3))) {
          missing.add(type + "." + named.group(3));
        }
        found++;
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(80);
  }

  private static boolean exists(String type, String method) {
    try {
      return Arrays.stream(Class.forName(type).getDeclaredMethods())
          .anyMatch(m -> m.getName().equals(method));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
