package routes.lenders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import routes.documents.DocumentText;
import routes.documents.child.GuardedReader;
import routes.documents.page.Source;

/** Reads the words of a document, with their places. Thread-safe. */
public final class Documents {
  private final GuardedReader reader = GuardedReader.shared();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Reads a PDF; pages without a text layer by OCR.
   *
   * @throws routes.documents.UnreadableDocumentException with one sentence
   */
  public DocumentText read(byte[] pdf) {
    return reader.read(pdf);
  }

  /** The text as it is stored between the steps. */
  public String toJson(DocumentText text) throws JsonProcessingException {
    return json.writeValueAsString(text);
  }

  /** What a step reports of it. */
  public Map<String, Object> summary(DocumentText text) {
    long ocr = text.pages().stream().filter(page -> page.source() == Source.OCR).count();
    return Map.of("pages", text.pages().size(), "ocr_pages", ocr);
  }
}
