package routes.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.documents.DocumentText;
import routes.documents.child.GuardedReader;
import routes.documents.page.PageText;
import routes.documents.page.Word;

/** Pages of stored documents as pictures, with the words that a rule cites marked. Thread-safe. */
public final class PagePicture {
  private static final int DPI = 110;
  private static final float POINTS_PER_INCH = 72;
  private static final Color MARK = new Color(255, 214, 10, 110);
  private static final Color LINE = new Color(178, 92, 0);

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Draws a page, in the process that reads documents.
   *
   * @param document its {@code content}, and its {@code text} with the places of the words once it
   *     was read
   * @param page counted from 1
   * @param quote the words to mark; empty for none
   * @return PNG
   * @throws routes.documents.UnreadableDocumentException with one sentence
   */
  public byte[] draw(
      @Body Map<String, Object> document,
      @Variable("page") int page,
      @Variable("quote") String quote)
      throws IOException {
    byte[] png = GuardedReader.shared().picture((byte[]) document.get("content"), page, DPI);
    Object text = document.get("text");
    if (text == null) {
      return png;
    }
    for (PageText read : json.readValue(text.toString(), DocumentText.class).pages()) {
      if (read.number() == page) {
        return mark(png, read, quote);
      }
    }
    return png;
  }

  private static BufferedImage upright(BufferedImage picture, @Nullable Integer degrees) {
    if (degrees == null) {
      return picture;
    }
    boolean sideways = degrees % 180 != 0;
    int width = sideways ? picture.getHeight() : picture.getWidth();
    int height = sideways ? picture.getWidth() : picture.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = turned.createGraphics();
    pen.translate(width / 2.0, height / 2.0);
    pen.rotate(Math.toRadians(degrees));
    pen.drawImage(picture, -picture.getWidth() / 2, -picture.getHeight() / 2, null);
    pen.dispose();
    return turned;
  }

  /** Marks the quoted words on a page's picture, which is turned as the page was to be read. */
  static byte[] mark(byte[] png, PageText page, String quote) throws IOException {
    List<Word> words = quote.isBlank() ? List.of() : QuoteFinder.find(page.words(), quote);
    if (words.isEmpty() && page.turned() == null) {
      return png;
    }
    BufferedImage picture = upright(ImageIO.read(new ByteArrayInputStream(png)), page.turned());
    float scale = picture.getWidth() / page.width();
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (Word word : words) {
      int x = Math.round(word.x() * scale) - 2;
      int y = Math.round(word.y() * scale) - 1;
      int width = Math.round(word.width() * scale) + 4;
      int height = Math.round(word.height() * scale) + 2;
      pen.setColor(MARK);
      pen.fillRect(x, y, width, height);
      pen.setColor(LINE);
      pen.fillRect(x, y + height, width, Math.max(1, Math.round(DPI / POINTS_PER_INCH)));
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
