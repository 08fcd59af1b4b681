package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectClasses;

/** No test of the shared application is left out, and none runs twice. */
class ApplicationTestsTest {
  private static final Path HERE = Path.of("src/test/java/routes/app");
  private static final Pattern EXCLUDED =
      Pattern.compile("<exclude>\\*\\*/app/(\\w+)\\.java</exclude>");

  @Test
  void theSuiteHasAllThatUseTheSharedApplicationAndTheBuildExcludesThem() throws IOException {
    Set<String> suite =
        Stream.of(ApplicationIT.class.getAnnotation(SelectClasses.class).value())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    Set<String> excluded =
        EXCLUDED
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());
    assertThat(suite).isEqualTo(users()).isEqualTo(excluded);
  }

  private static Set<String> users() throws IOException {
    try (Stream<Path> files = Files.list(HERE)) {
      return files
          .filter(file -> file.toString().endsWith("IT.java"))
          .filter(file -> !file.endsWith("ApplicationIT.java"))
          .filter(ApplicationTestsTest::sharesTheApplication)
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static boolean sharesTheApplication(Path file) {
    try {
      return Files.readString(file).contains("SharedApplication.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
