package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells tables that no lines divide from text in columns, and puts their cells together. */
final class OpenTables {

  private static final Pattern LABEL_END = Pattern.compile(".*[?:]$");
  private static final Pattern VALUE_START =
      Pattern.compile("[$<>≤≥+-]?\\s?\\d.*|(?i)(yes|no|none|n/a)\\b.*");

  /** So many rows of questions beside questions are no chance. */
  private static final int QUESTIONS = 3;

  private static final int WORDS_OF_TEXT = 3;
  private static final Pattern ENDED = Pattern.compile(".*[.;:?!]");

  /** So many rows, and one of so many, carry on the text above them: it is no table. */
  private static final int CARRIED = 2;

  private static final int CARRIED_OF = 4;

  private OpenTables() {}

  /**
   * The table that these bands are, or null when they are independent columns.
   *
   * @param across what goes over several columns
   */
  static @Nullable Table table(
      List<List<Element>> bands, List<Element> across, List<float[]> columns, Style style) {
    List<List<List<Segment>>> rows = new ArrayList<>();
    int full = 0;
    for (List<Element> band : bands) {
      List<List<Segment>> row = new ArrayList<>();
      columns.forEach(none -> row.add(new ArrayList<>()));
      for (Element element : band) {
        if (!(element instanceof Segment segment) || segment.bulleted()) {
          return null;
        }
        if (!across.contains(element)) {
          row.get(Bands.column(columns, segment)).add(segment);
        }
      }
      full += row.stream().filter(cell -> !cell.isEmpty()).count() > 1 ? 1 : 0;
      rows.add(row);
    }
    if (questions(rows) >= QUESTIONS || rows.stream().anyMatch(OpenTables::flows) || prose(rows)) {
      return null;
    }
    if (full * 2 < rows.size() || !(full > 1 ? aligned(rows) && tabular(rows) : pair(rows))) {
      return null;
    }
    for (int i = 0; i < rows.size(); i++) {
      for (Element element : bands.get(i)) {
        if (across.contains(element)) {
          int[] over = FieldsAcross.columns(element, bands.get(i), columns);
          over[0] = bands.get(i).size() == 1 && style.heads((Segment) element) ? 0 : over[0];
          rows.get(i).subList(over[0], over[1] + 1).forEach(cell -> cell.add((Segment) element));
        }
      }
    }
    return new Table(
        cells(LabelsOverRows.repeated(rows, style), columns, style),
        false,
        Box.around(flat(bands)));
  }

  /** Rows of nothing but questions: each column has its own, with the answers below them. */
  private static long questions(List<List<List<Segment>>> rows) {
    return rows.stream()
        .filter(row -> row.stream().filter(cell -> !cell.isEmpty()).count() > 1)
        .filter(
            row ->
                row.stream()
                    .filter(cell -> !cell.isEmpty())
                    .allMatch(cell -> cell.get(cell.size() - 1).text().endsWith("?")))
        .count();
  }

  /** Whether lines of text side by side all carry on the ones above them. */
  private static boolean flows(List<List<Segment>> row) {
    List<List<Segment>> filled = row.stream().filter(cell -> !cell.isEmpty()).toList();
    return filled.size() > 1
        && filled.stream()
            .map(cell -> cell.get(0))
            .allMatch(
                line ->
                    !line.text().isEmpty()
                        && Character.isLowerCase(line.text().charAt(0))
                        && line.words().size() >= WORDS_OF_TEXT);
  }

  /** Whether rows that have all their fields carry on sentences of the rows above them. */
  private static boolean prose(List<List<List<Segment>>> rows) {
    long carried =
        IntStream.range(1, rows.size())
            .filter(i -> rows.get(i).stream().noneMatch(List::isEmpty))
            .filter(i -> carriesOn(rows.get(i - 1), rows.get(i)))
            .count();
    return carried >= CARRIED && carried * CARRIED_OF >= rows.size();
  }

  private static boolean carriesOn(List<List<Segment>> above, List<List<Segment>> row) {
    return IntStream.range(0, row.size())
        .filter(c -> !above.get(c).isEmpty())
        .anyMatch(c -> isCarriedOn(above.get(c), row.get(c).get(0)));
  }

