package routes.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/**
 * Sheets of US Letter paper that are filled from the top. Lengths are points. Not thread-safe;
 * close it.
 */
final class Sheets implements AutoCloseable {
  static final float MARGIN = 46;
  static final float WIDTH = PDRectangle.LETTER.getWidth() - 2 * MARGIN;
  static final Color INK = new Color(0x1b2430);
  static final Color GREY = new Color(0x5d6978);
  static final Color RULE = new Color(0xd5dbe3);

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float TOP = PDRectangle.LETTER.getHeight() - MARGIN;
  private static final float BOTTOM = MARGIN + 18;
  private static final float LEADING = 1.35f;

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private final String title;
  private @Nullable PDPageContentStream page;
  private float y;

  /** How text is set: its size, whether heavy, and its colour. */
  record Style(float size, boolean bold, Color colour) {
    static final Style BODY = new Style(8.5f, false, INK);
    static final Style SMALL = new Style(7.5f, false, GREY);
    static final Style HEADING = new Style(12, true, INK);

    Style heavy() {
      return new Style(size, true, colour);
    }

    Style in(Color other) {
      return new Style(size, bold, other);
    }

    float leading() {
      return size * LEADING;
    }
  }

  Sheets(String title) throws IOException {
    this.title = title;
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer("Hatchet Routes");
    document.setDocumentInformation(information);
    try (InputStream face = PDDocument.class.getResourceAsStream(FONT)) {
      this.font = PDType0Font.load(document, face, true);
    }
    newPage();
  }

  private PDPageContentStream page() {
    if (page == null) {
      throw new IllegalStateException("closed");
    }
    return page;
  }

  private void newPage() throws IOException {
    if (page != null) {
      page.close();
    }
    PDPage next = new PDPage(PDRectangle.LETTER);
    document.addPage(next);
    page = new PDPageContentStream(document, next);
    y = TOP;
  }

  /** Begins a new sheet unless so much room is left on this one. */
  void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      newPage();
    }
  }

  void space(float height) {
    y -= height;
  }

  /** A paragraph over the whole width. */
  void paragraph(String text, Style style) throws IOException {
    paragraph(text, 0, WIDTH, style);
  }

  /** A paragraph at a distance from the left margin. */
  void paragraph(String text, float indent, float width, Style style) throws IOException {
    for (String line : wrap(text, width, style)) {
      room(style.leading());
      y -= style.leading();
      write(line, MARGIN + indent, y, style);
    }
  }

  /** A row of cells, each wrapped within its width; all of it on one sheet. */
  void row(List<String> cells, float[] widths, List<Style> styles) throws IOException {
    List<List<String>> wrapped = new ArrayList<>();
    float height = 0;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = wrap(cells.get(i), widths[i] - 6, styles.get(i));
      wrapped.add(lines);
      height = Math.max(height, lines.size() * styles.get(i).leading());
    }
    room(height + 5);
    float x = MARGIN;
    for (int i = 0; i < widths.length; i++) {
      float line = y - 2;
      for (String text : wrapped.get(i)) {
        line -= styles.get(i).leading();
        write(text, x, line + 2, styles.get(i));
      }
      x += widths[i];
    }
    y -= height + 3;
    rule();
  }

  /** A thin line over the whole width. */
  void rule() throws IOException {
    page().setStrokingColor(RULE);
    page().setLineWidth(0.5f);
    page().moveTo(MARGIN, y);
    page().lineTo(MARGIN + WIDTH, y);
    page().stroke();
    y -= 2;
  }

  /** A coloured bar of text over the whole width. */
  void bar(String left, String right, Color background) throws IOException {
    Style style = new Style(11, true, Color.WHITE);
    room(24);
    page().setNonStrokingColor(background);
    page().addRect(MARGIN, y - 20, WIDTH, 20);
    page().fill();
    write(shorten(left, WIDTH - width(right, style) - 30, style), MARGIN + 8, y - 14, style);
    write(right, MARGIN + WIDTH - 8 - width(right, style), y - 14, style);
    y -= 24;
  }

  private void write(String text, float x, float baseline, Style style) throws IOException {
    write(page(), text, x, baseline, style);
  }

  private void write(PDPageContentStream stream, String text, float x, float baseline, Style style)
      throws IOException {
    stream.beginText();
    stream.setFont(font, style.size());
    stream.setNonStrokingColor(style.colour());
    stream.setStrokingColor(style.colour());
    stream.setLineWidth(style.size() / 32);
    stream.setRenderingMode(style.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    stream.newLineAtOffset(x, baseline);
    stream.showText(printable(text));
    stream.endText();
  }

  private float width(String text, Style style) throws IOException {
    return font.getStringWidth(printable(text)) / 1000 * style.size();
  }

  private String shorten(String text, float width, Style style) throws IOException {
    String shown = text;
    while (!shown.isEmpty() && width(shown + "…", style) > width) {
      shown = shown.substring(0, shown.length() - 1);
    }
    return shown.equals(text) ? text : shown + "…";
  }

  private List<String> wrap(String text, float width, Style style) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(text).split("\\s+", -1)) {
      String rest = word;
      if (line.length() > 0 && width(line + " " + rest, style) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.length() == 0 && width(rest, style) > width && rest.length() > 1) {
        int fits = rest.length() - 1;
        while (fits > 1 && width(rest.substring(0, fits), style) > width) {
          fits--;
        }
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text with what the face has no letter for as question marks. */
  private String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (Character.isWhitespace(letter)) {
                printable.append(' ');
              } else if (!Character.isISOControl(letter)) {
                String one = Character.toString(letter);
                printable.append(hasGlyph(one) ? one : "?");
              }
            });
    return printable.toString();
  }

  private boolean hasGlyph(String letter) {
    try {
      font.encode(letter);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The finished document. */
  byte[] finish() throws IOException {
    page().close();
    page = null;
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      try (PDPageContentStream footer =
          new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true)) {
        String number = "Page %d of %d".formatted(i + 1, pages);
        write(footer, shorten(title, WIDTH - 90, Style.SMALL), MARGIN, MARGIN - 8, Style.SMALL);
        write(footer, number, MARGIN + WIDTH - width(number, Style.SMALL), MARGIN - 8, Style.SMALL);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
