package routes.documents;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Makes PDFs that are nothing but pictures of pages, as a scanner does. */
final class Scans {

  private Scans() {}

  /**
   * The same pages as pictures.
   *
   * @param degrees by how much they lie askew
   * @param noise how many pixels in a thousand are wrong
   */
  static byte[] of(byte[] pdf, int dpi, double degrees, int noise) throws IOException {
    try (PDDocument from = Loader.loadPDF(pdf);
        PDDocument to = new PDDocument()) {
      PDFRenderer renderer = new PDFRenderer(from);
      for (int i = 0; i < from.getNumberOfPages(); i++) {
        BufferedImage page = renderer.renderImageWithDPI(i, dpi, ImageType.RGB);
        PDRectangle size = from.getPage(i).getCropBox();
        add(to, scanned(page, degrees, noise), size);
      }
      to.setDocumentId(1L);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      to.save(bytes);
      return bytes.toByteArray();
    }
  }

  /** The first page as a picture, turned clockwise by quarters. */
  static byte[] turned(byte[] pdf, int dpi, int quarters) throws IOException {
    try (PDDocument from = Loader.loadPDF(pdf);
        PDDocument to = new PDDocument()) {
      BufferedImage page = new PDFRenderer(from).renderImageWithDPI(0, dpi, ImageType.RGB);
      boolean sideways = quarters % 2 != 0;
      int width = sideways ? page.getHeight() : page.getWidth();
      int height = sideways ? page.getWidth() : page.getHeight();
      BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = turned.createGraphics();
      graphics.translate(width / 2.0, height / 2.0);
      graphics.rotate(Math.toRadians(90 * quarters));
      graphics.drawImage(page, -page.getWidth() / 2, -page.getHeight() / 2, null);
      graphics.dispose();
      add(to, turned, new PDRectangle(width * 72f / dpi, height * 72f / dpi));
      to.setDocumentId(1L);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      to.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static void add(PDDocument to, BufferedImage picture, PDRectangle size)
      throws IOException {
    PDPage page = new PDPage(new PDRectangle(size.getWidth(), size.getHeight()));
    to.addPage(page);
    try (PDPageContentStream stream = new PDPageContentStream(to, page)) {
      stream.drawImage(
          LosslessFactory.createFromImage(to, picture), 0, 0, size.getWidth(), size.getHeight());
    }
  }

  private static BufferedImage scanned(BufferedImage page, double degrees, int noise) {
    BufferedImage copy =
        new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, copy.getWidth(), copy.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.rotate(Math.toRadians(degrees), copy.getWidth() / 2.0, copy.getHeight() / 2.0);
    graphics.drawImage(page, 0, 0, null);
    graphics.dispose();
    Random random = new Random(7);
    long specks = (long) copy.getWidth() * copy.getHeight() * noise / 1000;
    for (long i = 0; i < specks; i++) {
      int grey = 120 + random.nextInt(100);
      copy.setRGB(
          random.nextInt(copy.getWidth()),
          random.nextInt(copy.getHeight()),
          new Color(grey, grey, grey).getRGB());
    }
    return copy;
  }
}
