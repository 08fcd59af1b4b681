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
}
