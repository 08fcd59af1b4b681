package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import routes.documents.layout.RuledTables.Grid;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * The heads of a ruled table that stand above its lines, as in a band of colour.
 *
 * @param words their words as they stand on the page
 * @param segments one for each column that has a head
 */
record TableHeads(List<Word> words, List<Segment> segments) {

  private static final float REACH = 1.2f;

  /** The same over the title of the first rows, which stands between in a band of its own. */
  private static final float OVER_BAR = 2;

  /** Space between the lines of a head, as a part of the size of type. */
  private static final float LEADING = 0.5f;

  private static final float EDGE = 3;

  private static final TableHeads NONE = new TableHeads(List.of(), List.of());

  /** The heads right above a table, one over a column; none unless they go over nearly all. */
  static TableHeads above(Grid grid, List<Word> outside) {
    List<Word> near = near(grid.box(), grid.box().top(), REACH, outside);
    List<Segment> bar = Lines.segments(near, List.of());
    return bar.size() == 1
        ? of(grid, near(grid.box(), bar.get(0).box().top(), OVER_BAR, outside))
        : of(grid, withLinesAbove(grid, near, outside));
  }

  /** With the lines above that belong to the same heads, of which some have more than others. */
  private static List<Word> withLinesAbove(Grid grid, List<Word> near, List<Word> outside) {
    List<Word> all = new ArrayList<>(near);
    for (int c = 1; c < grid.columns(); c++) {
      float left = grid.left(c);
      float right = grid.right(c);
      List<Word> head = near.stream().filter(word -> within(word, left, right)).toList();
      if (head.isEmpty()) {
        continue;
      }
      float top = (float) head.stream().mapToDouble(Word::y).min().orElseThrow();
      outside.stream()
          .filter(word -> !all.contains(word) && word.bottom() <= top + EDGE)
          .filter(word -> top - word.bottom() < LEADING * word.fontSize())
          .filter(word -> within(word, left, right))
          .forEach(all::add);
    }
    return all;
  }

  /** Whether those on one line have more than a word's space between them. */
  private static boolean apart(List<Segment> heads) {
    return IntStream.range(1, heads.size())
        .filter(
            i ->
                Math.abs(heads.get(i).box().middle() - heads.get(i - 1).box().middle())
                    < LEADING * heads.get(i).size())
        .allMatch(
            i ->
                heads.get(i).box().left() - heads.get(i - 1).box().right()
                    >= LEADING * heads.get(i).size());
  }

  private static boolean within(Word word, float left, float right) {
    return word.x() >= left - EDGE && word.right() <= right + EDGE;
  }

  private static List<Word> near(Box box, float top, float reach, List<Word> outside) {
    return outside.stream()
        .filter(word -> word.bottom() <= top + EDGE)
        .filter(word -> top - word.bottom() < reach * word.fontSize())
        .filter(word -> word.right() > box.left() && word.x() < box.right())
        .toList();
  }

  private static TableHeads of(Grid grid, List<Word> near) {
    float top = (float) near.stream().mapToDouble(Word::y).min().orElse(0);
    List<Ruling> walls =
        IntStream.range(1, grid.columns())
            .mapToObj(c -> new Ruling(grid.left(c), top, grid.left(c), grid.box().top()))
            .toList();
    List<Segment> cut = Lines.segments(near, walls);
    List<Segment> heads = apart(cut) ? cut : Lines.segments(near, List.of());
    List<Integer> columns = heads.stream().map(head -> column(grid, head)).toList();
    long headed = columns.stream().distinct().count();
    return !columns.contains(-1) && headed > 1 && headed >= grid.columns() - 1
        ? new TableHeads(near, heads)
        : NONE;
  }

  /** The heads' words by the table's columns. */
  List<List<Word>> byColumn(Grid grid) {
    List<List<Word>> columns = new ArrayList<>();
    for (int c = 0; c < grid.columns(); c++) {
      int column = c;
      columns.add(
          segments.stream()
              .filter(head -> column(grid, head) == column)
              .flatMap(head -> head.words().stream())
              .toList());
    }
    return columns;
  }

  /** The column that a head stands over wholly; -1 when it reaches into another. */
  private static int column(Grid grid, Segment head) {
    return IntStream.range(0, grid.columns())
        .filter(c -> head.box().left() >= grid.left(c) - EDGE)
        .filter(c -> head.box().right() <= grid.right(c) + EDGE)
        .findFirst()
        .orElse(-1);
  }
}
