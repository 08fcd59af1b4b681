package routes.documents;

import java.util.List;
import routes.documents.page.PageText;

/**
 * The visible text of a document with its places on the pages; plain data, made to be stored.
 *
 * @param pages in the document's order
 */
public record DocumentText(List<PageText> pages) {

  public DocumentText {
    pages = List.copyOf(pages);
  }
}
