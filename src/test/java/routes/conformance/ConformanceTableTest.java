package routes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.NamedTests;

/** The table of docs/conformance.md names every point, and the checks and tests that there are. */
class ConformanceTableTest {

  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| .+? \\| ([\\w, ]*)\\| ?(.*)\\|");
  private static final Pattern CHECK = Pattern.compile("check\\(['\"](\\d+) ");

  @Test
  void namesEveryPointAndTheLanguagesThatShowIt() throws IOException {
    Map<Integer, Set<String>> shown = new TreeMap<>();
    checks(shown, "Python", Path.of("src/test/python/conformance"));
    checks(shown, "TypeScript", Path.of("src/test/typescript"));
    List<Integer> points = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("docs/conformance.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        int point = Integer.parseInt(row.group(1));
        points.add(point);
        Set<String> named = new TreeSet<>(List.of(row.group(2).strip().split(", ")));
        named.remove("");
        assertThat(named).as(line).isEqualTo(shown.getOrDefault(point, Set.of()));
        assertThat(named.size() + row.group(3).strip().length()).as(line).isPositive();
      }
    }
    assertThat(points).isEqualTo(IntStream.rangeClosed(1, 36).boxed().toList());
  }

  private static void checks(Map<Integer, Set<String>> shown, String language, Path sources)
      throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher check = CHECK.matcher(Files.readString(file));
        while (check.find()) {
          shown
              .computeIfAbsent(Integer.valueOf(check.group(1)), point -> new TreeSet<>())
              .add(language);
        }
      }
    }
  }

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Path page = Path.of("docs/conformance.md");
    assertThat(NamedTests.assertExist(page, given -> given)).isGreaterThan(25);
  }
}
