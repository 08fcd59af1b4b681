package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Source;
import routes.documents.page.Word;

/** Of a printed page only that is believed which does not hang on a hair's breadth. */
class SecondLookTest {

  private static final float SIZE = 10;

  private final List<Word> words = new ArrayList<>();

  /** Letters half as wide as the type is high, and spaces a quarter. */
  private SecondLookTest text(float x, float y, String line) {
    float at = x;
    for (String word : line.split(" ", -1)) {
      float width = word.length() * SIZE / 2;
      words.add(new Word(word, at, y, width, SIZE, SIZE, false));
      at += width + SIZE / 4;
    }
    return this;
  }

  private ReadPolicy read() {
    PageText page = new PageText(1, 612, 792, Source.TEXT, words, List.<Ruling>of());
    return new PolicyReader().read(new DocumentText(List.of(page)), "x");
  }

  /**
   * Rows of labels and two fields.
   *
   * @param gap between the fields, in points
   */
  private SecondLookTest programs(float gap) {
    float second = 200 + 35 + gap;
    return text(60, 100, "Requirements")
        .text(200, 100, "Express")
        .text(second, 100, "Premier")
        .text(60, 115, "Minimum FICO")
        .text(200, 115, "640")
        .text(second, 115, "700")
        .text(60, 130, "Maximum term")
        .text(200, 130, "48 mos.")
        .text(second, 130, "60 mos.");
  }

  @Test
  void columnsWellApartAreRead() {
    assertThat(Facts.of(programs(40).read().policy()))
        .contains("Express: fico_score gte 640", "Premier: fico_score gte 700");
  }

  @Test
  void columnsThatAreOnlyJustApartAreUnread() {
    ReadPolicy read = programs(11).read();
    assertThat(Facts.of(read.policy())).noneMatch(fact -> fact.contains("fico_score"));
    assertThat(read.unread()).extracting(UnreadLine::text).anyMatch(line -> line.contains("FICO"));
  }
}
