package routes.documents;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.documents.layout.PageLayout;
import routes.documents.page.PageText;
import routes.documents.rules.GuidelineReader;

/** Pages of which words and lines are lost, as in a bad scan: whatever remains can be read. */
class LostWordsTest {

  private static final Path FOLDER = Path.of("src", "test", "guidelines");

  /** One guideline of so many: the others are no different in this. */
  private static final int EACH = 14;

  private static final int TIMES = 3;
  private static final double FEWEST = 0.3;
  private static final double MOST = 0.9;

  static Stream<Path> guidelines() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
      return Stream.iterate(0, i -> i < all.size(), i -> i + EACH).map(all::get).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("guidelines")
  void whatRemainsIsRead(Path guideline) throws IOException {
    DocumentText text = new DocumentReader().read(Files.readAllBytes(guideline));
    for (int seed = 0; seed < TIMES; seed++) {
      Random random = new Random(seed);
      List<PageText> pages = text.pages().stream().map(page -> torn(page, random)).toList();
      assertThatCode(() -> read(pages)).as("seed %d", seed).doesNotThrowAnyException();
    }
  }

  private static void read(List<PageText> pages) {
    GuidelineReader reader = new GuidelineReader();
    pages.forEach(page -> reader.page(page.number(), PageLayout.blocks(page)));
    reader.result("Lender");
  }

  private static PageText torn(PageText page, Random random) {
    double kept = FEWEST + (MOST - FEWEST) * random.nextDouble();
    return new PageText(
        page.number(),
        page.width(),
        page.height(),
        page.source(),
        page.words().stream().filter(word -> random.nextDouble() < kept).toList(),
        page.rulings().stream().filter(line -> random.nextDouble() < kept).toList());
  }
}
