package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.documents.page.Word;

/**
 * Lists whose labels dots lead to their values, line by line. The dots tell what belongs together,
 * however far apart it stands and whatever stands above.
 *
 * @param tables a table of two columns for each list
 * @param rest the words that stand in none, dots included
 */
record LeaderLists(List<Table> tables, List<Word> rest) {

  /** Points between the beginnings of a list's lines. */
  private static final float ALIGNED = 4;

  /** Space between a list's lines, in heights of a line. */
  private static final float NEAR = 1.2f;

  /** A line of a list. */
  private record Row(Segment line, List<Word> label, List<Word> value) {

    boolean follows(Row above) {
      return Math.abs(line.box().left() - above.line.box().left()) < ALIGNED
          && line.box().top() - above.line.box().bottom() < NEAR * line.box().height();
    }
  }

  /** The lists among these words. */
  static LeaderLists among(List<Word> words, Style style) {
    if (words.stream().noneMatch(Leaders::in)) {
      return new LeaderLists(List.of(), words);
    }
    List<List<Row>> lists = new ArrayList<>();
    for (Segment line : Lines.segments(words, List.of())) {
      row(line).ifPresent(row -> add(row, lists));
    }
    lists.removeIf(list -> list.size() < 2);
    List<Word> rest = new ArrayList<>(words);
    lists.forEach(list -> list.forEach(row -> rest.removeAll(row.line().words())));
    return new LeaderLists(lists.stream().map(list -> table(list, style)).toList(), rest);
  }

  private static void add(Row row, List<List<Row>> lists) {
    lists.stream()
        .filter(list -> row.follows(list.get(list.size() - 1)))
        .findFirst()
        .orElseGet(
            () -> {
              lists.add(new ArrayList<>());
              return lists.get(lists.size() - 1);
            })
        .add(row);
  }

  /** A line with words before its first dots and behind them. */
  private static Optional<Row> row(Segment line) {
    int before = (int) line.words().stream().takeWhile(word -> !Leaders.in(word)).count();
    if (line.bulleted() || before == line.words().size()) {
      return Optional.empty();
    }
    Word dots = line.words().get(before);
    List<Word> label = new ArrayList<>(line.words().subList(0, before));
    label.addAll(Leaders.before(dots));
    List<Word> value = new ArrayList<>(Leaders.behind(dots));
    value.addAll(line.words().subList(before + 1, line.words().size()));
    return label.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Row(line, label, value));
  }

  private static Table table(List<Row> list, Style style) {
    List<List<Cell>> rows =
        list.stream()
            .map(row -> List.of(cell(row.label(), style), cell(row.value(), style)))
            .toList();
    return new Table(rows, false, Box.around(list.stream().map(Row::line).toList()));
  }

  private static Cell cell(List<Word> words, Style style) {
    Segment line = Segment.of(words);
    return new Cell(Flow.blocks(List.of(line), style, line.box().right()));
  }
}
