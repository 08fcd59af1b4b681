package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * Finds tables whose rows alone are divided by printed lines, and draws what divides their columns:
 * where the lines are pieced together, or else the gutters that no text crosses.
 */
final class Ladders {

  private static final int FEWEST_ROWS = 3;

  /** One row of so many may have a field over several columns. */
  private static final int FEW = 4;

  private static final float NARROWEST_GAP = 4.5f;

  /** How much more space there is between two fields than between words. */
  private static final double WIDER = 1.5;

  private static final double OUT_OF_PROPORTION = 2.5;

  /** Part of a line that another one as long goes over. */
  private static final double MOST = 0.8;

  /** Points by which text reaches over the edge of a field that it begins at. */
  static final float TOUCHING = 1;

  private final List<Rung> rungs;
  private final List<Rung> others;
  private final List<Segment> lines;
  private final boolean jointed;

  private Ladders(List<Rung> rungs, List<Rung> others, List<Segment> lines) {
    this.rungs = rungs;
    this.others = others;
    this.lines = lines;
    this.jointed = jointed(rungs);
  }

  /**
   * The lines that are missing between the columns.
   *
   * @param rulings what is printed
   * @param lines the page's pieces of lines
   */
  static List<Ruling> uprights(List<Ruling> rulings, List<Segment> lines) {
    List<Ruling> missing = new ArrayList<>();
    List<Rung> across = Rung.all(rulings);
    List<Rung> taken = new ArrayList<>();
    for (Rung first : across) {
      if (taken.contains(first)) {
        continue;
      }
      List<Rung> alike = first.alike(across);
      if (underlines(alike, across)) {
        taken.addAll(alike);
        continue;
      }
      List<List<Rung>> parts =
          TitledParts.of(alike, lines).stream()
              .flatMap(part -> Rung.pieced(part, lines).stream())
              .toList();
      for (List<Rung> part : parts) {
        if (!taken.contains(part.get(0))) {
          List<Rung> rungs = BarRows.divided(part.get(0).ladder(part), lines);
          taken.addAll(rungs);
          taken.addAll(part.get(0).below(rungs, across));
          if (isTable(rungs, rulings, parts.size() > 1)) {
            rungs.stream().filter(r -> !across.contains(r)).map(Rung::line).forEach(missing::add);
            missing.addAll(new Ladders(withoutStrays(rungs, lines), across, lines).drawn());
          }
        }
      }
    }
    return missing;
  }

  /**
   * Whether they divide a table's rows, and nothing printed divides its columns.
   *
   * @param titled whether a title tells them from the lines of another table
   */
  private static boolean isTable(List<Rung> rungs, List<Ruling> rulings, boolean titled) {
    List<Ruling> walls = rulings.stream().filter(r -> !r.horizontal() && within(r, rungs)).toList();
    boolean jointed = jointed(rungs);
    boolean open = jointed ? !walled(rungs, walls) : walls.isEmpty();
    boolean headed =
        titled
            && (rungs.size() == FEWEST_ROWS
                || (rungs.size() > 1 && rungs.stream().anyMatch(Rung::isJointed)));
    return open && (rungs.size() > FEWEST_ROWS || jointed || headed);
  }

  /** Whether they stand below headings: other lines as long divide what is between them. */
  private static boolean underlines(List<Rung> rungs, List<Rung> all) {
    long divided =
        IntStream.range(1, rungs.size())
            .filter(
                i ->
                    all.stream()
                        .filter(other -> other.y() > rungs.get(i - 1).y() + Rung.SAME_END)
                        .filter(other -> other.y() < rungs.get(i).y() - Rung.SAME_END)
                        .filter(other -> other.left() < rungs.get(0).left() - Rung.SAME_END)
                        .filter(other -> other.over(rungs.get(0), MOST))
                        .anyMatch(other -> !rungs.contains(other)))
            .count();
    return divided * 2 >= rungs.size() - 1L && divided > 0;
  }

  private static boolean jointed(List<Rung> rungs) {
    return rungs.size() > 1 && rungs.stream().allMatch(rungs.get(0)::jointedLike);
  }

