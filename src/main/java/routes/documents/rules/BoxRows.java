package routes.documents.rules;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Heading;

/**
 * Columns that are two rows of boxes: headings of different words stand at one height in all of
 * them, and one of these speaks of all programs or of what is not financed, so that the lower boxes
 * belong to none of the upper ones.
 *
 * @param upper what stands above those headings
 * @param lower the headings and what stands below them
 */
record BoxRows(List<List<Block>> upper, List<List<Block>> lower) {

  /** How far headings of one row may stand apart in height, in points. */
  private static final float LEVEL = 4;

  /** The two rows; null when the columns are but one. */
  static @Nullable BoxRows of(List<List<Block>> columns) {
    for (Block block : columns.get(0)) {
      if (block instanceof Heading heading) {
        List<Integer> cuts =
            columns.stream().map(column -> level(column, heading)).filter(at -> at > 0).toList();
        if (cuts.size() == columns.size() && parts(columns, cuts)) {
          return new BoxRows(
              range(columns, n -> columns.get(n).subList(0, cuts.get(n))),
              range(columns, n -> columns.get(n).subList(cuts.get(n), columns.get(n).size())));
        }
      }
    }
    return null;
  }

  /** Where below its beginning a column has a heading as high as another one. */
  private static int level(List<Block> column, Heading other) {
    return IntStream.range(1, column.size())
        .filter(at -> column.get(at) instanceof Heading)
        .filter(at -> Math.abs(column.get(at).box().top() - other.box().top()) < LEVEL)
        .findFirst()
        .orElse(0);
  }

  private static boolean parts(List<List<Block>> columns, List<Integer> cuts) {
    List<String> titles =
        IntStream.range(0, cuts.size())
            .mapToObj(n -> ((Heading) columns.get(n).get(cuts.get(n))).text())
            .distinct()
            .toList();
    return titles.size() == columns.size()
        && titles.size() > 1
        && titles.stream()
            .anyMatch(title -> ProgramName.general(title) || Topic.of(title) == Topic.EXCLUDED);
  }

  private static List<List<Block>> range(List<List<Block>> columns, IntFunction<List<Block>> part) {
    return IntStream.range(0, columns.size()).mapToObj(part).toList();
  }
}
