package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Drawn;

/** Of a printed page only that is believed which does not hang on a hair's breadth. */
class SecondLookTest {

  private static ReadPolicy read(Drawn page) {
    return new PolicyReader().read(new DocumentText(List.of(page.page())), "x");
  }

  /**
   * Rows of labels and two fields.
   *
   * @param gap between the fields, in points
   */
  private static Drawn programs(float gap) {
    float second = 200 + 35 + gap;
    return new Drawn()
        .text(60, 100, "Requirements")
        .text(200, 100, "Express")
        .text(second, 100, "Premier")
        .text(60, 115, "Minimum FICO")
        .text(200, 115, "640")
        .text(second, 115, "700")
        .text(60, 130, "Maximum term")
        .text(200, 130, "48 mos.")
        .text(second, 130, "60 mos.");
  }

  @Test
  void columnsWellApartAreRead() {
    assertThat(Facts.of(read(programs(40)).policy()))
        .contains("Express: fico_score gte 640", "Premier: fico_score gte 700");
  }

  @Test
  void columnsThatAreOnlyJustApartAreUnread() {
    ReadPolicy read = read(programs(8.75f));
    assertThat(Facts.of(read.policy())).noneMatch(fact -> fact.contains("fico_score"));
    assertThat(read.unread()).extracting(UnreadLine::text).anyMatch(line -> line.contains("FICO"));
  }
}
