package routes.documents.llm;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.documents.DocumentText;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.PageLayout;
import routes.documents.layout.Table;
import routes.documents.page.Orders;
import routes.documents.page.PageText;
import routes.documents.page.Word;

/**
 * What people see on a document's pages, as lines in reading order and without personal data. It is
 * all that a model is shown, and all that its quotes are looked for in.
 */
final class Transcript {

  private static final Pattern WITHOUT_MEANING = Pattern.compile("[^\\p{L}\\p{N}%$<>=+/.]+");
  private static final int SHORTEST_QUOTE = 6;

  /**
   * A page.
   *
   * @param number counted from 1
   * @param lines what stands on it
   */
  record Page(int number, List<String> lines) {

    /** The lines as a model gets them. */
    String text() {
      return String.join("\n", lines);
    }
  }

  private final List<Page> pages;
  private final List<Page> withheld;

  private Transcript(List<Page> pages, List<Page> withheld) {
    this.pages = pages;
    this.withheld = withheld;
  }

  /** What stands in a document. */
  static Transcript of(DocumentText text) {
    List<Page> pages = new ArrayList<>();
    List<Page> withheld = new ArrayList<>();
    for (PageText page : text.pages()) {
      List<String> lines = new ArrayList<>();
      lines(PageLayout.blocks(page), lines);
      List<String> shown =
          lines.stream()
              .map(line -> Redaction.of(line.replace(Word.UNSURE, "").strip()))
              .filter(line -> !line.isEmpty())
              .toList();
      pages.add(new Page(page.number(), shown.stream().filter(line -> !Orders.in(line)).toList()));
      withheld.add(new Page(page.number(), shown.stream().filter(Orders::in).toList()));
    }
    return new Transcript(pages, withheld);
  }

  List<Page> pages() {
    return pages;
  }

  /** The lines that give orders to a reader, which nobody is shown. */
  List<Page> withheld() {
    return withheld.stream().filter(page -> !page.lines().isEmpty()).toList();
  }

  private static void lines(List<Block> blocks, List<String> lines) {
    for (Block block : blocks) {
      if (block instanceof Heading heading) {
        lines.add("# " + heading.text());
      } else if (block instanceof Item item) {
        lines.add((item.bulleted() ? "- " : "") + item.text());
      } else if (block instanceof Table table) {
        for (List<Cell> row : table.rows()) {
          lines.add(row.stream().map(Cell::text).distinct().collect(Collectors.joining(" | ")));
        }
      } else if (block instanceof Columns columns) {
        columns.columns().forEach(column -> lines(column, lines));
      }
    }
  }

  /** Whether these words stand on that page, whatever their spacing, case and marks. */
  boolean has(int page, String quote) {
    String wanted = bare(quote);
    return wanted.length() >= SHORTEST_QUOTE
        && pages.stream()
            .filter(one -> one.number() == page)
            .anyMatch(one -> bare(one.text()).contains(wanted));
  }

  /** Whether a name stands anywhere in the document. */
  boolean names(String name) {
    String wanted = bare(name);
    return !wanted.isEmpty() && pages.stream().anyMatch(one -> bare(one.text()).contains(wanted));
  }

  private static String bare(String text) {
    String even = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WITHOUT_MEANING.matcher(even).replaceAll("").replaceAll("\\.(?!\\d)", "");
  }
}
