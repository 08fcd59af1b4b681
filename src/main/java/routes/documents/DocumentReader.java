package routes.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import routes.documents.ocr.Recognizer;
import routes.documents.page.PageText;
import routes.documents.pdf.Budget;
import routes.documents.pdf.LimitExceededException;
import routes.documents.pdf.Limits;
import routes.documents.pdf.PdfFile;

/**
 * Reads the visible text of a PDF with its layout. Thread-safe: it keeps nothing between documents.
 */
public final class DocumentReader {

  private static final int DPI = 250;
  private static final int FEWEST_WORDS = 4;
  private static final int WHERE_PDFS_BEGIN = 1024;

  private final Limits limits;
  private final IntConsumer onPage;

  /** A reader with the usual limits. */
  public DocumentReader() {
    this(Limits.standard());
  }

  /** A reader that keeps these limits. */
  public DocumentReader(Limits limits) {
    this(limits, page -> {});
  }

  private DocumentReader(Limits limits, IntConsumer onPage) {
    this.limits = limits;
    this.onPage = onPage;
  }

  /** The same reader, which tells the number of each page that it begins. */
  public DocumentReader onPage(IntConsumer listener) {
    return new DocumentReader(limits, listener);
  }

  /**
   * The pages of a PDF; those without a text layer are recognised from their picture.
   *
   * @throws UnreadableDocumentException when it is no PDF, is broken or encrypted, has nothing to
   *     read, or costs more than the limits allow
   */
  public DocumentText read(byte[] pdf) {
    return open(pdf, this::read);
  }

  /**
   * A page as printed, as PNG.
   *
   * @param page counted from 1
   * @param dpi dots per inch
   * @throws UnreadableDocumentException when it cannot be read, or has no such page
   */
  public byte[] picture(byte[] pdf, int page, int dpi) {
    return open(
        pdf,
        (file, budget) -> {
          if (page < 1 || page > file.pages()) {
            throw new UnreadableDocumentException(
                "The PDF has no page %d: it has %d.".formatted(page, file.pages()));
          }
          ByteArrayOutputStream png = new ByteArrayOutputStream();
          ImageIO.setUseCache(false);
          ImageIO.write(file.picture(page, dpi), "png", png);
          return png.toByteArray();
        });
  }

  /** What is done with an open file. */
  private interface Use<T> {
    T of(PdfFile file, Budget budget) throws IOException;
  }

  private <T> T open(byte[] pdf, Use<T> use) {
    sniff(pdf);
    Budget budget = new Budget(limits);
    try (PdfFile file = PdfFile.open(pdf, budget)) {
      return use.of(file, budget);
    } catch (InvalidPasswordException e) {
      throw new UnreadableDocumentException("The PDF is encrypted: send it without a password.", e);
    } catch (LimitExceededException e) {
      throw new UnreadableDocumentException(
          "The PDF is too costly to read: %s.".formatted(e.getMessage()), e);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (e instanceof UnreadableDocumentException known) {
        throw known;
      }
      // PDFBox meets broken files with exceptions of every kind.
      throw new UnreadableDocumentException(
          "The PDF is broken and cannot be read: save it anew and send it again.", e);
    }
  }

  private void sniff(byte[] pdf) {
    if (pdf.length == 0) {
      throw new UnreadableDocumentException("The document is empty: send the PDF itself.");
    }
    if (pdf.length > limits.bytes()) {
      throw new UnreadableDocumentException(
          "The document has %,d bytes: send one of at most %,d."
              .formatted(pdf.length, limits.bytes()));
    }
    int head = Math.min(pdf.length, WHERE_PDFS_BEGIN);
    if (!new String(pdf, 0, head, StandardCharsets.ISO_8859_1).contains("%PDF-")) {
      throw new UnreadableDocumentException("The document is not a PDF: send a PDF file.");
    }
  }

  private DocumentText read(PdfFile file, Budget budget) throws IOException {
    int count = file.pages();
    if (count > limits.pages()) {
      throw new UnreadableDocumentException(
          "The PDF has %,d pages: send one of at most %,d.".formatted(count, limits.pages()));
    }
    List<PageText> pages = new ArrayList<>();
    @Nullable Recognizer recognizer = null;
    try {
      for (int number = 1; number <= count; number++) {
        onPage.accept(number);
        PageText page = file.text(number);
        if (page.words().size() < FEWEST_WORDS) {
          recognizer = recognizer == null ? new Recognizer() : recognizer;
          PageText seen = recognizer.read(number, file.picture(number, DPI), DPI, budget.left());
          page = seen.words().isEmpty() ? page : seen;
        }
        pages.add(page);
        budget.check();
      }
    } finally {
      if (recognizer != null) {
        recognizer.close();
      }
    }
    if (pages.stream().allMatch(page -> page.words().isEmpty())) {
      throw new UnreadableDocumentException(
          "The PDF has no text that can be read: send a clearer copy.");
    }
    return new DocumentText(pages);
  }
}
