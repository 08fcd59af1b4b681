package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that go over several columns of a ruled table. */
class SpanningRowsTest {

  private static final float[] EDGES = {50, 180, 270, 360};
  private static final float[] PLACES = {56, 186, 276};

  @Test
  void labelsAtTheEndOfATableAreNoRowsOfIt() {
    Drawn page = grid().bold(56, 165, "FOR EVERY PRODUCT");
    page.text(56, 185, "States").text(186, 185, "Not in NY and UT");
    page.across(160, EDGES).across(180, 50, 180, 360).across(200, 50, 180, 360);
    page.upright(50, 100, 200).upright(360, 100, 200).upright(180, 180, 200);
    assertThat(page.blocks())
        .singleElement()
        .isInstanceOfSatisfying(
            Columns.class,
            box -> {
              List<Block> parts = box.columns().get(0);
              assertThat(parts).hasSize(3);
              assertThat(((Table) parts.get(0)).rows()).hasSize(3);
              assertThat(((Heading) parts.get(1)).text()).isEqualTo("FOR EVERY PRODUCT");
              assertThat(Drawn.texts((Table) parts.get(2)))
                  .containsExactly(List.of("States", "Not in NY and UT"));
            });
  }

  @Test
  void aSharedFieldBetweenOtherRowsStandsInEachColumn() {
    Drawn page = grid().text(56, 165, "Term").text(186, 165, "60 months for both");
    page.row(185, PLACES, "Down", "5%", "10%");
    page.across(160, EDGES).across(180, EDGES).across(200, EDGES);
    page.upright(50, 100, 200).upright(360, 100, 200).upright(180, 160, 200).upright(270, 180, 200);
    assertThat(Drawn.texts(Drawn.tables(page.blocks()).get(0)))
        .hasSize(5)
        .contains(List.of("Term", "60 months for both", "60 months for both"));
  }

  /** A head and two rows, with lines around each field. */
  private static Drawn grid() {
    return new Drawn()
        .row(105, PLACES, "Product", "FICO", "Years")
        .row(125, PLACES, "Express", "640", "2")
        .row(145, PLACES, "Plus", "670", "3")
        .across(100, EDGES)
        .across(120, EDGES)
        .across(140, EDGES)
        .upright(180, 100, 160)
        .upright(270, 100, 160);
  }
}
