package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routes.documents.page.Ruling;

/**
 * A printed line between two rows of a table.
 *
 * @param line from end to end
 * @param joints where the pieces meet that it is drawn in, as the edges of fields are
 */
record Rung(Ruling line, List<Float> joints) {

  /** Points; also what two ends may differ by. */
  static final float SAME_END = 4;

  private static final float LEVEL = 1;
  private static final float TALLEST_ROW = 150;

  /** How much further than a row's height a heading's line stands from a table. */
  private static final float FAR = 1.8f;

  /** Shorter pieces are the dots of a line. */
  private static final float NARROWEST_FIELD = 15;

  /** Lines from the top, those that carry each other on as one. */
  static List<Rung> all(List<Ruling> rulings) {
    List<Ruling> pieces =
        rulings.stream()
            .filter(Ruling::horizontal)
            .sorted(Comparator.comparingDouble(Ruling::y1).thenComparingDouble(Ruling::x1))
            .toList();
    List<Rung> rungs = new ArrayList<>();
    for (Ruling piece : pieces) {
      Rung last = rungs.isEmpty() ? null : rungs.get(rungs.size() - 1);
      if (last == null || Math.abs(piece.y1() - last.y()) > LEVEL) {
        rungs.add(new Rung(piece, List.of()));
      } else if (Math.abs(piece.x1() - last.line.x2()) <= SAME_END) {
        rungs.set(rungs.size() - 1, last.longerBy(piece));
      } else if (!last.covers(piece)) {
        rungs.add(new Rung(piece, List.of()));
      }
    }
    return rungs.stream().map(rung -> rung.widened(rungs)).toList();
  }

  /**
   * With the edges of first columns whose fields go over this line, down to a longer one that is
   * otherwise drawn in the same pieces.
   */
  private Rung widened(List<Rung> all) {
    return all.stream()
        .filter(below -> below.y() > y() && below.y() - y() <= TALLEST_ROW)
        .filter(below -> Math.abs(below.right() - right()) <= SAME_END)
        .filter(
            below ->
                Stream.iterate(below.withoutFirst(), rest -> rest.flatMap(Rung::withoutFirst))
                    .takeWhile(Optional::isPresent)
                    .flatMap(Optional::stream)
                    .filter(rest -> Math.abs(rest.left() - left()) <= SAME_END)
                    .anyMatch(this::jointedLike))
        .findFirst()
        .map(below -> new Rung(new Ruling(below.left(), y(), right(), y()), below.joints))
        .orElse(this);
  }

  /** Without its first piece. */
  private Optional<Rung> withoutFirst() {
    return joints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rung(
                new Ruling(joints.get(0), y(), right(), y()), joints.subList(1, joints.size())));
  }

  /** Those that begin and end at the same places as this one, from it on downwards. */
  List<Rung> alike(List<Rung> all) {
    List<Rung> alike = new ArrayList<>(List.of(this));
    for (Rung next : all) {
      float apart = next.y() - alike.get(alike.size() - 1).y();
      if (apart > SAME_END
          && apart <= TALLEST_ROW
          && Math.abs(next.left() - left()) <= SAME_END
          && Math.abs(next.right() - right()) <= SAME_END) {
        alike.add(next);
      }
    }
    return alike;
  }

  /**
   * The same lines, those apart that are drawn in the same pieces: whole ones far above and below,
   * or with nothing between, are those of headings and boxes.
   *
   * @param lines the page's pieces of lines of type
   */
  static List<List<Rung>> pieced(List<Rung> rungs, List<Segment> lines) {
    List<List<Rung>> parts = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < rungs.size(); i++) {
      boolean ends = rungs.get(i - 1).isJointed() != rungs.get(i).isJointed();
      if (ends && apart(rungs, i, lines)) {
        parts.add(rungs.subList(from, i));
        from = i;
      }
    }
    parts.add(rungs.subList(from, rungs.size()));
    return parts;
  }

  /** Whether a line stands so far from the next one that is drawn in pieces as no row is high. */
  private static boolean apart(List<Rung> rungs, int at, List<Segment> lines) {
    boolean below = rungs.get(at).isJointed();
    int first = below ? at : at - 1;
    int next = below ? at + 1 : at - 2;
    if (next < 0 || next >= rungs.size() || !rungs.get(first).jointedLike(rungs.get(next))) {
      return false;
    }
    float row = Math.abs(rungs.get(next).y() - rungs.get(first).y());
    List<Element> between = Ladders.row(rungs.get(at - 1), rungs.get(at), lines);
    return rungs.get(at).y() - rungs.get(at - 1).y() > FAR * row
        || between.isEmpty()
        || (!below && between.size() == 1 && ((Segment) between.get(0)).bold());
  }

  /** Those among lines alike that are of one table. */
  List<Rung> ladder(List<Rung> alike) {
    List<Rung> ladder = new ArrayList<>();
    Rung drawn = this;
    for (Rung next : alike) {
      if (drawn.ofOthers(next)) {
        // Another table begins; a heading's line may stand above both.
        return joints.isEmpty()
            ? ladder.stream().takeWhile(r -> r.joints.isEmpty()).toList()
            : ladder;
      }
      ladder.add(next);
      drawn = drawn.joints.isEmpty() ? next : drawn;
    }
    return ladder;
  }

  /** The lines between those of a ladder that leave out its first fields, which go over them. */
  List<Rung> below(List<Rung> ladder, List<Rung> all) {
    float bottom = ladder.get(ladder.size() - 1).y();
    return all.stream()
        .filter(rung -> rung.y() > y() && rung.y() < bottom)
        .filter(rung -> rung.left() > left() + SAME_END && rung.left() < right())
        .filter(rung -> Math.abs(rung.right() - right()) <= SAME_END)
        .toList();
  }

  /** Whether the other one is drawn in pieces too, half of which or more meet elsewhere. */
  private boolean ofOthers(Rung other) {
    long shared =
        joints.stream()
            .filter(here -> other.joints.stream().anyMatch(at -> Math.abs(here - at) <= SAME_END))
            .count();
    int fewest = Math.min(joints.size(), other.joints.size());
    return fewest > 1 && shared * 2 <= fewest;
  }

  /** Whether both are drawn in the same pieces, each wide enough for a field. */
  boolean jointedLike(Rung other) {
    return !joints.isEmpty()
        && joints.size() == other.joints.size()
        && IntStream.range(0, joints.size())
            .allMatch(i -> Math.abs(joints.get(i) - other.joints.get(i)) <= SAME_END)
        && IntStream.range(1, joints.size())
            .allMatch(i -> joints.get(i) - joints.get(i - 1) >= NARROWEST_FIELD);
  }

  /** Whether it is drawn in pieces, each wide enough for a field. */
  boolean isJointed() {
    return jointedLike(this);
  }

  /** Whether it goes over such a part of another one's width. */
  boolean over(Rung other, double part) {
    float shared = Math.min(right(), other.right()) - Math.max(left(), other.left());
    return shared >= part * (other.right() - other.left());
  }

  /** A line of the same length elsewhere. */
  Rung at(float y) {
    return new Rung(new Ruling(left(), y, right(), y), List.of());
  }

  float y() {
    return line.y1();
  }

  float left() {
    return line.x1();
  }

  float right() {
    return line.x2();
  }

  private boolean covers(Ruling piece) {
    return piece.x1() >= left() - SAME_END && piece.x2() <= right() + SAME_END;
  }

  private Rung longerBy(Ruling piece) {
    List<Float> more = new ArrayList<>(joints);
    more.add(piece.x1());
    return new Rung(new Ruling(left(), y(), piece.x2(), y()), List.copyOf(more));
  }
}
