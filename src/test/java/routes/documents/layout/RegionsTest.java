package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which heading stands over which column. */
class RegionsTest {

  private static final float[] THIRDS = {60, 260, 440};

  @Test
  void headingsStandOverTheirListsAndNotUnderTheFiguresAbove() {
    Drawn page =
        new Drawn()
            .row(100, THIRDS, "2 hours", "$175,000", "100%")
            .row(120, THIRDS, "to an answer", "on one page", "signed online")
            .heading(40, 150, "Established")
            .heading(320, 150, "New Business")
            .text(44, 170, "• FICO 660")
            .text(324, 170, "• FICO 700")
            .text(44, 185, "• Two years")
            .text(324, 185, "• 10% down");
    List<Block> blocks = page.blocks();
    assertThat(blocks.get(blocks.size() - 1))
        .isInstanceOfSatisfying(
            Columns.class,
            columns ->
                assertThat(columns.columns())
                    .hasSize(2)
                    .allSatisfy(
                        column -> {
                          assertThat(column.get(0)).isInstanceOf(Heading.class);
                          assertThat(column).hasSize(3);
                        }));
    assertThat(Drawn.tables(blocks))
        .singleElement()
        .satisfies(table -> assertThat(table.rows()).hasSize(2));
  }

  @Test
  void aRemarkBesideATitleIsNoColumn() {
    Drawn page =
        new Drawn()
            .text(50, 80, "These are our programs, each with what it takes to be in it.")
            .heading(50, 110, "Everyday")
            .type(150, 113, "add a chair", 8)
            .text(54, 130, "• $10,000")
            .text(54, 144, "• Terms of 12 to 84 months for all who have been here before")
            .text(54, 158, "• 680+ FICO");
    assertThat(page.blocks()).noneMatch(Columns.class::isInstance);
  }

  @Test
  void capitalsBrokenOverLinesAreOneHeading() {
    Drawn page =
        new Drawn()
            .text(50, 80, "These are our programs, each with what it takes to be in it.")
            .heading(50, 110, "OWNER-")
            .heading(50, 125, "OPERATORS")
            .text(50, 145, "FICO of at least 620 and two years in business.");
    assertThat(page.blocks())
        .filteredOn(Heading.class::isInstance)
        .extracting(block -> ((Heading) block).text())
        .containsExactly("OWNER-OPERATORS");
  }

  @Test
  void linesOfProseSideBySideAreNoTable() {
    float[] columns = {50, 230, 410};
    Drawn page =
        new Drawn()
            .row(
                100,
                columns,
                "Buy from a known seller.",
                "No bankruptcy in the past",
                "We do not fund in Iowa,")
            .row(
                114,
                columns,
                "Nothing older than 3 years.",
                "seven years, and no liens",
                "Maine or Ohio.")
            .row(
                128,
                columns,
                "Two years of tax returns",
                "or judgments of any sort.",
                "Casinos and churches are")
            .row(
                142,
                columns,
                "are needed at all times.",
                "Startups are welcome.",
                "not served by us.");
    assertThat(Drawn.tables(page.blocks())).isEmpty();
  }

  @Test
  void aLineOfNotesDoesNotHoldTheColumnsBelowItTogether() {
    Drawn page =
        new Drawn()
            .row(
                100,
                new float[] {40, 150, 280},
                "One bureau.",
                "20% if no home.",
                "Or personal ones.")
            .row(118, new float[] {40, 330}, "Minimum funding is $20,000.", "All states but NY.")
            .row(
                136,
                new float[] {40, 330},
                "No liens, no repossessions, no bankruptcies at all.",
                "Fees:")
            .row(
                148,
                new float[] {40, 330},
                "No private sales, only dealers that are set up with us.",
                "none of them");
    assertThat(page.blocks())
        .last()
        .isInstanceOfSatisfying(Columns.class, columns -> assertThat(columns.columns()).hasSize(2));
    assertThat(page.blocks()).hasSize(2);
  }

  @Test
  void headingsOverLabelsAndValuesSideBySideDivideThem() {
    float[] places = {50, 130, 230, 310, 410, 500};
    Drawn page = new Drawn().text(50, 60, "What it takes to be in each of our three programs.");
    page.heading(50, 100, "Express").heading(230, 100, "Select").heading(410, 100, "Liftoff");
    page.row(120, places, "Amount", "$75K", "Amount", "$400K", "Amount", "$40K");
    page.row(135, places, "FICO", "640+", "FICO", "685+", "FICO", "690+");
    page.row(150, places, "Years", "2+", "Years", "4+", "Years", "under 2");
    page.row(165, places, "Months", "48", "Months", "72", "Down", "15%");
    assertThat(page.blocks().get(1))
        .isInstanceOfSatisfying(
            Columns.class,
            columns -> {
              assertThat(columns.columns()).hasSize(3);
              assertThat(columns.columns().get(2).get(0))
                  .isInstanceOfSatisfying(
                      Heading.class, head -> assertThat(head.text()).isEqualTo("Liftoff"));
            });
  }

  @Test
  void headingsAtThePagesFootAreNoPartOfTheColumnsAbove() {
    Drawn page =
        new Drawn()
            .text(50, 100, "• FICO 690 or more of the one who signs")
            .text(320, 100, "• Term 36 months")
            .text(50, 115, "• Four months of bank statements")
            .text(320, 115, "• Ten percent down")
            .bold(50, 150, "Equipment")
            .bold(230, 150, "Credit")
            .bold(420, 150, "Where");
    List<Block> blocks = page.blocks();
    assertThat(blocks).hasSize(2);
    assertThat(((Columns) blocks.get(1)).columns())
        .hasSize(3)
        .allSatisfy(column -> assertThat(column).hasSize(1));
  }
}
