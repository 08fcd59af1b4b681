package routes.documents;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A letter page to print on; lengths are points from its upper left corner. */
final class Sheet implements AutoCloseable {

  static final FontName PLAIN = FontName.HELVETICA;
  static final FontName BOLD = FontName.HELVETICA_BOLD;
  static final FontName ITALIC = FontName.HELVETICA_OBLIQUE;
  static final FontName SERIF = FontName.TIMES_ROMAN;
  static final FontName SERIF_BOLD = FontName.TIMES_BOLD;

  private final PDDocument document = new PDDocument();

  /** Each document has its own: a font that was saved before leaves its traces in the next file. */
  private final Map<FontName, PDType1Font> fonts = new EnumMap<>(FontName.class);

  private PDPageContentStream stream;

  Sheet() {
    stream = page();
  }

  private PDPageContentStream page() {
    PDPage page = new PDPage(PDRectangle.LETTER);
    document.addPage(page);
    try {
      return new PDPageContentStream(document, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PDType1Font font(FontName name) {
    return fonts.computeIfAbsent(name, PDType1Font::new);
  }

  Sheet newPage() throws IOException {
    stream.close();
    stream = page();
    return this;
  }

  Sheet text(FontName font, float size, float x, float y, String text) throws IOException {
    return text(font, size, x, y, Color.BLACK, text);
  }

  Sheet text(FontName font, float size, float x, float y, Color color, String text)
      throws IOException {
    stream.beginText();
    stream.setNonStrokingColor(color);
    stream.setFont(font(font), size);
    stream.newLineAtOffset(x, PDRectangle.LETTER.getHeight() - y);
    stream.showText(text);
    stream.endText();
    return this;
  }

  Sheet centred(FontName font, float size, float middle, float y, Color color, String text)
      throws IOException {
    return text(font, size, middle - width(font, size, text) / 2, y, color, text);
  }

  float width(FontName font, float size, String text) throws IOException {
    return font(font).getStringWidth(text) / 1000 * size;
  }

  Sheet fill(float x, float y, float width, float height, Color color) throws IOException {
    stream.setNonStrokingColor(color);
    stream.addRect(x, PDRectangle.LETTER.getHeight() - y - height, width, height);
    stream.fill();
    return this;
  }

  Sheet line(float x1, float y1, float x2, float y2) throws IOException {
    stream.setStrokingColor(Color.DARK_GRAY);
    stream.setLineWidth(0.7f);
    stream.moveTo(x1, PDRectangle.LETTER.getHeight() - y1);
    stream.lineTo(x2, PDRectangle.LETTER.getHeight() - y2);
    stream.stroke();
    return this;
  }

  /** Prints text in lines of at most a width; answers where the next line would stand. */
  float wrapped(FontName font, float size, float x, float y, float width, String text)
      throws IOException {
    float at = y;
    for (String line : lines(font, size, width, text)) {
      text(font, size, x, at, line);
      at += size * 1.3f;
    }
    return at;
  }

  /** Prints a list; answers where the next line would stand. */
  float bullets(float size, float x, float y, float width, String... items) throws IOException {
    float at = y;
    for (String item : items) {
      text(PLAIN, size, x, at, "\u2022");
      at = wrapped(PLAIN, size, x + 11, at, width - 11, item) + 1.5f;
    }
    return at;
  }

  /** Prints a table with ruled lines; answers where it ends. */
  float table(
      FontName font, FontName head, float size, float x, float y, float[] widths, String[]... rows)
      throws IOException {
    float right = x;
    for (float width : widths) {
      right += width;
    }
    float at = y;
    line(x, y, right, y);
    for (int r = 0; r < rows.length; r++) {
      float bottom = at + size * 1.7f;
      float left = x;
      for (int c = 0; c < widths.length; c++) {
        FontName face = r == 0 || c == 0 ? head : font;
        float end = wrapped(face, size, left + 4, at + size * 1.2f, widths[c] - 8, rows[r][c]);
        bottom = Math.max(bottom, end - size * 0.8f);
        left += widths[c];
      }
      line(x, bottom, right, bottom);
      at = bottom;
    }
    float left = x;
    line(left, y, left, at);
    for (float width : widths) {
      left += width;
      line(left, y, left, at);
    }
    return at;
  }

  private List<String> lines(FontName font, float size, float width, String text)
      throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(font, size, longer) > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** The finished document; the same calls give the same bytes. */
  byte[] bytes() throws IOException {
    stream.close();
    document.setDocumentId(1L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
