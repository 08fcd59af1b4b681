package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/**
 * Finds tables whose rows alone are divided by printed lines, and draws what divides their columns:
 * the gutters that no text crosses.
 */
final class Ladders {

  private static final float SAME_END = 4;
  private static final float LEVEL = 1;
  private static final int FEWEST_ROWS = 3;
  private static final float TALLEST_ROW = 150;
  private static final float NARROWEST_GAP = 4.5f;
  private static final float HEAD_REACH = 8;
  private static final double OUT_OF_PROPORTION = 2.5;

  private Ladders() {}

  /**
   * The lines that are missing between the columns.
   *
   * @param rulings what is printed
   * @param lines the page's pieces of lines
   */
  static List<Ruling> uprights(List<Ruling> rulings, List<Segment> lines) {
    List<Ruling> missing = new ArrayList<>();
    List<Ruling> across = joined(rulings);
    List<Ruling> taken = new ArrayList<>();
    for (Ruling first : across) {
      if (taken.contains(first)) {
        continue;
      }
      List<Ruling> rungs = rungs(first, across);
      taken.addAll(rungs);
      boolean walled = rulings.stream().anyMatch(r -> !r.horizontal() && within(r, rungs));
      if (rungs.size() > FEWEST_ROWS && !walled) {
        missing.addAll(between(rungs, lines));
      }
    }
    return missing;
  }

  /** Lines from the top, those that carry each other on as one. */
  private static List<Ruling> joined(List<Ruling> rulings) {
    List<Ruling> pieces =
        rulings.stream()
            .filter(Ruling::horizontal)
            .sorted(Comparator.comparingDouble(Ruling::y1).thenComparingDouble(Ruling::x1))
            .toList();
    List<Ruling> whole = new ArrayList<>();
    for (Ruling piece : pieces) {
      Ruling last = whole.isEmpty() ? null : whole.get(whole.size() - 1);
      boolean goesOn =
          last != null
              && Math.abs(piece.y1() - last.y1()) <= LEVEL
              && Math.abs(piece.x1() - last.x2()) <= SAME_END;
      if (goesOn) {
        whole.set(whole.size() - 1, new Ruling(last.x1(), last.y1(), piece.x2(), last.y2()));
      } else {
        whole.add(piece);
      }
    }
    return whole;
  }

  /** Lines below each other that begin and end at the same places. */
  private static List<Ruling> rungs(Ruling first, List<Ruling> across) {
    List<Ruling> rungs = new ArrayList<>(List.of(first));
    for (Ruling next : across) {
      Ruling last = rungs.get(rungs.size() - 1);
      float apart = next.y1() - last.y1();
      if (apart > SAME_END
          && apart <= TALLEST_ROW
          && Math.abs(next.x1() - first.x1()) <= SAME_END
          && Math.abs(next.x2() - first.x2()) <= SAME_END) {
        rungs.add(next);
      }
    }
    return rungs;
  }

  private static boolean within(Ruling upright, List<Ruling> rungs) {
    Ruling top = rungs.get(0);
    Ruling bottom = rungs.get(rungs.size() - 1);
    return upright.x1() > top.x1() + SAME_END
        && upright.x1() < top.x2() - SAME_END
        && upright.y2() > top.y1()
        && upright.y1() < bottom.y1();
  }

  /** A line far above or below that is a heading's or a footer's, with text all along between. */
  private static List<Ruling> withoutStrays(List<Ruling> rungs, List<Segment> lines) {
    double[] heights =
        IntStream.range(0, rungs.size() - 1)
            .mapToDouble(i -> rungs.get(i + 1).y1() - rungs.get(i).y1())
            .sorted()
            .toArray();
    double tall = OUT_OF_PROPORTION * heights[heights.length / 2];
    int last = rungs.size() - 1;
    int from = stray(rungs.get(0), rungs.get(1), tall, lines) ? 1 : 0;
    int to = stray(rungs.get(last - 1), rungs.get(last), tall, lines) ? last : last + 1;
    return rungs.subList(from, to);
  }

