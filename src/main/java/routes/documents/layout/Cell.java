package routes.documents.layout;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One field of a table.
 *
 * @param content what stands in it
 */
public record Cell(List<Block> content) {

  public Cell {
    content = List.copyOf(content);
  }

  /** With one block in it. */
  public static Cell of(Block block) {
    return new Cell(List.of(block));
  }

  static Cell empty() {
    return new Cell(List.of());
  }

  /** All its words. */
  public String text() {
    return content.stream().map(Cell::text).collect(Collectors.joining(" "));
  }

  /** Whether nothing stands in it. */
  public boolean isEmpty() {
    return content.isEmpty();
  }

  /** Whether a heading stands in it, and nothing else. */
  boolean isHeading() {
    return content.size() == 1 && content.get(0) instanceof Heading;
  }

  private static String text(Block block) {
    if (block instanceof Heading heading) {
      return heading.text();
    }
    if (block instanceof Item item) {
      return item.text();
    }
    List<Block> inner =
        block instanceof Table table
            ? table.rows().stream().flatMap(List::stream).flatMap(c -> c.content.stream()).toList()
            : ((Columns) block).columns().stream().flatMap(List::stream).toList();
    return inner.stream().map(Cell::text).collect(Collectors.joining(" "));
  }
}
