package routes.documents.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of pages what stands at the end of several of them, as a printer repeats it: it comes
 * between a list and its next entry.
 */
public final class RunningLines {

  private RunningLines() {}

  /**
   * The same pages without the last line of a page that is another page's last line too.
   *
   * @param pages the blocks of each page in reading order
   */
  public static List<List<Block>> without(List<List<Block>> pages) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (List<Block> page : pages) {
      String last = last(page);
      if (!last.isEmpty() && !seen.add(last)) {
        repeated.add(last);
      }
    }
    List<List<Block>> kept = new ArrayList<>();
    for (List<Block> page : pages) {
      kept.add(repeated.contains(last(page)) ? page.subList(0, page.size() - 1) : page);
    }
    return kept;
  }

  /** A page's last line with its numbers left out, which count pages; empty when it has none. */
  private static String last(List<Block> page) {
    Block last = page.isEmpty() ? null : page.get(page.size() - 1);
    String text =
        last instanceof Item item && !item.bulleted()
            ? item.text()
            : last instanceof Heading heading ? heading.text() : "";
    return text.replaceAll("\\b\\d{1,3}\\b", "");
  }
}
