package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.documents.page.Source;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;

/** The project's own guidelines are read exactly. */
class SampleGuidelinesTest {

  private static final Path FOLDER = Path.of("samples", "guidelines");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ridgeway-equipment-capital",
        "harbor-point-leasing",
        "juniper-vendor-finance",
        "old-mill-bank"
      })
  void everyFactIsFoundAndNoneIsWrong(String name) throws IOException {
    Policy expected = Facts.expected(FOLDER.resolve(name + ".expected.json"));
    DocumentText text =
        new DocumentReader().read(Files.readAllBytes(FOLDER.resolve(name + ".pdf")));
    ReadPolicy read = new PolicyReader().read(text, "fallback");

    Facts.Score score = Facts.score(expected, read.policy());

    System.out.println(name + ": " + score);
    assertThat(score.wrong()).isEmpty();
    assertThat(score.missed()).isEmpty();
  }

  @Test
  void theScannedSampleHasNoTextLayer() throws IOException {
    DocumentText text =
        new DocumentReader().read(Files.readAllBytes(FOLDER.resolve("old-mill-bank.pdf")));

    assertThat(text.pages()).allMatch(page -> page.source() == Source.OCR);
  }

  @Test
  void everyFactCitesItsPageAndTheLendersWords() throws IOException {
    byte[] pdf = Files.readAllBytes(FOLDER.resolve("ridgeway-equipment-capital.pdf"));
    Policy policy = new PolicyReader().read(new DocumentReader().read(pdf), "x").policy();

    assertThat(policy.programs().get(0).criteria())
        .allMatch(criterion -> Integer.valueOf(1).equals(criterion.page()))
        .extracting(Criterion::quote)
        .contains("Minimum 5 years in business", "700+ FICO, 660+ PayNet");
  }

  @Test
  void aRangeCitesTheWordsOfBothItsEnds() throws IOException {
    byte[] pdf = Files.readAllBytes(FOLDER.resolve("juniper-vendor-finance.pdf"));
    Policy policy = new PolicyReader().read(new DocumentReader().read(pdf), "x").policy();

    assertThat(policy.programs().get(0).criteria())
        .filteredOn(criterion -> criterion.type().equals("loan_amount"))
        .extracting(Criterion::quote)
        .containsExactly(
            "What is your minimum loan amount? $5,000 … What is your maximum loan amount? $75,000");
  }

  @Test
  void whatIsNotUnderstoodIsListed() throws IOException {
    byte[] pdf = Files.readAllBytes(FOLDER.resolve("harbor-point-leasing.pdf"));
    ReadPolicy read = new PolicyReader().read(new DocumentReader().read(pdf), "x");

    assertThat(read.unread()).extracting(UnreadLine::text).anyMatch(t -> t.contains("800 FICO"));
  }

  @Test
  void theSamplesAreThoseThatTheGeneratorPrints() throws IOException {
    Set<String> names = SampleGuidelines.all().keySet();

    for (String name : names) {
      if (!name.startsWith("old-mill")) {
        assertThat(Files.readAllBytes(FOLDER.resolve(name)))
            .as(name)
            .isEqualTo(SampleGuidelines.all().get(name));
      }
    }
  }
}
