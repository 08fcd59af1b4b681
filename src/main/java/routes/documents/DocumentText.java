package routes.documents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
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

  /** The text as a second reading of scanned pages has it; empty when it has the same. */
  @JsonIgnore
  public Optional<DocumentText> second() {
    return pages.stream().allMatch(page -> page.again() == null)
        ? Optional.empty()
        : Optional.of(new DocumentText(pages.stream().map(PageText::second).toList()));
  }
}