  private static boolean stray(Ruling above, Ruling below, double tall, List<Segment> lines) {
    return below.y1() - above.y1() > tall && Bands.columns(row(above, below, lines)).size() < 2;
  }

  private static List<Element> row(Ruling above, Ruling below, List<Segment> lines) {
    return lines.stream()
        .filter(line -> line.box().middle() > above.y1() && line.box().middle() < below.y1())
        .filter(line -> line.box().left() >= above.x1() - SAME_END)
        .filter(line -> line.box().right() <= above.x2() + SAME_END)
        .map(Element.class::cast)
        .toList();
  }

  private static List<Ruling> between(List<Ruling> all, List<Segment> lines) {
    List<Ruling> rungs = withoutStrays(all, lines);
    List<List<Element>> rows = new ArrayList<>();
    for (int i = 0; i + 1 < rungs.size(); i++) {
      rows.add(row(rungs.get(i), rungs.get(i + 1), lines));
    }
    List<Element> divided =
        rows.stream().filter(row -> Bands.columns(row).size() > 1).flatMap(List::stream).toList();
    List<float[]> columns = Bands.columns(divided);
    long full = rows.stream().filter(row -> Bands.columns(row).size() > 1).count();
    List<Ruling> drawn = new ArrayList<>();
    if (columns.size() < 2 || full * 3 < rows.size() * 2L) {
      return drawn;
    }
    List<Element> head = head(rungs.get(0), columns, lines);
    if (!head.isEmpty()) {
      Ruling first = rungs.get(0);
      float top = Box.around(head).top() - 1;
      drawn.add(new Ruling(first.x1(), top, first.x2(), top));
      places(columns, first).forEach(x -> drawn.add(new Ruling(x, top, x, first.y1())));
    }
    for (int i = 0; i < rows.size(); i++) {
      for (float x : places(columns, rungs.get(i))) {
        if (free(x, rows.get(i))) {
          drawn.add(new Ruling(x, rungs.get(i).y1(), x, rungs.get(i + 1).y1()));
        }
      }
    }
    return drawn;
  }

  /** Both ends, and the middles of the gutters. */
  private static List<Float> places(List<float[]> columns, Ruling rung) {
    List<Float> places = new ArrayList<>(List.of(rung.x1(), rung.x2()));
    for (int i = 0; i + 1 < columns.size(); i++) {
      places.add((columns.get(i)[1] + columns.get(i + 1)[0]) / 2);
    }
    return places;
  }

  /** Whether no text runs over this place; a line may leave more than a word's space there. */
  private static boolean free(float x, List<Element> row) {
    return row.stream()
        .filter(e -> e.box().left() < x && e.box().right() > x)
        .allMatch(e -> e instanceof Segment line && gap(x, line.words()) >= NARROWEST_GAP);
  }

  private static float gap(float x, List<Word> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).right() <= x && words.get(i + 1).x() >= x) {
        return words.get(i + 1).x() - words.get(i).right();
      }
    }
    return 0;
  }

  /** The row above the first line, which many leave without a line of its own above it. */
  private static List<Element> head(Ruling first, List<float[]> columns, List<Segment> lines) {
    List<Element> near =
        lines.stream()
            .filter(line -> line.box().middle() < first.y1())
            .filter(line -> first.y1() - line.box().bottom() < HEAD_REACH)
            .filter(line -> line.box().left() >= first.x1() - SAME_END)
            .filter(line -> line.box().right() <= first.x2() + SAME_END)
            .map(Element.class::cast)
            .toList();
    List<Integer> places = near.stream().map(e -> place(columns, e)).toList();
    boolean each = places.stream().distinct().count() == places.size() && !places.contains(-1);
    return near.size() > 1 && each ? near : List.of();
  }

  /** The one column that it stands in or over; -1 when there is none. */
  private static int place(List<float[]> columns, Element element) {
    int found = -1;
    for (int i = 0; i < columns.size(); i++) {
      boolean over =
          element.box().left() < columns.get(i)[1] && element.box().right() > columns.get(i)[0];
      if (over && found >= 0) {
        return -1;
      }
      found = over ? i : found;
    }
    return found;
  }
}