  private static boolean isCarriedOn(List<Segment> above, Segment line) {
    Segment last = above.get(above.size() - 1);
    String text = line.text();
    boolean inside = !text.isEmpty() && Character.isLowerCase(text.charAt(0));
    boolean broken = last.text().endsWith("-") || line.words().size() >= WORDS_OF_TEXT;
    return inside
        && broken
        && last.words().size() >= WORDS_OF_TEXT
        && !ENDED.matcher(last.text()).matches();
  }

  private static List<Element> flat(List<List<Element>> bands) {
    return bands.stream().flatMap(List::stream).toList();
  }

  /** Whether the cells of each row stand on one line. */
  private static boolean aligned(List<List<List<Segment>>> rows) {
    int good = 0;
    int all = 0;
    for (List<List<Segment>> row : rows) {
      List<Segment> firsts =
          row.stream().filter(cell -> !cell.isEmpty()).map(cell -> cell.get(0)).toList();
      for (Segment one : firsts.subList(Math.min(1, firsts.size()), firsts.size())) {
        all++;
        float apart = Math.abs(one.box().middle() - firsts.get(0).box().middle());
        good += apart < 0.35f * one.size() ? 1 : 0;
      }
    }
    return good * 10 >= all * 8;
  }

  private static boolean tabular(List<List<List<Segment>>> rows) {
    int columns = rows.get(0).size();
    long labels = 0;
    long filled = 0;
    double[] words = new double[columns];
    int[] cells = new int[columns];
    for (List<List<Segment>> row : rows) {
      for (int c = 0; c < columns; c++) {
        for (Segment segment : row.get(c)) {
          words[c] += segment.words().size();
          cells[c] += (int) segment.lines();
        }
      }
      if (!row.get(0).isEmpty()) {
        filled++;
        labels += LABEL_END.matcher(row.get(0).get(0).text()).matches() ? 1 : 0;
      }
    }
    if (columns == 2 && labels * 10 >= filled * 4) {
      return true;
    }
    boolean wrapped =
        rows.stream().flatMap(List::stream).flatMap(List::stream).anyMatch(s -> s.lines() > 1);
    for (int c = 0; c < columns; c++) {
      double most = wrapped || (columns == 2 && c == 1) ? 8 : 5.5;
      if (words[c] / Math.max(1, cells[c]) > most) {
        return false;
      }
    }
    return true;
  }

  /** Whether a single row is a label and its value. */
  private static boolean pair(List<List<List<Segment>>> rows) {
    List<List<Segment>> row = rows.get(0);
    return row.size() == 2
        && row.stream().allMatch(cell -> cell.size() == 1)
        && (LABEL_END.matcher(row.get(0).get(0).text()).matches()
            || VALUE_START.matcher(row.get(1).get(0).text()).matches());
  }

  private static List<List<Cell>> cells(
      List<List<List<Segment>>> rows, List<float[]> columns, Style style) {
    List<List<List<Segment>>> joined = new ArrayList<>();
    for (List<List<Segment>> row : rows) {
      if (!joined.isEmpty() && continues(joined.get(joined.size() - 1), row)) {
        for (int c = 0; c < row.size(); c++) {
          joined.get(joined.size() - 1).get(c).addAll(row.get(c));
        }
      } else {
        joined.add(row);
      }
    }
    List<List<Cell>> cells = new ArrayList<>();
    for (List<List<Segment>> row : joined) {
      List<Cell> line = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) {
        line.add(new Cell(Flow.blocks(row.get(c), style, columns.get(c)[1])));
      }
      cells.add(line);
    }
    return cells;
  }

  /** Whether a row only carries on the text of the one above. */
  private static boolean continues(List<List<Segment>> above, List<List<Segment>> row) {
    List<Segment> present = row.stream().flatMap(List::stream).toList();
    float bottom = Box.around(above.stream().flatMap(List::stream).toList()).bottom();
    Segment first = present.get(0);
    if (first.box().top() - bottom > 0.9f * first.size()) {
      return false;
    }
    boolean labelled = !row.get(0).isEmpty();
    if (!labelled) {
      return !above.get(0).isEmpty();
    }
    String text = row.get(0).get(0).text();
    boolean alone = present.size() == row.get(0).size();
    return alone && !text.isEmpty() && Character.isLowerCase(text.charAt(0));
  }
}
