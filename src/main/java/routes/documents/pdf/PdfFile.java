package routes.documents.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import routes.documents.page.PageText;

/** An open PDF. Not thread-safe; close it. */
public final class PdfFile implements AutoCloseable {

  private final PDDocument document;
  private final Budget budget;

  private PdfFile(PDDocument document, Budget budget) {
    this.document = document;
    this.budget = budget;
  }

  /**
   * Opens a PDF.
   *
   * @throws IOException when it is none, is broken, or needs a password
   */
  public static PdfFile open(byte[] bytes, Budget budget) throws IOException {
    MemoryUsageSetting memory = MemoryUsageSetting.setupMainMemoryOnly(budget.limits().memory());
    return new PdfFile(Loader.loadPDF(bytes, "", null, null, memory.streamCache), budget);
  }

  /** How many pages it says to have. */
  public int pages() {
    return document.getNumberOfPages();
  }

  /**
   * The visible text of a page; no words when the page is a picture.
   *
   * @param number counted from 1
   * @throws IOException when the page is broken
   * @throws LimitExceededException when it costs too much
   */
  public PageText text(int number) throws IOException {
    return TextLayer.read(document, number, budget);
  }

  /**
   * A page as printed.
   *
   * @param number counted from 1
   * @param dpi dots per inch
   * @throws IOException when the page is broken
   * @throws LimitExceededException when its picture, or one in it, is too large
   */
  public BufferedImage picture(int number, int dpi) throws IOException {
    PDPage page = document.getPage(number - 1);
    PictureSizes.check(page, number, dpi, budget.limits().pixels());
    budget.check();
    return new PDFRenderer(document).renderImageWithDPI(number - 1, dpi, ImageType.RGB);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
