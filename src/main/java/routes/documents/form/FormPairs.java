package routes.documents.form;

import java.util.ArrayList;
import java.util.List;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Finds the labels of a form and what stands beside them. Not thread-safe. */
public final class FormPairs {

  private final List<Pair> pairs = new ArrayList<>();
  private String section = "";

  /**
   * A label with its value.
   *
   * @param section the heading that it stands under; empty when there is none
   */
  public record Pair(String section, String label, String value) {}

  private FormPairs() {}

  /** The pairs on a page, in reading order. */
  public static List<Pair> of(List<Block> blocks) {
    FormPairs form = new FormPairs();
    form.read(blocks);
    return form.pairs;
  }

  private void read(List<Block> blocks) {
    for (Block block : blocks) {
      if (block instanceof Heading heading) {
        line(heading.text(), true);
      } else if (block instanceof Item item) {
        line(item.text(), false);
      } else if (block instanceof Table table) {
        table.rows().forEach(this::row);
      } else if (block instanceof Columns columns) {
        String before = section;
        for (List<Block> column : columns.columns()) {
          section = before;
          read(column);
        }
      }
    }
  }

  private void line(String text, boolean heading) {
    int colon = text.indexOf(':');
    if (colon > 0 && colon < text.length() - 1) {
      add(text.substring(0, colon), text.substring(colon + 1));
    } else if (heading) {
      section = text;
    }
  }

  /** Label, value, label, value; or cells that hold both. */
  private void row(List<Cell> row) {
    List<Cell> cells = row.stream().distinct().filter(cell -> !cell.isEmpty()).toList();
    if (cells.size() == 1) {
      line(cells.get(0).text(), !cells.get(0).text().contains(":"));
      return;
    }
    for (int i = 0; i < row.size(); i++) {
      String text = row.get(i).text().trim();
      boolean both = text.matches(".*[^:]:\\s*\\S.*");
      if (both) {
        line(text, false);
      } else if (!text.isEmpty() && i + 1 < row.size()) {
        String value = row.get(i + 1).text().trim();
        if (!value.isEmpty() && !value.endsWith(":")) {
          add(text, value);
          i++;
        }
      }
    }
  }

  private void add(String label, String value) {
    pairs.add(new Pair(section, label.replaceAll("[:*?]+$", "").trim(), value.trim()));
  }
}
