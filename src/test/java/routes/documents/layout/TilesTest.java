package routes.documents.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures with what they are below them. */
class TilesTest {

  @Test
  void whatStandsBelowAFigureIsItsLabel() {
    Drawn page =
        new Drawn()
            .heading(60, 70, "Fresh Start")
            .heading(60, 100, "< 2 yrs")
            .heading(182, 100, "680+")
            .heading(270, 100, "$10K–$50K")
            .type(62, 118, "in business", 8)
            .type(188, 118, "FICO", 8)
            .type(284, 118, "deal size", 8);
    assertThat(Drawn.texts(Drawn.tables(page.blocks()).get(0)))
        .containsExactly(
            List.of("in business", "< 2 yrs"),
            List.of("FICO", "680+"),
            List.of("deal size", "$10K–$50K"));
  }

  /** Two boxes side by side say the same things of different programs. */
  @Test
  void aLabelThatComesAgainBelongsToTheNextBox() {
    Drawn page =
        new Drawn()
            .heading(60, 100, "640+")
            .heading(140, 100, "2 yrs")
            .heading(330, 100, "680+")
            .heading(410, 100, "1 yr")
            .type(64, 118, "FICO", 8)
            .type(142, 118, "in business", 8)
            .type(334, 118, "FICO", 8)
            .type(408, 118, "in business", 8);
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .containsExactly(
            List.of(List.of("FICO", "640+"), List.of("in business", "2 yrs")),
            List.of(List.of("FICO", "680+"), List.of("in business", "1 yr")));
  }

  @Test
  void headingsOverTextAreNoFigures() {
    Drawn page =
        new Drawn()
            .heading(60, 100, "Tier 1")
            .heading(260, 100, "Tier 2")
            .type(60, 118, "good credit", 8)
            .type(260, 118, "fair credit", 8);
    assertThat(Drawn.tables(page.blocks()).stream().map(Drawn::texts))
        .doesNotContain(
            List.of(List.of("good credit", "Tier 1"), List.of("fair credit", "Tier 2")));
  }

  @Test
  void aTitleInLargeTypeGoesBeforeWhatExplainsIt() {
    Drawn page = new Drawn().heading(60, 100, "Original").type(120, 104, "for old businesses", 8);
    assertThat(page.blocks().get(0))
        .isInstanceOfSatisfying(
            Heading.class, heading -> assertThat(heading.text()).isEqualTo("Original"));
  }
}
