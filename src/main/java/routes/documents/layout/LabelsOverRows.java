package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The rows of an open table with labels that go over several of them, and stand in the middle of
 * these or beside the first: a program's name beside its rates, one line for each amount.
 */
final class LabelsOverRows {

  private static final Pattern VALUE =
      Pattern.compile("[$<>≤≥+-]?\\s?\\d.*|[-–—]|(?i)(yes|no|none|n/a|over|under|up to)\\b.*");
  private static final int FEWEST_COLUMNS = 3;

  /** Points by which the middles of what stands side by side differ. */
  private static final float LEVEL = 2;

  private final List<List<List<Segment>>> rows;
  private final List<List<Segment>> lines = new ArrayList<>();

  private LabelsOverRows(List<List<List<Segment>>> rows, Style style) {
    this.rows = rows;
    rows.stream()
        .flatMap(row -> row.stream().skip(1))
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(LabelsOverRows::middle))
        .forEach(this::add);
    while (!lines.isEmpty() && !isValues(lines.get(0), style)) {
      lines.remove(0);
    }
  }

  /** A row for each line of values, with its label; or the same rows. */
  static List<List<List<Segment>>> repeated(List<List<List<Segment>>> rows, Style style) {
    if (rows.get(0).size() < FEWEST_COLUMNS) {
      return rows;
    }
    LabelsOverRows labels = new LabelsOverRows(rows, style);
    boolean values =
        !labels.lines.isEmpty()
            && labels.lines.stream().allMatch(line -> isValues(line, style) && line.size() > 1);
    return values ? labels.repeated() : rows;
  }

  private List<List<List<Segment>>> repeated() {
    float top = Box.around(lines.get(0)).top();
    List<Segment> labels =
        rows.stream()
            .flatMap(row -> row.get(0).stream())
            .filter(label -> middle(label) > top)
            .sorted(Comparator.comparingDouble(LabelsOverRows::middle))
            .toList();
    if (labels.isEmpty() || labels.size() >= lines.size()) {
      return rows;
    }
    List<Integer> ends = inTheMiddle(labels);
    ends = ends.isEmpty() ? atTheFirst(labels) : ends;
    if (ends.isEmpty()) {
      return rows;
    }
    List<List<List<Segment>>> repeated = new ArrayList<>();
    List<List<Segment>> head = columns(segment -> middle(segment) < top);
    if (head.stream().anyMatch(cell -> !cell.isEmpty())) {
      repeated.add(head);
    }
    int label = 0;
    for (int i = 0; i < lines.size(); i++) {
      label += ends.get(label) == i ? 1 : 0;
      List<Segment> line = lines.get(i);
      List<List<Segment>> row = columns(line::contains);
      row.set(0, List.of(labels.get(label)));
      repeated.add(row);
    }
    return repeated;
  }

  private List<List<Segment>> columns(Predicate<Segment> which) {
    List<List<Segment>> columns = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int column = i;
      columns.add(rows.stream().flatMap(row -> row.get(column).stream()).filter(which).toList());
    }
    return new ArrayList<>(columns);
  }

  /** Where the lines of each label end, of which it stands in the middle; none if it does not. */
  private List<Integer> inTheMiddle(List<Segment> labels) {
    List<Integer> ends = new ArrayList<>();
    int from = 0;
    for (Segment label : labels) {
      int first = from;
      int last =
          IntStream.range(first, lines.size())
              .filter(i -> Math.abs(middle(first) / 2 + middle(i) / 2 - middle(label)) <= LEVEL)
              .findFirst()
              .orElse(-1);
      if (last < 0) {
        return List.of();
      }
      from = last + 1;
      ends.add(from);
    }
    return from == lines.size() ? ends : List.of();
  }

  /** The same where it stands beside the first of them. */
  private List<Integer> atTheFirst(List<Segment> labels) {
    List<Integer> ends = new ArrayList<>();
    for (Segment label : labels) {
      IntStream.range(0, lines.size())
          .filter(i -> Math.abs(middle(i) - middle(label)) <= LEVEL)
          .forEach(ends::add);
    }
    if (ends.size() != labels.size() || ends.get(0) != 0) {
      return List.of();
    }
    ends.remove(0);
    ends.add(lines.size());
    return ends;
  }

  private float middle(int line) {
    return middle(lines.get(line).get(0));
  }

  private static float middle(Segment segment) {
    return segment.box().middle();
  }

  private static boolean isValues(List<Segment> line, Style style) {
    return line.stream()
        .noneMatch(s -> !VALUE.matcher(s.text()).matches() || style.heads(s) || isHeavy(s, style));
  }

  private static boolean isHeavy(Segment segment, Style style) {
    return segment.bold() && !style.bold();
  }

  private void add(Segment segment) {
    int last = lines.size() - 1;
    if (last < 0 || middle(segment) - middle(last) > LEVEL) {
      lines.add(new ArrayList<>());
      last++;
    }
    lines.get(last).add(segment);
  }
}