  /**
   * Whether most of its fields have printed walls; a few are those of a field over several rows.
   */
  private static boolean walled(List<Rung> rungs, List<Ruling> walls) {
    List<Float> joints = rungs.get(0).joints();
    long fields = 0;
    for (int i = 0; i + 1 < rungs.size(); i++) {
      float middle = (rungs.get(i).y() + rungs.get(i + 1).y()) / 2;
      fields +=
          joints.stream()
              .filter(
                  joint ->
                      walls.stream()
                          .filter(wall -> Math.abs(wall.x1() - joint) <= Rung.SAME_END)
                          .anyMatch(wall -> wall.y1() <= middle && wall.y2() >= middle))
              .count();
    }
    return fields * 2 > (rungs.size() - 1L) * joints.size();
  }

  /** The height of most rows. */
  private static double height(List<Rung> rungs) {
    double[] heights =
        IntStream.range(0, rungs.size() - 1)
            .mapToDouble(i -> rungs.get(i + 1).y() - rungs.get(i).y())
            .sorted()
            .toArray();
    return heights[heights.length / 2];
  }

  private static boolean within(Ruling upright, List<Rung> rungs) {
    Rung top = rungs.get(0);
    Rung bottom = rungs.get(rungs.size() - 1);
    return upright.x1() > top.left() + Rung.SAME_END
        && upright.x1() < top.right() - Rung.SAME_END
        && upright.y2() > top.y()
        && upright.y1() < bottom.y();
  }

  /** A line far above or below that is a heading's or a footer's, with text all along between. */
  private static List<Rung> withoutStrays(List<Rung> rungs, List<Segment> lines) {
    double tall = OUT_OF_PROPORTION * height(rungs);
    int last = rungs.size() - 1;
    int from = stray(rungs.get(0), rungs.get(1), tall, lines) ? 1 : 0;
    int to = stray(rungs.get(last - 1), rungs.get(last), tall, lines) ? last : last + 1;
    while (to - from > 2 && underTitle(rungs, to - 1, lines)) {
      to--;
    }
    return to - from > 1 ? rungs.subList(from, to) : rungs;
  }

  private static boolean stray(Rung above, Rung below, double tall, List<Segment> lines) {
    return below.y() - above.y() > tall && Bands.columns(row(above, below, lines)).size() < 2;
  }

  /** A line as long as a table's, below the title of what follows the table or that text. */
  private static boolean underTitle(List<Rung> rungs, int last, List<Segment> lines) {
    List<Element> above = row(rungs.get(last - 1), rungs.get(last), lines);
    List<Word> table =
        row(rungs.get(0), rungs.get(last - 1), lines).stream()
            .flatMap(line -> ((Segment) line).words().stream())
            .toList();
    return above.stream()
        .max(Comparator.comparingDouble(line -> line.box().bottom()))
        .filter(title -> Style.of(table).isSmallerThan((Segment) title))
        .filter(title -> Bands.columns(above).size() < 2)
        .isPresent();
  }

  static List<Element> row(Rung above, Rung below, List<Segment> lines) {
    return lines.stream()
        .filter(line -> line.box().middle() > above.y() && line.box().middle() < below.y())
        .filter(line -> inside(above, line))
        .map(Element.class::cast)
        .toList();
  }

  static boolean inside(Rung rung, Segment line) {
    return line.box().left() >= rung.left() - Rung.SAME_END
        && line.box().right() <= rung.right() + Rung.SAME_END;
  }

  private List<Ruling> drawn() {
    List<List<Element>> rows = new ArrayList<>();
    for (int i = 0; i + 1 < rungs.size(); i++) {
      rows.add(row(rungs.get(i), rungs.get(i + 1), lines));
    }
    Optional<List<float[]>> fields = pieced(rows).map(Ladders::fields);
    List<float[]> columns = fields.orElseGet(() -> gutters(rows));
    long full = rows.stream().filter(row -> Bands.columns(row).size() > 1).count();
    // A table of one row may have a title.
    long all = rows.size() == 2 && rows.get(0).size() == 1 ? 1 : rows.size();
    List<Ruling> drawn = new ArrayList<>();
    if (columns.size() < 2 || full * 3 < all * 2) {
      return drawn;
    }
    CentredFields centred =
        fields.map(printed -> CentredFields.of(printed, rows)).orElse(CentredFields.NONE);
    LadderEnds ends = new LadderEnds(rungs, others, lines, columns, height(rungs), centred);
    drawn.addAll(ends.above(places(columns)));
    drawn.addAll(ends.below(places(columns)));
    for (int i = 0; i < rows.size(); i++) {
      for (float x : places(columns)) {
        if (free(x, rows.get(i)) && !centred.goesOver(x, rows.get(i))) {
          drawn.add(new Ruling(x, rungs.get(i).y(), x, rungs.get(i + 1).y()));
        }
      }
    }
    return drawn;
  }

