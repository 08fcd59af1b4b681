package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Box;
import routes.documents.layout.Item;
import routes.documents.rules.GuidelineReader.Unread;

/** What was not understood is told as it is printed. */
class UnreadLinesTest {

  @Test
  void asItIsPrintedThoughItWasReadInOtherWords() {
    assertThat(unread("Above that your account manager will tell you what else we need to see."))
        .containsExactly("Above that your account manager will tell you what else we need to see.");
  }

  @Test
  void theSentenceAloneThatWasNotUnderstood() {
    assertThat(unread("Minimum FICO 680. Terms may not go beyond the useful life of the asset."))
        .containsExactly("Terms may not go beyond the useful life of the asset.");
  }

  private static List<String> unread(String text) {
    GuidelineReader reader = new GuidelineReader();
    reader.page(1, List.of(new Item(text, false, 50, new Box(50, 100, 550, 112))));
    return reader.result("x").unread().stream().map(Unread::text).toList();
  }
}
