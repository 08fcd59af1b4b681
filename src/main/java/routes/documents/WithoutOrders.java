package routes.documents;

import java.util.ArrayList;
import java.util.List;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;
import routes.documents.page.Orders;

/** Takes passages that give orders to a reader out of a page. Not thread-safe. */
public final class WithoutOrders {

  private final List<String> taken = new ArrayList<>();

  /** The blocks without such passages. */
  public List<Block> of(List<Block> blocks) {
    List<Block> kept = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Heading heading) {
        keep(heading, heading.text(), kept);
      } else if (block instanceof Item item) {
        keep(item, item.text(), kept);
      } else if (block instanceof Table table) {
        List<List<Cell>> rows =
            table.rows().stream()
                .map(row -> row.stream().map(cell -> new Cell(of(cell.content()))).toList())
                .toList();
        kept.add(table.with(rows));
      } else if (block instanceof Columns columns) {
        List<List<Block>> inner =
            columns.columns().stream().map(this::of).filter(column -> !column.isEmpty()).toList();
        if (!inner.isEmpty()) {
          kept.add(new Columns(inner, columns.box()));
        }
      }
    }
    return kept;
  }

  private void keep(Block block, String text, List<Block> kept) {
    if (Orders.in(text)) {
      taken.add(text);
    } else {
      kept.add(block);
    }
  }

  /** What was taken out. */
  public List<String> taken() {
    return List.copyOf(taken);
  }
}
