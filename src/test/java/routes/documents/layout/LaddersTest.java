package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables whose rows alone have lines below them. */
class LaddersTest {

  private static final float[] PLACES = {56, 186, 276, 366};
  private static final float[] EDGES = {50, 180, 270, 360, 460};

  @Test
  void theHeadAboveTheFirstRowIsPartOfTheTable() {
    Drawn page =
        new Drawn()
            .row(100, PLACES, "Level", "FICO", "Years", "Down")
            .row(122, PLACES, "Gold", "700+", "5+", "None")
            .across(142, 50, 460)
            .row(147, PLACES, "Silver", "680+", "3+", "5%")
            .across(167, 50, 460)
            .row(172, PLACES, "Bronze", "660+", "2+", "10%")
            .across(192, 50, 460)
            .row(197, PLACES, "Iron", "640+", "1+", "20%")
            .across(217, 50, 460);
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Level", "FICO", "Years", "Down"),
            List.of("Gold", "700+", "5+", "None"),
            List.of("Silver", "680+", "3+", "5%"),
            List.of("Bronze", "660+", "2+", "10%"),
            List.of("Iron", "640+", "1+", "20%"));
  }

  /** Beside a bar of text at the page's edge. */
  @Test
  void linesInPiecesDivideTheirColumnsHoweverFewTheyAre() {
    float[] edges = {150, 280, 370, 460, 560};
    float[] places = {156, 286, 376, 466};
    Drawn page =
        new Drawn()
            .row(100, places, "Amount", "Standard", "Start-up", "Medical")
            .text(20, 104, "Signed papers")
            .row(126, places, "Up to $50,000", "9.75%", "13.25%", "8.25%")
            .text(20, 131, "Insurance")
            .across(144, edges)
            .row(154, places, "$50,001 and up", "8.90%", "–", "7.75%")
            .text(20, 160, "Driver's licence")
            .across(172, edges);
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Amount", "Standard", "Start-up", "Medical"),
            List.of("Up to $50,000", "9.75%", "13.25%", "8.25%"),
            List.of("$50,001 and up", "8.90%", "–", "7.75%"));
  }

  @Test
  void aFieldOverSeveralRowsAndColumnsMayHaveALineOfItsOwn() {
    Drawn page =
        new Drawn()
            .row(102, PLACES, "FICO", "700", "680", "600")
            .across(118, EDGES)
            .row(124, PLACES, "Years", "5", "3", "2")
            .across(142, EDGES)
            .row(148, PLACES, "Up to $50,000", "8%", "", "")
            .across(166, 50, 180, 270)
            .upright(270, 142, 190)
            .text(300, 160, "Ask for a price")
            .row(172, PLACES, "Over $50,000", "7%", "", "")
            .across(190, EDGES);
    String asked = "Ask for a price";
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("FICO", "700", "680", "600"),
            List.of("Years", "5", "3", "2"),
            List.of("Up to $50,000", "8%", asked, asked),
            List.of("Over $50,000", "7%", asked, asked));
  }

  @Test
  void aFieldOverTwoColumnsDoesNotJoinThemInOtherRows() {
    Drawn page =
        new Drawn()
            .row(102, PLACES, "FICO", "700", "680", "600")
            .across(118, 50, 460)
            .row(124, PLACES, "Years", "5", "3", "2")
            .across(140, 50, 460)
            .row(146, PLACES, "Term", "60", "48", "36")
            .across(162, 50, 460)
            .row(168, PLACES, "Down", "5%", "10%", "15%")
            .across(184, 50, 460)
            .row(190, PLACES, "Limit", "$90,000", "", "")
            .text(290, 190, "Ask for a deal of your own")
            .across(206, 50, 460)
            .row(212, PLACES, "Docs", "1", "2", "3")
            .across(228, 50, 460);
    assertThat(onlyTable(page))
        .contains(List.of("Term", "60", "48", "36"))
        .contains(
            List.of(
                "Limit", "$90,000", "Ask for a deal of your own", "Ask for a deal of your own"));
  }

  @Test
  void theLastRowMayHaveNoLineBelowIt() {
    Drawn page =
        new Drawn()
            .row(100, PLACES, "Level", "FICO", "Years", "Down")
            .across(116, EDGES)
            .row(122, PLACES, "Gold", "700+", "5+", "None")
            .across(138, EDGES)
            .row(144, PLACES, "Silver", "680+", "3+", "5%")
            .text(50, 176, "Rates may change at any time without any notice to anyone at all.");
    assertThat(onlyTable(page)).hasSize(3).last().isEqualTo(List.of("Silver", "680+", "3+", "5%"));
  }

  @Test
  void aHeadingInLargerTypeStaysAboveTheTable() {
    Drawn page =
        new Drawn()
            .heading(50, 80, "Programs")
            .row(100, PLACES, "", "A", "B", "C")
            .row(122, PLACES, "FICO", "700", "680", "660")
            .across(142, EDGES)
            .row(147, PLACES, "Years", "5", "3", "2")
            .across(167, EDGES);
    assertThat(onlyTable(page).get(0)).containsExactly("", "A", "B", "C");
    assertThat(page.blocks().get(0)).isInstanceOf(Heading.class);
  }

  @Test
  void aFieldInTheMiddleOfSeveralColumnsIsOneForAllOfThem() {
    Drawn page = new Drawn().across(96, EDGES).across(116, EDGES).across(136, EDGES);
    page.across(156, EDGES).across(176, EDGES);
    fields(page, 100, "", "Gold", "Silver", "Bronze");
    fields(page, 120, "FICO", "700", "680", "660");
    page.text(56, 140, "Bankruptcy").centred(180, 460, 140, "None in 7 years");
    fields(page, 160, "Years", "5", "3", "2");
    assertThat(onlyTable(page))
        .contains(
            List.of("Bankruptcy", "None in 7 years", "None in 7 years", "None in 7 years"),
            List.of("Years", "5", "3", "2"));
  }

  @Test
  void aHeadInTheMiddleOfThreeColumnsStandsOverThem() {
    Drawn page = new Drawn().text(56, 100, "Amount").centred(180, 460, 100, "Buy rate");
    page.across(116, EDGES).across(136, EDGES).across(156, EDGES).across(176, EDGES);
    fields(page, 120, "", "24 mos", "36 mos", "60 mos");
    fields(page, 140, "$50,000", "7.45%", "7.95%", "8.45%");
    fields(page, 160, "$99,000", "7.15%", "7.65%", "8.15%");
    assertThat(onlyTable(page).get(0))
        .containsExactly("Amount", "Buy rate", "Buy rate", "Buy rate");
  }

  @Test
  void namesInLargerTypeOverWhatExplainsThemAreItsHeads() {
    Drawn page =
        new Drawn()
            .type(186, 84, "Tier 1", 13)
            .type(276, 84, "Tier 2", 13)
            .type(366, 84, "Tier 3", 13)
            .row(100, PLACES, "", "stars", "core", "stories")
            .across(116, 50, 460);
    for (float y = 120; y < 200; y += 20) {
      page.row(y, PLACES, "FICO", "700", "680", "660").across(y + 16, 50, 460);
    }
    assertThat(onlyTable(page).get(0))
        .containsExactly("", "Tier 1 stars", "Tier 2 core", "Tier 3 stories");
  }

  /** A label, and fields in the middle of their columns. */
  private static void fields(Drawn page, float y, String label, String... fields) {
    page.text(EDGES[0] + 6, y, label);
    for (int i = 0; i < fields.length; i++) {
      page.centred(EDGES[i + 1], EDGES[i + 2], y, fields[i]);
    }
  }

  private static List<List<String>> onlyTable(Drawn page) {
    List<Table> tables = Drawn.tables(page.blocks());
    assertThat(tables).hasSize(1);
    return Drawn.texts(tables.get(0));
  }
}
