package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests that a page of the documentation names are there. */
public final class NamedTests {

  /**
   * {@code `package.Class.method`}, {@code `Class.method`} or {@code `.method`} of the class that
   * the line named before.
   */
  private static final Pattern NAMED =
      Pattern.compile("`((?:[a-z]+\\.)*)([A-Z]\\w+(?:Test|IT))?\\.([a-z]\\w+)`");

  private NamedTests() {}

  /**
   * Fails for each test that is not there.
   *
   * @param packageOf the whole package, with its point at the end, for what the page writes before
   *     a class
   * @return how many tests the page names
   */
  public static int assertExist(Path page, UnaryOperator<String> packageOf) throws IOException {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String line : Files.readAllLines(page)) {
      Matcher named = NAMED.matcher(line);
      String type = "";
      while (named.find()) {
        if (named.group(2) != null) {
          type = packageOf.apply(named.group(1)) + named.group(2);
        }
        if (!exists(type, named.group(3))) {
          missing.add(type + "." + named.group(3));
        }
        found++;
      }
    }
    assertThat(missing).isEmpty();
    return found;
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
