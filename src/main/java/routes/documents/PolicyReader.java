package routes.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.documents.layout.Block;
import routes.documents.layout.PageLayout;
import routes.documents.rules.GuidelineReader;
import routes.documents.rules.RunningLines;

/**
 * Reads a lender's published guideline as a policy, by rules and without a language model. It
 * leaves out what it does not understand, and says so. Thread-safe: it keeps nothing.
 */
public final class PolicyReader {

  /**
   * The policy that a document states, without what a second look at its pages would read
   * otherwise: the second reading of scanned ones, and of printed ones the same words in slightly
   * wider type.
   *
   * @param fallbackLenderName the lender's name, should the document not say it
   */
  public ReadPolicy read(DocumentText text, String fallbackLenderName) {
    ReadPolicy first = once(text, fallbackLenderName);
    Optional<DocumentText> scanned = text.second();
    DocumentText again = scanned.orElseGet(() -> WiderType.of(text));
    return BothReadings.of(
        first, once(again, fallbackLenderName), fallbackLenderName, scanned.isPresent());
  }

  private static ReadPolicy once(DocumentText text, String fallbackLenderName) {
    GuidelineReader reader = new GuidelineReader();
    List<UnreadLine> unread = new ArrayList<>();
    List<List<Block>> pages = text.pages().stream().map(PageLayout::blocks).toList();
    RunningLines running = new RunningLines(pages);
    for (int i = 0; i < pages.size(); i++) {
      int number = text.pages().get(i).number();
      WithoutOrders orders = new WithoutOrders();
      List<Block> page =
          running.without(pages.get(i), line -> unread.add(new UnreadLine(number, line)));
      reader.page(number, orders.of(page));
      orders.taken().forEach(line -> unread.add(new UnreadLine(number, line)));
    }
    GuidelineReader.Result result = reader.result(fallbackLenderName);
    result.unread().forEach(line -> unread.add(new UnreadLine(line.page(), line.text())));
    return new ReadPolicy(result.policy(), unread);
  }
}
