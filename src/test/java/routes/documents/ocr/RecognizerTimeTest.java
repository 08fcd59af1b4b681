package routes.documents.ocr;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import routes.documents.pdf.LimitExceededException;

/** A page that takes too long is too costly, not broken. */
class RecognizerTimeTest {

  @Test
  void aPageThatTakesTooLongIsTooCostly() throws IOException {
    BufferedImage page = new BufferedImage(600, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = page.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 600, 200);
    pen.setColor(Color.BLACK);
    pen.setFont(pen.getFont().deriveFont(36f));
    pen.drawString("Minimum FICO 680", 40, 100);
    pen.dispose();
    try (Recognizer recognizer = new Recognizer()) {
      assertThatThrownBy(() -> recognizer.read(1, page, 250, Duration.ofNanos(1)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessage("recognising the text of a page took too long");
    }
  }
}