  /** The line whose pieces are the table's fields: most are drawn so, or no text crosses them. */
  private Optional<Rung> pieced(List<List<Element>> rows) {
    Optional<Rung> usual =
        rungs.stream()
            .filter(
                rung ->
                    rungs.stream().filter(rung::jointedLike).count() * FEW
                        >= rungs.size() * (FEW - 1L))
            .findFirst();
    return usual.or(
        () ->
            rungs.stream()
                .filter(Rung::isJointed)
                .filter(
                    rung ->
                        rows.stream()
                            .allMatch(row -> rung.joints().stream().allMatch(x -> free(x, row))))
                .findFirst());
  }

  /** What no text crosses in nearly all rows; a few may have a field over several columns. */
  private static List<float[]> gutters(List<List<Element>> rows) {
    List<List<Element>> divided =
        rows.stream()
            .filter(row -> Bands.columns(row).size() > 1)
            .sorted(Comparator.comparingInt(row -> -Bands.columns(row).size()))
            .toList();
    List<Element> kept = new ArrayList<>();
    int crossing = 0;
    for (List<Element> row : divided) {
      List<Element> both = new ArrayList<>(kept);
      both.addAll(row);
      if (Bands.columns(both).size() >= Bands.columns(kept).size()) {
        kept = both;
      } else {
        crossing++;
      }
    }
    return crossing * FEW > divided.size()
        ? Bands.columns(divided.stream().flatMap(List::stream).toList())
        : Bands.columns(kept);
  }

  private static List<float[]> fields(Rung rung) {
    List<float[]> fields = new ArrayList<>();
    float left = rung.left();
    for (float joint : rung.joints()) {
      fields.add(new float[] {left, joint});
      left = joint;
    }
    fields.add(new float[] {left, rung.right()});
    return fields;
  }

  /** Both ends, and the middles of the gutters. */
  private List<Float> places(List<float[]> columns) {
    List<Float> places = new ArrayList<>(List.of(rungs.get(0).left(), rungs.get(0).right()));
    for (int i = 0; i + 1 < columns.size(); i++) {
      places.add((columns.get(i)[1] + columns.get(i + 1)[0]) / 2);
    }
    return places;
  }

  /** Whether no text runs over this place; a line may leave more than a word's space there. */
  private boolean free(float x, List<Element> row) {
    return row.stream()
        .filter(e -> e.box().left() < x - TOUCHING && e.box().right() > x + TOUCHING)
        .allMatch(e -> e instanceof Segment line && leaves(x, line.words()));
  }

  /** Whether words leave a place free; less space will do where a printed field ends. */
  private boolean leaves(float x, List<Word> words) {
    double least = jointed ? Math.min(NARROWEST_GAP, WIDER * space(words)) : NARROWEST_GAP;
    return IntStream.range(1, words.size())
        .filter(i -> words.get(i - 1).right() <= x + TOUCHING)
        .filter(i -> words.get(i).x() >= x - TOUCHING)
        .anyMatch(i -> gap(words, i) >= least);
  }

  /** The space between most words. */
  private static double space(List<Word> words) {
    double[] gaps =
        IntStream.range(1, words.size()).mapToDouble(i -> gap(words, i)).sorted().toArray();
    return gaps.length == 0 ? 0 : gaps[(gaps.length - 1) / 2];
  }

  private static float gap(List<Word> words, int at) {
    return words.get(at).x() - words.get(at - 1).right();
  }
}
