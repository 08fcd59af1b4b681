package routes.documents.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Puts headings side by side back above the columns of the table that a line cut them off from. */
final class HeadsApart {

  private HeadsApart() {}

  /** The same blocks, such headings as the first row of their table. */
  static List<Block> joined(List<Block> blocks) {
    List<Block> joined = new ArrayList<>();
    for (Block block : blocks) {
      Block last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      List<Integer> places =
          last instanceof Columns heads && block instanceof Table table
              ? places(heads, table)
              : List.of();
      if (places.isEmpty()) {
        joined.add(block);
      } else {
        joined.set(joined.size() - 1, headed((Columns) last, (Table) block, places));
      }
    }
    return joined;
  }

  /** The columns that headings stand over, one each; none when they are no heads of the table. */
  private static List<Integer> places(Columns heads, Table table) {
    int columns = heads.columns().size();
    boolean alone =
        heads.columns().stream().allMatch(c -> c.size() == 1 && c.get(0) instanceof Heading);
    if (!alone || columns < 2 || columns < table.width() - 1) {
      return List.of();
    }
    List<Integer> places =
        heads.columns().stream().map(column -> place(column.get(0).box(), table)).toList();
    boolean each =
        IntStream.range(0, columns)
            .allMatch(i -> places.get(i) >= 0 && (i == 0 || places.get(i) > places.get(i - 1)));
    return each ? places : List.of();
  }

  /** The column that a heading stands over. */
  private static int place(Box heading, Table table) {
    return IntStream.range(0, table.width())
        .filter(
            column ->
                table.rows().stream()
                    .flatMap(row -> row.get(column).content().stream())
                    .map(Block::box)
                    .anyMatch(box -> box.left() < heading.right() && box.right() > heading.left()))
        .findFirst()
        .orElse(-1);
  }

  private static Table headed(Columns heads, Table table, List<Integer> places) {
    List<Cell> head = new ArrayList<>(Collections.nCopies(table.width(), Cell.empty()));
    for (int i = 0; i < places.size(); i++) {
      head.set(places.get(i), new Cell(heads.columns().get(i)));
    }
    List<List<Cell>> rows = new ArrayList<>(List.of(head));
    rows.addAll(table.rows());
    return new Table(rows, table.ruled(), heads.box().and(table.box()));
  }
}
