package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routes.documents.layout.Block;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;

/** Columns of a text that goes on at the top of the next one, in the middle of a section. */
final class ColumnFlow {

  /** Part by which the headings of a row of sections differ. */
  private static final float ALIKE = 0.05f;

  /** Points by which lines that begin equally far in do so. */
  private static final float ALIGNED = 3;

  /** Headings of a row of sections in the first of two such columns. */
  private static final int FEWEST = 2;

  private ColumnFlow() {}

  /** The same columns, those together that are one text. */
  static List<List<Block>> joined(List<List<Block>> columns) {
    List<List<Block>> joined = new ArrayList<>();
    for (List<Block> column : columns) {
      int last = joined.size() - 1;
      if (last >= 0 && goesOn(joined.get(last), column)) {
        joined.set(last, Stream.concat(joined.get(last).stream(), column.stream()).toList());
      } else {
        joined.add(column);
      }
    }
    return joined;
  }

  private static boolean goesOn(List<Block> above, List<Block> column) {
    List<Heading> headings =
        above.stream().filter(Heading.class::isInstance).map(Heading.class::cast).toList();
    Block first = column.get(0);
    if (headings.isEmpty() || first instanceof Heading) {
      return false;
    }
    Heading open = headings.get(headings.size() - 1);
    boolean row =
        headings.stream().filter(other -> alike(open, other)).count() >= FEWEST
            && column.stream().anyMatch(b -> b instanceof Heading other && alike(open, other));
    Block last = above.get(above.size() - 1);
    boolean in = Math.abs(indent(first, column) - indent(last, above)) <= ALIGNED;
    return row && in && (entries(first, last) || (pairs(first) && pairs(last)));
  }

  private static boolean alike(Heading one, Heading other) {
    return Math.abs(one.prominence() - other.prominence()) <= ALIKE * one.prominence();
  }

  private static boolean entries(Block first, Block last) {
    return first instanceof Item one
        && last instanceof Item other
        && one.bulleted()
        && other.bulleted();
  }

  private static boolean pairs(Block block) {
    return block instanceof Table table && table.width() == 2;
  }

  /** How far in it begins. */
  private static float indent(Block block, List<Block> column) {
    double left = column.stream().mapToDouble(one -> one.box().left()).min().orElse(0);
    return (float) (block.box().left() - left);
  }
}
