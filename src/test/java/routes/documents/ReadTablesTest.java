package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Block;
import routes.documents.layout.Box;
import routes.documents.layout.Cell;
import routes.documents.layout.Item;
import routes.documents.layout.Table;
import routes.documents.rules.GuidelineReader;

/** What tables say, by what heads their rows and columns. */
class ReadTablesTest {

  private static final Box BOX = new Box(50, 100, 550, 300);

  /** A table of rows whose cells stand between bars; a cell "<" is the one to the left of it. */
  private static Table table(String... rows) {
    return new Table(Arrays.stream(rows).map(ReadTablesTest::row).toList(), true, BOX);
  }

  private static List<Cell> row(String row) {
    Cell[] cells =
        Arrays.stream(row.split("\\|", -1))
            .map(String::trim)
            .map(ReadTablesTest::cell)
            .toArray(Cell[]::new);
    IntStream.range(1, cells.length)
        .filter(i -> cells[i].text().equals("<"))
        .forEach(i -> cells[i] = cells[i - 1]);
    return List.of(cells);
  }

  private static Cell cell(String text) {
    return new Cell(text.isEmpty() ? List.of() : List.of(item(text)));
  }

  private static Item item(String text) {
    return new Item(text, false, BOX.left(), BOX);
  }

  private static Set<String> facts(Block... blocks) {
    return facts(List.of(List.of(blocks)));
  }

  private static Set<String> facts(List<List<Block>> pages) {
    GuidelineReader reader = new GuidelineReader();
    IntStream.range(0, pages.size()).forEach(i -> reader.page(i + 1, pages.get(i)));
    return Facts.of(reader.result("Lender").policy());
  }

  @Test
  void rowsUnderAHeadOfKindsAreNoPrograms() {
    assertThat(
            facts(
                table(
                    "Collateral | Max. age | Max. miles | Term",
                    "Day cabs | 9 years | 600,000 | 60 months",
                    "Printing presses | 12 years | n/a | 72 months",
                    "All other | 5 years | - | 48 months")))
        .containsExactlyInAnyOrder(
            "Standard: equipment_age lte 9 years when equipment_type is day cab",
            "Standard: equipment_mileage lte 600000 miles when equipment_type is day cab",
            "Standard: loan_term lte 60 months when equipment_type is day cab",
            "Standard: equipment_age lte 12 years when equipment_type is printing press",
            "Standard: loan_term lte 72 months when equipment_type is printing press");
  }

  @Test
  void kindsMayStandSideBySide() {
    assertThat(
            facts(
                table(
                    " | Trucks | Trailers and buses",
                    "Maximum age | 8 years | 15 years",
                    "Maximum term | 60 months | 72 months")))
        .containsExactlyInAnyOrder(
            "Standard: equipment_age lte 8 years when equipment_type is truck",
            "Standard: loan_term lte 60 months when equipment_type is truck",
            "Standard: equipment_age lte 15 years when equipment_type is trailer or equipment_type is bus",
            "Standard: loan_term lte 72 months when equipment_type is trailer or equipment_type is bus");
  }

  @Test
  void namesThatMayBeKindsOrProgramsAreReadAsNeither() {
    assertThat(
            facts(
                table(
                    " | Max. age | Max. term",
                    "Yellow metal | 12 years | 60 months",
                    "Highway | 7 years | 48 months")))
        .isEmpty();
  }

  @Test
  void headsStandOverWhatGoesOnOnTheNextPage() {
    List<Block> first =
        List.of(
            table(
                "Equipment type | Maximum term | Maximum age",
                "Cranes | 84 months | 15 years",
                "Trucks | 60 months | 7 years"));
    List<Block> second = List.of(table("Forklifts | 60 months | 6 years"), item("Thank you"));

    assertThat(facts(List.of(first, second)))
        .contains(
            "Standard: loan_term lte 60 months when equipment_type is forklift",
            "Standard: equipment_age lte 6 years when equipment_type is forklift");
  }
}
