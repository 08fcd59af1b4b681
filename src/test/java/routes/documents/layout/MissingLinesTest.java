package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tables that leave out some of their lines, and lines of dots in their place. */
class MissingLinesTest {

  private static final float[] PLACES = {56, 186, 276};
  private static final float[] EDGES = {50, 180, 270, 360};

  /** All lines of a table of a head and a body, which ends there. */
  private static void ruleHeadAndBody(Drawn page, float bottom) {
    page.grid(EDGES, 100, 120, bottom);
  }

  private static List<List<String>> onlyTable(Drawn page) {
    List<Table> tables = Drawn.tables(page.blocks());
    assertThat(tables).hasSize(1);
    return Drawn.texts(tables.get(0));
  }

  @Test
  void dotsLeadFromALabelToItsValue() {
    Drawn page =
        new Drawn()
            .text(56, 100, "FICO.....................................720")
            .text(56, 114, "PayNet...................................680")
            .text(56, 128, "Term......................................60")
            .text(56, 142, "Amount..............................$350,000");
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("FICO", "720"),
            List.of("PayNet", "680"),
            List.of("Term", "60"),
            List.of("Amount", "$350,000"));
  }

  /** Offices shade every other row, and divide the others alone. */
  @Test
  void rowsWithoutUprightLinesAreDividedLikeTheOthers() {
    Drawn page =
        new Drawn()
            .row(105, PLACES, "Program", "Term", "Rate")
            .row(125, PLACES, "Express", "24-36", "7.45%")
            .row(145, PLACES, "Express", "37-60", "7.95%")
            .row(165, PLACES, "Plus", "24-60", "9.95%");
    for (float y = 100; y <= 180; y += 20) {
      page.across(y, 50, 360);
    }
    page.upright(50, 100, 180).upright(360, 100, 180);
    page.upright(180, 120, 140).upright(270, 120, 140);
    page.upright(180, 160, 180).upright(270, 160, 180);
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Program", "Term", "Rate"),
            List.of("Express", "24-36", "7.45%"),
            List.of("Express", "37-60", "7.95%"),
            List.of("Plus", "24-60", "9.95%"));
  }

  @Test
  void aTitleOverAllColumnsStaysOne() {
    Drawn page =
        new Drawn()
            .text(150, 105, "Minimum requirements of each program")
            .row(125, PLACES, "Program", "FICO", "Years")
            .row(145, PLACES, "Express", "640", "2");
    page.across(100, 50, 360).across(120, EDGES).across(140, EDGES).across(160, EDGES);
    page.upright(50, 100, 160).upright(360, 100, 160);
    page.upright(180, 120, 160).upright(270, 120, 160);
    assertThat(onlyTable(page).get(0)).containsOnly("Minimum requirements of each program");
  }

  @Test
  void rowsStackedBelowAHeadAreToldByTheirLines() {
    Drawn page =
        new Drawn()
            .row(105, PLACES, "", "Grade A", "Grade B")
            .row(125, PLACES, "FICO", "720", "690")
            .row(141, PLACES, "PayNet", "700", "680")
            .row(157, PLACES, "Years", "8", "5");
    ruleHeadAndBody(page, 172);
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("", "Grade A", "Grade B"),
            List.of("FICO", "720", "690"),
            List.of("PayNet", "700", "680"),
            List.of("Years", "8", "5"));
  }

  @Test
  void aWrappedFieldIsNoStackOfRows() {
    Drawn page =
        new Drawn()
            .row(105, PLACES, "", "Grade A", "Grade B")
            .row(125, PLACES, "Signed papers", "Personal", "Personal")
            .row(137, PLACES, "of the owners", "guaranty and", "guaranty")
            .row(149, PLACES, "of the firm", "tax returns", "");
    ruleHeadAndBody(page, 172);
    assertThat(onlyTable(page)).hasSize(2);
  }

  @Test
  void aTableMayStandInAField() {
    Drawn page =
        new Drawn()
            .row(105, new float[] {56, 186}, "Amount", "$5,000 to $75,000")
            .row(125, new float[] {56, 196, 296}, "Rates", "Amount", "Rate")
            .row(141, new float[] {196, 296}, "$5,000 to $14,999", "12.90%")
            .row(157, new float[] {196, 296}, "$15,000 to $75,000", "9.40%");
    page.across(100, 50, 180, 400).across(118, 50, 180, 400).across(180, 50, 180, 400);
    page.upright(50, 100, 180).upright(180, 100, 180).upright(400, 100, 180);
    page.across(123, 190, 290, 380).across(137, 190, 290, 380);
    page.across(153, 190, 290, 380).across(171, 190, 290, 380);
    page.upright(190, 123, 171).upright(290, 123, 171).upright(380, 123, 171);
    Table outer = Drawn.tables(page.blocks()).get(0);
    assertThat(outer.rows()).hasSize(2);
    assertThat(outer.rows().get(1).get(1).content())
        .singleElement()
        .isInstanceOfSatisfying(
            Table.class,
            rates ->
                assertThat(Drawn.texts(rates))
                    .containsExactly(
                        List.of("Amount", "Rate"),
                        List.of("$5,000 to $14,999", "12.90%"),
                        List.of("$15,000 to $75,000", "9.40%")));
  }

  /** Each table stands once, in the field around it, however deep it is. */
  @Test
  void tablesMayStandInEachOther() {
    Drawn page = new Drawn();
    for (int i = 0; i < 12; i++) {
      float in = 20 * i;
      float wall = 63 + in;
      page.text(51 + in, 54 + in, "n" + i).text(wall + 2, 54 + in, "m" + i);
      page.across(50 + in, 50 + in, wall, 540 - in).across(740 - in, 50 + in, wall, 540 - in);
      page.upright(50 + in, 50 + in, 740 - in).upright(540 - in, 50 + in, 740 - in);
      page.upright(wall, 50 + in, 740 - in);
    }
    String all = page.blocks().stream().map(Block::toString).collect(Collectors.joining());
    for (int i = 0; i < 12; i++) {
      assertThat(all).containsOnlyOnce("text=m" + i + ",");
    }
  }

  @Test
  void lettersBeginTheEntriesOfAList() {
    List<Block> blocks =
        new Drawn()
            .text(82, 100, "a. Aircraft")
            .text(82, 112, "b. Amusement rides")
            .text(82, 124, "c. Cannabis")
            .blocks();
    assertThat(blocks)
        .extracting(block -> ((Item) block).text())
        .containsExactly("a. Aircraft", "b. Amusement rides", "c. Cannabis");
  }

  /** Tables as wide as each other, with lines below their rows alone. */
  @Test
  void aTitleThatStandsFreeBeginsAnotherTable() {
    float[] pair = {56, 186};
    Drawn page =
        new Drawn()
            .row(105, pair, "FICO", "690")
            .row(125, pair, "Term", "24 to 60 months")
            .row(145, pair, "Years", "2")
            .text(56, 180, "Business Lease")
            .text(56, 196, "Reviewed each Tuesday by the people of the credit desk.")
            .row(216, pair, "FICO", "660")
            .row(236, pair, "Term", "24 to 84 months")
            .row(256, pair, "Years", "4");
    for (float y : new float[] {120, 140, 160, 231, 251, 271}) {
      page.across(y, 50, 180, 360);
    }
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .containsExactly(
            List.of(
                List.of("FICO", "690"), List.of("Term", "24 to 60 months"), List.of("Years", "2")),
            List.of(
                List.of("FICO", "660"), List.of("Term", "24 to 84 months"), List.of("Years", "4")));
  }

  /** A line in pieces below a title, with nothing that it would divide. */
  @Test
  void aLineInPiecesAloneIsNoTable() {
    float[] pair = {56, 186};
    Drawn page =
        new Drawn()
            .row(105, pair, "FICO", "690")
            .row(125, pair, "Term", "24 to 60 months")
            .row(145, pair, "Years", "2")
            .text(56, 180, "Business Lease")
            .text(56, 196, "Reviewed each Tuesday by the people of the credit desk.");
    for (float y : new float[] {120, 140, 160, 211}) {
      page.across(y, 50, 180, 360);
    }
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .containsExactly(
            List.of(
                List.of("FICO", "690"), List.of("Term", "24 to 60 months"), List.of("Years", "2")));
  }

  /** A bar with a title has a shade in place of lines. */
  @Test
  void aBarBetweenRowsIsARowOfItsOwn() {
    Drawn page =
        new Drawn()
            .row(105, PLACES, "Program", "FICO", "Years")
            .row(125, PLACES, "Express", "640", "2")
            .row(145, PLACES, "Plus", "660", "3")
            .text(56, 165, "New practices")
            .row(182, PLACES, "Starter", "700", "1");
    for (float y : new float[] {100, 120, 140, 160, 198}) {
      page.across(y, 50, 360);
    }
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Program", "FICO", "Years"),
            List.of("Express", "640", "2"),
            List.of("Plus", "660", "3"),
            List.of("New practices", "", ""),
            List.of("Starter", "700", "1"));
  }

  @Test
  void labelsInTheMiddleOfWrappedFieldsTellTheRows() {
    Drawn page = new Drawn().row(105, PLACES, "Grade", "FICO", "Amount");
    String[] names = {"A Credit", "B Credit", "C Credit"};
    for (int i = 0; i < names.length; i++) {
      float y = 125 + 36 * i;
      page.text(56, y + 6, names[i]).row(y, new float[] {186, 276}, (710 - 40 * i) + " or", "to");
      page.row(y + 12, new float[] {186, 276}, "better", "$50,000");
    }
    ruleHeadAndBody(page, 240);
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Grade", "FICO", "Amount"),
            List.of("A Credit", "710 or better", "to $50,000"),
            List.of("B Credit", "670 or better", "to $50,000"),
            List.of("C Credit", "630 or better", "to $50,000"));
  }

  /** What stands above a list of dotted lines has other columns than the list. */
  @Test
  void dottedListsAreTablesBelowTitlesWithRemarks() {
    Drawn page =
        new Drawn()
            .heading(56, 100, "Bridge Program")
            .text(220, 103, "for credit that is mending")
            .text(60, 120, "FICO..................................................700")
            .text(60, 134, "Time in business.......................2 years or more")
            .text(60, 148, "Down payment..........................................10%")
            .heading(56, 180, "Rebound Program")
            .text(220, 183, "for deep trouble")
            .text(60, 200, "FICO..................................................540")
            .text(60, 214, "Bank statements.........................last 6 months");
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .containsExactly(
            List.of(
                List.of("FICO", "700"),
                List.of("Time in business", "2 years or more"),
                List.of("Down payment", "10%")),
            List.of(List.of("FICO", "540"), List.of("Bank statements", "last 6 months")));
  }

  /** The line below a heading is as long as the table, and so is the one above the next heading. */
  @Test
  void whatIsDrawnInPiecesIsATableBetweenLinesOfHeadings() {
    Drawn page =
        new Drawn()
            .heading(50, 82, "BUY RATES")
            .across(100, 50, 360)
            .row(105, PLACES, "Program", "36 mos.", "60 mos.")
            .row(125, PLACES, "Express", "8.60%", "8.85%")
            .across(140, EDGES)
            .row(145, PLACES, "Plus", "7.30%", "7.55%")
            .across(160, EDGES)
            .heading(50, 182, "GUARANTORS")
            .across(200, 50, 360)
            .text(50, 206, "A personal guarantee is required.");
    assertThat(onlyTable(page))
        .containsExactly(
            List.of("Program", "36 mos.", "60 mos."),
            List.of("Express", "8.60%", "8.85%"),
            List.of("Plus", "7.30%", "7.55%"));
  }

  @Test
  void tablesFarApartAreTwoThoughTheirLinesAreAlike() {
    Drawn page =
        new Drawn()
            .row(88, PLACES, "Amount", "36 mos.", "60 mos.")
            .row(100, PLACES, "$10,000", "8.60%", "8.85%")
            .across(112, 50, 360)
            .row(114, PLACES, "$50,000", "7.30%", "7.55%")
            .across(126, 50, 360)
            .row(128, PLACES, "$90,000", "6.30%", "6.55%")
            .across(140, 50, 360)
            .row(228, PLACES, "Amount", "36 mos.", "60 mos.")
            .row(240, PLACES, "$10,000", "9.60%", "9.85%")
            .across(252, 50, 360)
            .row(254, PLACES, "$50,000", "9.30%", "9.55%")
            .across(266, 50, 360)
            .row(268, PLACES, "$90,000", "9.10%", "9.35%")
            .across(280, 50, 360);
    assertThat(Drawn.tables(page.blocks()))
        .extracting(table -> table.rows().stream().map(row -> row.get(0).text()).toList())
        .containsOnly(List.of("Amount $10,000", "$50,000", "$90,000"))
        .hasSize(2);
  }

  @Test
  void aNameInHeavyTypeRightAboveATableIsItsTitle() {
    Drawn page =
        new Drawn()
            .text(50, 80, "These are the programs, each with its own requirements below it.")
            .bold(50, 110, "Master Shop")
            .text(107, 110, "for shops with depth")
            .text(50, 124, "FICO..................................................690")
            .text(50, 138, "PayNet................................................675");
    assertThat(page.blocks())
        .filteredOn(Heading.class::isInstance)
        .extracting(block -> ((Heading) block).text())
        .containsExactly("Master Shop");
  }

  @Test
  void aTitleInLargerTypeBetweenRowsBeginsAnotherTable() {
    Drawn page = new Drawn().across(118, EDGES).across(136, EDGES).across(154, EDGES);
    page.row(105, PLACES, "FICO", "700", "5 years").row(123, PLACES, "Term", "60", "months");
    page.row(141, PLACES, "Down", "10%", "at least").row(159, PLACES, "Age", "9", "years");
    page.heading(56, 184, "Full Shop").text(200, 187, "new bays");
    page.row(210, PLACES, "FICO", "680", "3 years").row(228, PLACES, "Term", "48", "months");
    page.row(246, PLACES, "Down", "15%", "at least");
    page.across(223, EDGES).across(241, EDGES).across(259, EDGES);
    List<Table> tables = Drawn.tables(page.blocks());
    assertThat(tables).hasSize(2);
    assertThat(Drawn.texts(tables.get(1)).get(0)).containsExactly("FICO", "680", "3 years");
  }

  @Test
  void barsWithoutLinesPartATableIntoSections() {
    float[] edges = {50, 180, 270, 360, 450};
    float[] places = {56, 186, 276, 366};
    Drawn page =
        new Drawn()
            .row(103, places, "", "Fleet", "Owner", "First")
            .bold(52, 119, "Deal")
            .row(137, places, "Term", "72", "60", "48")
            .row(152, places, "Down", "None", "10%", "20%")
            .bold(52, 169, "Truck")
            .row(187, places, "Age", "12 yrs", "10 yrs", "8 yrs")
            .row(202, places, "Miles", "750,000", "600,000", "450,000");
    page.grid(edges, 100, 116).grid(edges, 134, 149, 164).grid(edges, 184, 199, 214);
    assertThat(onlyTable(page))
        .contains(
            List.of("", "Fleet", "Owner", "First"),
            List.of("Deal", "Deal", "Deal", "Deal"),
            List.of("Age", "12 yrs", "10 yrs", "8 yrs"));
  }
}
