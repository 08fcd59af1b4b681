package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lines make one statement. */
class FlowTest {

  @Test
  void aLineThatEndsAtTheMarginGoesOnThoughTheNextBeginsWithANumber() {
    Drawn page =
        new Drawn()
            .text(
                60,
                100,
                "Our customer is a doctor who has held a license for a minimum period, say")
            .text(60, 112, "3 years, and whose practice has been in business for 2 years or more.")
            .text(60, 124, "Every owner signs.");
    assertThat(items(page))
        .hasSize(2)
        .first()
        .asString()
        .contains("a minimum period, say 3 years, and whose");
  }

  @Test
  void aLabelInBoldTypeBeginsAStatementOfItsOwn() {
    Drawn page =
        new Drawn()
            .text(
                60,
                100,
                "Dealers only, and each of them must be set up with us before the first deal")
            .bold(60, 112, "Never:")
            .text(100, 112, "dump trucks, tow trucks")
            .text(60, 124, "and glider kits");
    assertThat(items(page)).hasSize(2).last().asString().startsWith("Never: dump trucks");
  }

  @Test
  void aLineOfLabelsIsNoneThatGoesOn() {
    Drawn page =
        new Drawn()
            .text(
                60,
                100,
                "Lender: Lantern Street Leasing Completed by: R. Okafor, VP of Broker Relations")
            .text(60, 112, "Phone: 612-555-0188 Years funding: 19");
    assertThat(items(page)).hasSize(2);
  }

  private static List<String> items(Drawn page) {
    return page.blocks().stream()
        .filter(Item.class::isInstance)
        .map(block -> ((Item) block).text())
        .toList();
  }

  @Test
  void aHeadingGoesOnInALineOfFiguresAndBehindAHyphen() {
    Drawn page =
        new Drawn()
            .text(50, 60, "What it takes to be in each of our programs, and what they are for.")
            .heading(50, 100, "$5,000 to")
            .heading(50, 116, "$250,000")
            .text(50, 140, "Two years in business or more are needed for it, and no less.")
            .heading(50, 180, "Owner-")
            .heading(50, 196, "Operator")
            .text(50, 220, "Two years in business or more are needed for it, and no less.");
    assertThat(page.blocks())
        .filteredOn(Heading.class::isInstance)
        .map(block -> ((Heading) block).text())
        .containsExactly("$5,000 to $250,000", "Owner-Operator");
  }

  /** A mark is set as high as its word, and reaches into it. */
  @Test
  void aRaisedMarkStaysBehindItsWord() {
    Drawn page =
        new Drawn()
            .text(50, 100, "A score is needed from the ones who sign: FICO")
            .type(256, 98, "2", 6);
    assertThat(((Item) page.blocks().get(0)).text()).endsWith("FICO²");
  }
}
