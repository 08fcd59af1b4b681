package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The aim on guidelines that the reader was not built on: 90 % of the facts, none wrong. */
class UnseenGuidelinesTest {

  private static final double RECALL = 0.9;

  /** What was found of which facts. */
  private record Tally(int found, int all, List<String> wrong) {

    double recall() {
      return (double) found / all;
    }
  }

  private interface Print {
    byte[] of(byte[] pdf) throws IOException;
  }

  private static Tally read(String title, List<UnseenGuidelines.Guideline> guidelines, Print print)
      throws IOException {
    int found = 0;
    int all = 0;
    List<String> wrong = new ArrayList<>();
    for (UnseenGuidelines.Guideline one : guidelines) {
      DocumentText text = new DocumentReader().read(print.of(one.pdf()));
      Set<String> read = Facts.of(new PolicyReader().read(text, "x").policy());
      Set<String> missed = new TreeSet<>(one.facts());
      missed.removeAll(read);
      Set<String> extra = new TreeSet<>(read);
      extra.removeAll(one.facts());
      System.out.printf(
          "%s %s: %d of %d; missed %s; wrong %s%n",
          title, one.name(), one.facts().size() - missed.size(), one.facts().size(), missed, extra);
      found += one.facts().size() - missed.size();
      all += one.facts().size();
      wrong.addAll(extra);
    }
    System.out.printf("%s: %d of %d found, %d wrong%n", title, found, all, wrong.size());
    return new Tally(found, all, wrong);
  }

  @Test
  void textLayers() throws IOException {
    Tally tally = read("text", UnseenGuidelines.all(), pdf -> pdf);

    assertThat(tally.wrong()).isEmpty();
    assertThat(tally.recall()).isGreaterThanOrEqualTo(RECALL);
  }

  @Test
  void someOfThemScannedALittleAskew() throws IOException {
    List<UnseenGuidelines.Guideline> some = UnseenGuidelines.all().subList(6, 7);
    Tally printed = read("text", some, pdf -> pdf);
    Tally scanned = read("scan", some, pdf -> Scans.of(pdf, 200, 1.5, 2));

    assertThat(scanned.wrong()).isEmpty();
    assertThat(scanned.found()).isGreaterThanOrEqualTo((int) Math.floor(RECALL * printed.found()));
  }

  /** How a page is scanned: dots per inch, and by how many degrees it lies askew. */
  private record Scan(int dpi, double degrees) {}

  @Test
  @Tag("benchmark")
  void allOfThemScanned() throws IOException {
    List<UnseenGuidelines.Guideline> all = new ArrayList<>(UnseenGuidelines.all());
    all.addAll(VariedGuidelines.all());
    Tally printed = read("text", all, pdf -> pdf);
    List<Tally> tallies = new ArrayList<>();
    for (Scan scan :
        List.of(
            new Scan(200, 0),
            new Scan(200, 1),
            new Scan(200, -2),
            new Scan(150, -0.6),
            new Scan(300, 1.4))) {
      String title = "scan of %d dpi, %.1f degrees".formatted(scan.dpi(), scan.degrees());
      tallies.add(read(title, all, pdf -> Scans.of(pdf, scan.dpi(), scan.degrees(), 2)));
    }
    assertThat(tallies)
        .allSatisfy(
            scanned -> {
              assertThat(scanned.wrong()).isEmpty();
              assertThat(scanned.found())
                  .isGreaterThanOrEqualTo((int) Math.floor(RECALL * printed.found()));
            });
  }
}
