package routes.documents.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import routes.documents.layout.Block;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;

/**
 * A line that several pages end with, as a printer repeats it: it comes between a list and its next
 * entry. A line that states a rule is none, however often it comes.
 */
public final class RunningLines {

  private final Set<String> repeated = new HashSet<>();

  /**
   * The running lines of a document.
   *
   * @param pages the blocks of each page in reading order
   */
  public RunningLines(List<List<Block>> pages) {
    Set<String> seen = new HashSet<>();
    for (List<Block> page : pages) {
      String last = last(page);
      if (!last.isEmpty()
          && !seen.add(unnumbered(last))
          && Statements.read(last).facts().isEmpty()) {
        repeated.add(unnumbered(last));
      }
    }
  }

  /**
   * A page without its running line.
   *
   * @param leftOut takes what was left out
   */
  public List<Block> without(List<Block> page, Consumer<String> leftOut) {
    if (!repeated.contains(unnumbered(last(page)))) {
      return page;
    }
    leftOut.accept(last(page));
    return new ArrayList<>(page.subList(0, page.size() - 1));
  }

  /** A page's last line; empty when it ends with something else. */
  private static String last(List<Block> page) {
    Block last = page.isEmpty() ? null : page.get(page.size() - 1);
    return last instanceof Item item && !item.bulleted()
        ? item.text()
        : last instanceof Heading heading ? heading.text() : "";
  }

  /** Without the numbers of pages. */
  private static String unnumbered(String line) {
    return line.replaceAll("\\b\\d{1,3}\\b", "");
  }
}
