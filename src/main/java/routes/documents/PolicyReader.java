package routes.documents;

import java.util.List;
import routes.documents.layout.PageLayout;
import routes.documents.page.PageText;
import routes.documents.rules.GuidelineReader;

/**
 * Reads a lender's published guideline as a policy, by rules and without a language model. It
 * leaves out what it does not understand, and says so. Thread-safe: it keeps nothing.
 */
public final class PolicyReader {

  /**
   * The policy that a document states.
   *
   * @param fallbackLenderName the lender's name, should the document not say it
   */
  public ReadPolicy read(DocumentText text, String fallbackLenderName) {
    GuidelineReader reader = new GuidelineReader();
    for (PageText page : text.pages()) {
      reader.page(page.number(), PageLayout.blocks(page));
    }
    GuidelineReader.Result result = reader.result(fallbackLenderName);
    List<UnreadLine> unread =
        result.unread().stream().map(line -> new UnreadLine(line.page(), line.text())).toList();
    return new ReadPolicy(result.policy(), unread);
  }
}
