package routes.documents.rules;

import java.util.List;
import routes.documents.layout.Block;
import routes.documents.layout.Columns;
import routes.documents.layout.Item;

/**
 * A list of exclusions that a page ends with, and that the next page may go on with.
 *
 * @param heading what announced it
 * @param indent how far in its entries stand, in points; {@link #IN_COLUMNS} when they stand side
 *     by side, {@link #EMPTY} when none stands on its page
 */
record OpenList(String heading, float indent) {

  static final float IN_COLUMNS = -1;

  /** None of its entries has come yet. */
  static final float EMPTY = -2;

  private static final float ALIGNED = 4;

  /** Whether a block is more of the list. */
  boolean goesOnWith(Block block) {
    if (block instanceof Item item) {
      return item.bulleted() && (indent == EMPTY || Math.abs(item.indent() - indent) < ALIGNED);
    }
    return indent == IN_COLUMNS
        && block instanceof Columns columns
        && columns.columns().stream().flatMap(List::stream).allMatch(OpenList::bulleted);
  }

  private static boolean bulleted(Block block) {
    return block instanceof Item item && item.bulleted();
  }
}
