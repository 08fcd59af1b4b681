package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables without lines, as office programs print them. */
class OpenTablesTest {

  private static List<List<String>> table(Drawn page) {
    List<Table> tables = Drawn.tables(page.blocks());
    assertThat(tables).hasSize(1);
    return Drawn.texts(tables.get(0));
  }

  /** Between "750 or higher" and "700-749" is little more than between words. */
  @Test
  void columnsThatNearlyTouchShowWhereTheirFieldsBegin() {
    float[] places = {60, 180, 247, 320};
    Drawn page =
        new Drawn()
            .row(100, places, "Criteria", "A", "B", "C")
            .row(116, places, "Time in business", "10 years", "5 years", "2 years")
            .row(132, places, "FICO", "750 or higher", "700-749", "650-699")
            .row(148, places, "PayNet", "700", "675", "640")
            .row(164, places, "Term", "84", "72", "60");
    assertThat(table(page))
        .contains(
            List.of("FICO", "750 or higher", "700-749", "650-699"),
            List.of("Term", "84", "72", "60"));
  }

  @Test
  void aFieldOverSeveralColumnsStandsInEachAndTheTableGoesOn() {
    float[] places = {60, 180, 250, 320};
    Drawn page =
        new Drawn()
            .row(100, places, "Criteria", "A", "B", "C")
            .row(116, places, "FICO", "750", "700", "650")
            .row(132, places, "Bankruptcy", "None in the last seven years")
            .row(148, places, "Term", "84", "72", "60");
    String field = "None in the last seven years";
    assertThat(table(page))
        .hasSize(4)
        .contains(List.of("Bankruptcy", field, field, field), List.of("Term", "84", "72", "60"));
  }

  @Test
  void aLabelInTheMiddleOfItsRowsStandsInEachOfThem() {
    float[] places = {60, 140, 260, 330};
    Drawn page =
        new Drawn()
            .row(100, places, "Program", "Amount", "24 months", "48 months")
            .row(120, places, "", "$10,000 - $49,999", "8.25%", "8.50%")
            .row(136, places, "A Credit", "$50,000 - $99,999", "7.75%", "7.99%")
            .row(152, places, "", "$100,000 and up", "7.25%", "7.50%")
            .row(168, places, "", "$10,000 - $49,999", "9.25%", "9.50%")
            .text(60, 176, "B Credit")
            .row(184, places, "", "$50,000 - $99,999", "9.75%", "9.99%");
    assertThat(table(page))
        .contains(
            List.of("A Credit", "$10,000 - $49,999", "8.25%", "8.50%"),
            List.of("A Credit", "$100,000 and up", "7.25%", "7.50%"),
            List.of("B Credit", "$10,000 - $49,999", "9.25%", "9.50%"),
            List.of("B Credit", "$50,000 - $99,999", "9.75%", "9.99%"));
  }

  /** Words at the left of a column, numbers at the right, heads in the middle. */
  @Test
  void fieldsOfASpreadsheetBelongTogetherByTheirOrder() {
    Drawn page =
        new Drawn()
            .centred(180, 280, 100, "A")
            .centred(280, 380, 100, "B")
            .centred(380, 480, 100, "C")
            .row(116, new float[] {60, 263, 363, 463}, "FICO", "725", "690", "660")
            .row(132, new float[] {60, 182, 282, 382}, "Years", "5+ yrs", "3+ yrs", "2+ yrs")
            .row(148, new float[] {60, 182, 282, 382}, "Limit", "$250,000", "$150,000", "$75,000");
    assertThat(table(page))
        .containsExactly(
            List.of("", "A", "B", "C"),
            List.of("FICO", "725", "690", "660"),
            List.of("Years", "5+ yrs", "3+ yrs", "2+ yrs"),
            List.of("Limit", "$250,000", "$150,000", "$75,000"));
  }

