package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guidelines of {@code src/test/guidelines} as office programs print them: {@code plain} and {@code
 * ruled} are LibreOffice Writer's, with tables without lines and with lines around each field;
 * {@code sheet} is Calc's, with words at the left of a column, numbers at the right and no lines.
 */
class OfficePrintsTest {

  private static final Path FOLDER = Path.of("src", "test", "guidelines");
  private static final double RECALL = 0.9;

  static Stream<Path> prints() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER.resolve("office"))) {
      return files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("prints")
  void nineOfTenFactsAreFoundAndNoneIsWrong(Path print) throws IOException {
    String facts = print.getFileName().toString().replace(".pdf", ".facts");
    Set<String> expected = new TreeSet<>(Files.readAllLines(FOLDER.resolve(facts)));
    DocumentText text = new DocumentReader().read(Files.readAllBytes(print));
    List<String> read =
        Facts.of(new PolicyReader().read(text, "x").policy()).stream().map(String::trim).toList();
    assertThat(expected).as("wrong").containsAll(read);
    assertThat(read).as("found").hasSizeGreaterThanOrEqualTo((int) (RECALL * expected.size()));
  }
}
