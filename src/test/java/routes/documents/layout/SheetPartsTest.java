package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables below each other in one spreadsheet, whose fields are put together from its columns. */
class SheetPartsTest {

  private static final Box PLACE = new Box(0, 0, 100, 100);

  private static Cell cell(String text) {
    return text.isEmpty() ? Cell.empty() : Cell.of(new Item(text, false, 0, PLACE));
  }

  /** A row of fields, each over so many columns: "2 FICO". */
  private static List<Cell> row(String... fields) {
    return Stream.of(fields)
        .map(field -> field.split(" ", 2))
        .flatMap(field -> Collections.nCopies(Integer.parseInt(field[0]), cell(field[1])).stream())
        .toList();
  }

  private static List<Block> parts(List<List<Cell>> rows) {
    return ((Columns) SheetParts.apart(new Table(rows, true, PLACE))).columns().get(0);
  }

  private static List<List<String>> texts(Block table) {
    return Drawn.texts((Table) table);
  }

  @Test
  void aTableBelowABarWithOtherColumnsIsOneOfItsOwn() {
    List<Block> parts =
        parts(
            List.of(
                row("2 Criteria", "2 Gold", "2 Silver"),
                row("2 FICO", "2 700", "2 650"),
                row("6 BUY RATES"),
                row("1 Amount", "2 Gold", "3 Silver"),
                row("1 Under $50K", "2 8.25%", "3 9.25%")));
    assertThat(parts).hasSize(3);
    assertThat(texts(parts.get(0)))
        .containsExactly(List.of("Criteria", "Gold", "Silver"), List.of("FICO", "700", "650"));
    assertThat(Cell.of(parts.get(1)).text()).isEqualTo("BUY RATES");
    assertThat(texts(parts.get(2)))
        .containsExactly(
            List.of("Amount", "Gold", "Silver"), List.of("Under $50K", "8.25%", "9.25%"));
  }

  @Test
  void labelsWithWideValuesBelowATableAreNoRowsOfIt() {
    List<Block> parts =
        parts(
            List.of(
                row("1 Product", "1 FICO", "1 TIB", "1 Amount", "1 Notes"),
                row("1 Term loan", "1 660", "1 3 yrs", "1 $50K", "1 Owner must own home"),
                row("1 Judgments", "3 None open", "1 "),
                row("1 States", "3 Not in NY", "1 ")));
    assertThat(parts).hasSize(2);
    assertThat(texts(parts.get(1)))
        .containsExactly(List.of("Judgments", "None open"), List.of("States", "Not in NY"));
  }

  @Test
  void aBarBetweenRowsOfTheSameColumnsStaysInTheTable() {
    Table table =
        new Table(
            List.of(
                row("1 Product", "1 FICO", "1 TIB"),
                row("3 EQUIPMENT"),
                row("1 Prime", "1 700", "1 5 yrs"),
                row("1 Standard", "1 650", "1 2 yrs"),
                row("3 WORKING CAPITAL"),
                row("1 Term loan", "1 660", "1 3 yrs"),
                row("1 Credit line", "1 680", "1 2 yrs")),
            true,
            PLACE);
    assertThat(SheetParts.apart(table)).isEqualTo(table);
  }

  @Test
  void thePapersTitleAboveTheHeadIsNoRow() {
    List<Block> parts =
        parts(
            List.of(
                row("3 Product grid", "1 v. 6"),
                row("1 Product", "1 FICO", "1 TIB", "1 Amount"),
                row("1 Term loan", "1 660", "1 3 yrs", "1 $50K")));
    assertThat(parts).hasSize(3);
    assertThat(texts(parts.get(2))).hasSize(2);
  }
}
