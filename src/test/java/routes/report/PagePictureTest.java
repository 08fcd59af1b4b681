package routes.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import routes.documents.page.PageText;
import routes.documents.page.Source;
import routes.documents.page.Word;

/** The cited words are found and marked where they stand. */
class PagePictureTest {

  private static List<Word> words(String... lines) {
    List<Word> words = new ArrayList<>();
    for (int line = 0; line < lines.length; line++) {
      float x = 20;
      for (String text : lines[line].split(" ", -1)) {
        words.add(new Word(text, x, 20 + 20 * line, 6 * text.length(), 12, 10, false));
        x += 6 * text.length() + 4;
      }
    }
    return words;
  }

  private static List<String> found(List<Word> words, String quote) {
    return QuoteFinder.find(words, quote).stream().map(Word::text).toList();
  }

  @Test
  void aQuoteIsFoundWhateverItsCaseAndPunctuation() {
    List<Word> page = words("Credit box: 700+ FICO", "Minimum FICO 660, PayNet 620.");
    assertThat(found(page, "minimum fico 660")).containsExactly("Minimum", "FICO", "660,");
    assertThat(found(page, "700+ FICO")).containsExactly("700+", "FICO");
  }

  @Test
  void thePartsOfAQuoteMayBeFarApart() {
    List<Word> page =
        words(
            "Minimum amount $5,000 in all states and for all kinds of equipment",
            "that we know. Maximum amount $75,000");
    assertThat(found(page, "Minimum amount $5,000 … Maximum amount $75,000"))
        .containsExactly("Minimum", "amount", "$5,000", "Maximum", "amount", "$75,000");
  }

  @Test
  void wordsOfOtherCellsMayStandBetween() {
    List<Word> page = words("Tier 1 Tier 2 FICO 700 680 Terms 60 48");
    assertThat(found(page, "FICO 680 Terms 48")).containsExactly("FICO", "680", "Terms", "48");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    List<Word> page = words("Minimum FICO 660");
    assertThat(found(page, "Maximum amount 250,000")).isEmpty();
    assertThat(found(page, "")).isEmpty();
    assertThat(found(List.of(), "FICO")).isEmpty();
  }

  @Test
  void theMarkIsOnTheWordsAndNowhereElse() throws IOException {
    BufferedImage blank = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    var pen = blank.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 400, 200);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(blank, "png", png);
    PageText page =
        new PageText(1, 200, 100, Source.TEXT, words("Credit box", "Minimum FICO 660"), List.of());
    BufferedImage marked =
        ImageIO.read(
            new ByteArrayInputStream(PagePicture.mark(png.toByteArray(), page, "FICO 660")));
    Word fico = page.words().get(3);
    assertThat(fico.text()).isEqualTo("FICO");
    int x = Math.round(2 * (fico.x() + fico.width() / 2));
    assertThat(new Color(marked.getRGB(x, Math.round(2 * fico.middle()))).getBlue())
        .isLessThan(200);
    Word credit = page.words().get(0);
    assertThat(
            new Color(
                marked.getRGB(Math.round(2 * credit.x() + 4), Math.round(2 * credit.middle()))))
        .isEqualTo(Color.WHITE);
    assertThat(PagePicture.mark(png.toByteArray(), page, "nothing of this kind"))
        .isEqualTo(png.toByteArray());
  }

  @Test
  void aPageThatWasReadOnItsSideIsShownAsItWasRead() throws IOException {
    BufferedImage scan = new BufferedImage(200, 400, BufferedImage.TYPE_INT_RGB);
    scan.setRGB(0, 399, Color.RED.getRGB());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(scan, "png", png);
    PageText page =
        new PageText(1, 200, 100, Source.OCR, words("Minimum FICO 660"), List.of(), null, 90);

    BufferedImage shown =
        ImageIO.read(new ByteArrayInputStream(PagePicture.mark(png.toByteArray(), page, "")));

    assertThat(shown.getWidth()).isEqualTo(400);
    assertThat(shown.getHeight()).isEqualTo(200);
    assertThat(shown.getRGB(0, 0)).isEqualTo(Color.RED.getRGB());
  }
}
