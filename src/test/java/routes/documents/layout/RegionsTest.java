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
}
