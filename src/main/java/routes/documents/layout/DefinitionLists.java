package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;

/** Labels with their values below them, further to the right: a table of both. */
final class DefinitionLists {

  private static final int FEWEST = 3;

  /** Points between the beginnings of labels. */
  private static final float ALIGNED = 2;

  /** Points from there to those of their values. */
  private static final float INDENTED = 8;

  /** Words of a label. */
  private static final int LONGEST_LABEL = 5;

  /** Words of a value. */
  private static final int LONGEST = 12;

  private DefinitionLists() {}

  /** The same blocks, such lists as tables. */
  static List<Block> among(List<Block> blocks) {
    List<Block> among = new ArrayList<>();
    int i = 0;
    while (i < blocks.size()) {
      int end = i;
      while (isPair(blocks, end) && isLike(blocks, i, end)) {
        end += 2;
      }
      if (end - i < 2 * FEWEST) {
        among.add(blocks.get(i));
        i++;
      } else {
        among.add(table(blocks.subList(i, end)));
        i = end;
      }
    }
    return among;
  }

  private static boolean isPair(List<Block> blocks, int at) {
    return at + 1 < blocks.size()
        && isLabel(blocks.get(at))
        && blocks.get(at + 1) instanceof Item value
        && !value.bulleted()
        && value.indent() > indent(blocks.get(at)) + INDENTED
        && value.text().split(" ", -1).length <= LONGEST;
  }

  private static boolean isLabel(Block block) {
    return block instanceof Heading heading
        ? !heading.text().endsWith("?")
        : block instanceof Item item
            && !item.bulleted()
            && item.text().matches("[A-Z][^.;?!]*")
            && item.text().split(" ", -1).length <= LONGEST_LABEL;
  }

  private static float indent(Block label) {
    return label instanceof Item item ? item.indent() : label.box().left();
  }

  private static boolean isLike(List<Block> blocks, int first, int other) {
    Block label = blocks.get(first);
    Block next = blocks.get(other);
    float values =
        ((Item) blocks.get(first + 1)).indent() - ((Item) blocks.get(other + 1)).indent();
    return Math.abs(indent(label) - indent(next)) <= ALIGNED
        && Math.abs(values) <= ALIGNED
        && (label instanceof Heading heavy
            ? next instanceof Heading another && heavy.prominence() == another.prominence()
            : next instanceof Item);
  }

  private static Table table(List<Block> pairs) {
    List<List<Cell>> rows = new ArrayList<>();
    Box box = pairs.get(0).box();
    for (int i = 0; i < pairs.size(); i += 2) {
      rows.add(List.of(Cell.of(pairs.get(i)), Cell.of(pairs.get(i + 1))));
      box = box.and(pairs.get(i).box()).and(pairs.get(i + 1).box());
    }
    return new Table(rows, false, box);
  }
}
