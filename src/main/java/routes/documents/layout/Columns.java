package routes.documents.layout;

import java.util.List;

/**
 * Independent blocks side by side; one of them alone is a box with text of its own.
 *
 * @param columns from left to right, each from top to bottom
 * @param box their place
 */
public record Columns(List<List<Block>> columns, Box box) implements Block {
  public Columns {
    columns = List.copyOf(columns);
  }
}
