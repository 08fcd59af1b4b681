package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Table;

/**
 * Puts the heads of a table that goes on from one page to the next above its other part as well,
 * and headings side by side at the foot of a page above what stands below them on the next.
 */
final class PageBreak {

  /** Points. */
  private static final float ALIGNED = 3;

  private static final int FEWEST_COLUMNS = 3;

  private @Nullable Table open;
  private @Nullable Columns heads;

  /** A page's blocks, to be read after those of the page before. */
  List<Block> after(List<Block> page) {
    List<Block> blocks = new ArrayList<>(page);
    if (heads != null) {
      blocks.addAll(0, headed(heads, blocks));
      heads = null;
    }
    if (!blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof Columns last && heads(last)) {
      heads = last;
      blocks.remove(blocks.size() - 1);
    }
    if (open != null
        && !page.isEmpty()
        && page.get(0) instanceof Table table
        && goesOn(open, table)) {
      List<List<Cell>> rows = new ArrayList<>(table.rows());
      rows.add(0, open.rows().get(0));
      blocks.set(0, table.with(rows));
    }
    open = !blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof Table last ? last : null;
    return blocks;
  }

  /** What was kept for a page that did not come. */
  List<Block> rest() {
    return heads == null ? List.of() : List.of(heads);
  }

  /** Whether nothing but headings stands side by side, which state nothing themselves. */
  private static boolean heads(Columns columns) {
    return columns.columns().stream()
        .allMatch(
            column ->
                column.size() == 1
                    && column.get(0) instanceof Heading head
                    && head.text().chars().noneMatch(Character::isDigit));
  }

  /** The headings with the columns below them, which are taken from a page; else by themselves. */
  private static List<Block> headed(Columns heads, List<Block> page) {
    if (page.isEmpty()
        || !(page.get(0) instanceof Columns below)
        || below.columns().size() != heads.columns().size()
        || !aligned(heads, below)) {
      return List.of(heads);
    }
    page.remove(0);
    List<List<Block>> columns = new ArrayList<>();
    for (int i = 0; i < heads.columns().size(); i++) {
      List<Block> column = new ArrayList<>(heads.columns().get(i));
      column.addAll(below.columns().get(i));
      columns.add(column);
    }
    return List.of(new Columns(columns, below.box()));
  }

  private static boolean aligned(Columns heads, Columns below) {
    return IntStream.range(0, heads.columns().size())
        .allMatch(i -> Math.abs(left(heads, i) - left(below, i)) < ALIGNED);
  }

  private static float left(Columns columns, int column) {
    return columns.columns().get(column).get(0).box().left();
  }

  /** Whether a table at a page's top has no heads, and stands as wide as the one before it. */
  private static boolean goesOn(Table before, Table table) {
    boolean alike =
        table.width() == before.width()
            && table.width() >= FEWEST_COLUMNS
            && before.rows().size() > 1
            && Math.abs(table.box().left() - before.box().left()) < ALIGNED
            && Math.abs(table.box().right() - before.box().right()) < ALIGNED;
    if (!alike || !words(before.rows().get(0))) {
      return false;
    }
    List<Cell> last = before.rows().get(before.rows().size() - 1);
    List<Cell> first = table.rows().get(0);
    return !words(first)
        && IntStream.range(1, first.size()).allMatch(c -> counts(first, c) == counts(last, c));
  }

  private static boolean words(List<Cell> row) {
    return IntStream.range(0, row.size()).noneMatch(c -> counts(row, c));
  }

  private static boolean counts(List<Cell> row, int column) {
    return !Quantities.in(Prose.plain(row.get(column).text())).isEmpty();
  }
}
