package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.policy.Policy;

/**
 * Published guidelines of real lenders, which are not part of the project: the folder is named by
 * the property or variable {@code LENDER_GUIDELINES}.
 */
class RealGuidelinesTest {

  private static final double OCR_SHARE = 0.9;

  private static Path folder() {
    String named =
        Optional.ofNullable(System.getProperty("LENDER_GUIDELINES"))
            .or(() -> Optional.ofNullable(System.getenv("LENDER_GUIDELINES")))
            .orElse("../shared/lender-guidelines");
    Path folder = Path.of(named);
    assumeTrue(
        Files.isDirectory(folder),
        "skipped: no folder %s with real guidelines (set LENDER_GUIDELINES)".formatted(folder));
    return folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"apex", "advantage-plus"})
  void everyFactIsFoundAndNoneIsWrong(String name) throws IOException {
    Path folder = folder();
    Policy expected = Facts.expected(folder.resolve(name + ".expected.json"));
    byte[] pdf = Files.readAllBytes(folder.resolve(name + ".pdf"));

    Facts.Score score = Facts.score(expected, read(pdf));

    System.out.println(name + ": " + score);
    assertThat(score.wrong()).isEmpty();
    assertThat(score.missed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apex", "advantage-plus"})
  void aScanGivesNineTenthsOfWhatTheTextLayerGives(String name) throws IOException {
    byte[] pdf = Files.readAllBytes(folder().resolve(name + ".pdf"));
    Set<String> layer = Facts.of(read(pdf));

    Set<String> scan = Facts.of(read(Scans.of(pdf, 200, 0, 0)));

    Set<String> common = new TreeSet<>(scan);
    common.retainAll(layer);
    Set<String> wrong = new TreeSet<>(scan);
    wrong.removeAll(layer);
    Set<String> missed = new TreeSet<>(layer);
    missed.removeAll(scan);
    System.out.printf(
        "%s scanned: %d of %d found, %d wrong; missed %s; wrong %s%n",
        name, common.size(), layer.size(), wrong.size(), missed, wrong);
    assertThat(wrong).isEmpty();
    assertThat(common.size()).isGreaterThanOrEqualTo((int) Math.ceil(OCR_SHARE * layer.size()));
  }

  private static Policy read(byte[] pdf) {
    return new PolicyReader().read(new DocumentReader().read(pdf), "fallback").policy();
  }
}
