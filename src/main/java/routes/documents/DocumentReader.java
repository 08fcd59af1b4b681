package routes.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import routes.documents.page.PageText;
import routes.documents.pdf.Budget;
import routes.documents.pdf.LimitExceededException;
import routes.documents.pdf.Limits;
import routes.documents.pdf.PdfFile;

/** Reads the visible text of a PDF with its layout. Thread-safe: it keeps nothing. */
public final class DocumentReader {

  private final Limits limits;

  /** A reader with the usual limits. */
  public DocumentReader() {
    this(Limits.standard());
  }

  /** A reader that keeps these limits. */
  public DocumentReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * The pages of a PDF; those without a text layer are recognised from their picture.
   *
   * @throws UnreadableDocumentException when it is no PDF, is broken or encrypted, or costs more
   *     than the limits allow
   */
  public DocumentText read(byte[] pdf) {
    Budget budget = new Budget(limits);
    try (PdfFile file = PdfFile.open(pdf, budget)) {
      List<PageText> pages = new ArrayList<>();
      for (int number = 1; number <= file.pages(); number++) {
        pages.add(file.text(number));
      }
      return new DocumentText(pages);
    } catch (InvalidPasswordException e) {
      throw new UnreadableDocumentException("The PDF is encrypted: send it without a password.", e);
    } catch (LimitExceededException e) {
      throw new UnreadableDocumentException(
          "The PDF is too costly to read: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new UnreadableDocumentException("The PDF is broken: " + e.getMessage(), e);
    }
  }
}
