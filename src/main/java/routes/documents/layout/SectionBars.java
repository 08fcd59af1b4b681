package routes.documents.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.RuledTables.Grid;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * Draws the edges of the bars with a title that part a table into sections, where they are shaded
 * and have no lines of their own: the sections below have no heads but those of the first.
 */
final class SectionBars {

  private static final float ALIGNED = 2;
  private static final int FEWEST_COLUMNS = 3;

  /** The height of a bar at most, in heights of its line. */
  private static final float TALLEST = 2.5f;

  private SectionBars() {}

  /** The lines that are missing at both ends of such bars. */
  static List<Ruling> edges(List<Ruling> rulings, List<Word> words) {
    List<Grid> grids =
        RuledTables.grids(rulings).stream()
            .filter(grid -> grid.columns() >= FEWEST_COLUMNS)
            .sorted(Comparator.comparingDouble(grid -> grid.box().top()))
            .toList();
    List<Ruling> edges = new ArrayList<>();
    // Of those alike above each other the first has the heads.
    @Nullable Grid head = null;
    for (int i = 1; i < grids.size(); i++) {
      Grid last = grids.get(i - 1);
      Grid next = grids.get(i);
      if (!alike(last, next)) {
        head = null;
        continue;
      }
      head = head == null ? last : head;
      Box above = last.box();
      float from = above.bottom();
      float to = next.box().top();
      boolean section =
          !labelled(head, words)
              && labelled(next, words)
              && Collections.disjoint(fieldsOf(head, words), fieldsOf(next, words))
              && isBar(new Box(above.left(), from, above.right(), to), words);
      if (section) {
        edges.add(new Ruling(above.left(), from, above.left(), to));
        edges.add(new Ruling(above.right(), from, above.right(), to));
      }
    }
    return edges;
  }

  /** Whether an edge of a bar goes on from a section's, which is no box of its own then. */
  static boolean isBeside(Ruling edge, Box section) {
    return Math.abs(edge.x1() - section.left()) <= ALIGNED
        && (Math.abs(edge.y1() - section.bottom()) <= ALIGNED
            || Math.abs(edge.y2() - section.top()) <= ALIGNED);
  }

  private static boolean alike(Grid above, Grid below) {
    return above.columns() == below.columns()
        && Math.abs(above.box().right() - below.box().right()) <= ALIGNED
        && IntStream.range(0, above.columns())
            .allMatch(c -> Math.abs(above.left(c) - below.left(c)) <= ALIGNED);
  }

  /** Whether the first field of its first row has words: a table's head leaves the corner free. */
  private static boolean labelled(Grid grid, List<Word> words) {
    return words.stream()
        .anyMatch(word -> grid.at(word.x() + word.width() / 2, word.middle()) == grid.number(0, 0));
  }

  /** The words of a first row beside its label: a table of its own has the same heads again. */
  private static Set<String> fieldsOf(Grid grid, List<Word> words) {
    return words.stream()
        .filter(word -> word.middle() > grid.top(0) && word.middle() < grid.bottom(0))
        .filter(word -> word.x() > grid.right(0) && word.right() < grid.box().right())
        .map(Word::text)
        .collect(Collectors.toSet());
  }

  /** Whether one line at its left edge, without amounts, is all that it holds. */
  private static boolean isBar(Box gap, List<Word> words) {
    List<Word> inside =
        words.stream()
            .filter(word -> word.middle() > gap.top() && word.middle() < gap.bottom())
            .filter(word -> word.right() > gap.left() && word.x() < gap.right())
            .toList();
    List<Segment> lines = Lines.segments(inside, List.of());
    return lines.size() == 1
        && lines.get(0).text().chars().noneMatch(Character::isDigit)
        && gap.height() < TALLEST * lines.get(0).box().height()
        && lines.get(0).box().left() - gap.left() < lines.get(0).box().height();
  }
}