  @Test
  void valuesFurtherInBelowTheirLabelsAreATable() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "Small Fleet")
            .bold(60, 104, "Trucks in fleet")
            .text(90, 118, "4 to 14")
            .bold(60, 132, "Time in business")
            .text(90, 146, "At least 3 years")
            .bold(60, 160, "FICO")
            .text(90, 174, "660 minimum")
            .text(60, 220, "Nothing of this is an offer of credit, and all of it may change soon.")
            .text(60, 234, "Ask the desk for what holds today before you send in an application.");
    assertThat(table(page))
        .containsExactly(
            List.of("Trucks in fleet", "4 to 14"),
            List.of("Time in business", "At least 3 years"),
            List.of("FICO", "660 minimum"));
  }

  /** "Structure" parts the rows, and the heads above all of them hold for its rows too. */
  @Test
  void aSectionsNameBetweenRowsDoesNotEndATable() {
    float[] places = {60, 200, 300, 400};
    Drawn page = new Drawn();
    page.bold(200, 100, "Gold").bold(300, 100, "Silver").bold(400, 100, "Bronze");
    page.bold(60, 120, "Customer")
        .row(140, places, "FICO", "700", "680", "650")
        .row(156, places, "Years", "5", "3", "2")
        .bold(60, 176, "Structure")
        .row(196, places, "Term", "84", "72", "60");
    assertThat(table(page))
        .containsExactly(
            List.of("", "Gold", "Silver", "Bronze"),
            List.of("Customer", "Customer", "Customer", "Customer"),
            List.of("FICO", "700", "680", "650"),
            List.of("Years", "5", "3", "2"),
            List.of("Structure", "Structure", "Structure", "Structure"),
            List.of("Term", "84", "72", "60"));
  }

  /** One line beside two stands in the middle of their height. */
  @Test
  void fieldsOfSeveralLinesAreOneFieldWhereRowsStandInTheMiddle() {
    float[] places = {60, 180, 330};
    Drawn page =
        new Drawn()
            .row(100, places, "", "Charter Fleet", "Single Coach")
            .row(120, places, "FICO", "660 minimum", "690 minimum")
            .row(140, places, "", "Two years of tax", "Six months of bank")
            .text(60, 146, "Papers")
            .row(152, places, "", "returns", "statements")
            .row(172, places, "", "Required", "Waived")
            .text(60, 166, "Personal")
            .text(60, 178, "guarantee")
            .row(198, places, "Term", "84 months", "60 months");
    assertThat(table(page))
        .containsExactly(
            List.of("", "Charter Fleet", "Single Coach"),
            List.of("FICO", "660 minimum", "690 minimum"),
            List.of("Papers", "Two years of tax returns", "Six months of bank statements"),
            List.of("Personal guarantee", "Required", "Waived"),
            List.of("Term", "84 months", "60 months"));
  }

  /** A form's lines, numbered all along, with a title and a space above each part. */
  @Test
  void numbersOfRowsAreNoField() {
    float[] places = {60, 80, 200};
    Drawn page =
        new Drawn()
            .across(96, 50, 400)
            .bold(60, 99, "BORROWER")
            .across(112, 50, 400)
            .row(115, places, "1", "FICO", "660 or higher")
            .across(128, 50, 400)
            .row(131, places, "2", "PayNet", "650 or higher")
            .across(144, 50, 400)
            .row(147, places, "3", "Years", "2 or more")
            .across(160, 50, 400)
            .across(165, 50, 400)
            .bold(60, 168, "PLACES")
            .across(181, 50, 400)
            .row(184, places, "4", "States", "Florida, Georgia")
            .across(197, 50, 400);
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .containsExactly(
            List.of(
                List.of("BORROWER", "BORROWER"),
                List.of("FICO", "660 or higher"),
                List.of("PayNet", "650 or higher"),
                List.of("Years", "2 or more")),
            List.of(List.of("PLACES", "PLACES"), List.of("States", "Florida, Georgia")));
  }

  @Test
  void bulletsBetweenTheEntriesOfALineDoNotPartIt() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "Practices we do not finance")
            .row(110, new float[] {60, 113, 123.5f}, "Sleep labs", "•", "Medical spas");
    assertThat(page.blocks())
        .filteredOn(Item.class::isInstance)
        .extracting(block -> ((Item) block).text())
        .containsExactly("Sleep labs • Medical spas");
  }

  /** Rates at the left, below their title, and rules at the right. */
  @Test
  void aTableBesideTextIsATable() {
    float[] places = {60, 150, 210};
    Drawn page = new Drawn();
    page.bold(60, 100, "Buy rates");
    page.bold(60, 116, "Term").bold(150, 116, "Express").bold(210, 116, "Retool");
    page.row(130, places, "24 months", "8.90%", "7.85%")
        .row(144, places, "48 months", "9.40%", "8.25%")
        .row(158, places, "60 months", "9.90%", "8.75%")
        .bold(340, 100, "House rules")
        .text(340, 116, "• A personal guarantee of all the owners")
        .text(340, 130, "• No equipment that is older than 5 years")
        .text(340, 144, "• No private party sales of any kind at all")
        .text(340, 158, "• All states except Alaska and Hawaii");
    assertThat(table(page))
        .containsExactly(
            List.of("Term", "Express", "Retool"),
            List.of("24 months", "8.90%", "7.85%"),
            List.of("48 months", "9.40%", "8.25%"),
            List.of("60 months", "9.90%", "8.75%"));
  }
}
