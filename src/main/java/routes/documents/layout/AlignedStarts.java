package routes.documents.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import routes.documents.page.Word;

/**
 * Columns that stand close together: little space parts the longest fields of one from the next,
 * and what shows where the next begins is that the lines around begin there too.
 */
final class AlignedStarts {

  /** Points by which letters reach over the edge that they are set at. */
  private static final float EDGE = 0.75f;

  /** How much more space there is between two fields than between words. */
  private static final double WIDER = 1.35;

  /** So many lines that begin there are no chance. */
  private static final int LINES = 2;

  /** Points between the fields of a line, at most. */
  private static final float BESIDE = 60;

  /** Words of a line of fields, at most. */
  private static final int LONGEST_FIELDS = 12;

  /** How far above or below those are, in heights of a line. */
  private static final float NEAR = 8;

  /** The space between two pieces of one line. */
  private record Gap(Segment before, Segment after) {

    float middle() {
      return after.box().middle();
    }
  }

  private final List<Segment> pieces;
  private final List<Gap> gaps;
  private final double usual;

  private AlignedStarts(List<Segment> pieces) {
    this.pieces = pieces;
    this.usual = space(pieces);
    this.gaps =
        pieces.stream()
            .flatMap(after -> before(after).map(before -> new Gap(before, after)).stream())
            .toList();
  }

  /** These pieces of lines, cut where those around them begin. */
  static List<Segment> cut(List<Segment> pieces) {
    List<Segment> cut = new AlignedStarts(pieces).cut();
    return cut.size() == pieces.size() ? pieces : cut(cut);
  }

  private List<Segment> cut() {
    List<Segment> cut = new ArrayList<>();
    for (Segment piece : pieces) {
      cut(piece, cut);
    }
    return cut;
  }

  private void cut(Segment piece, List<Segment> cut) {
    List<Word> words = piece.words();
    double own = words.size() > 2 ? Math.max(space(List.of(piece)), usual) : usual;
    int[] wide =
        IntStream.range(1, words.size())
            .filter(i -> gap(words, i) > WIDER * own * piece.size())
            .toArray();
    int[] at = Arrays.stream(wide).filter(i -> beginsColumn(piece, i)).toArray();
    if (at.length == 0 && words.size() <= LONGEST_FIELDS) {
      int[] between = Arrays.stream(wide).filter(i -> isBetween(piece, i)).toArray();
      at = between.length > 1 || isBeside(piece) ? between : at;
    }
    if (at.length == 0 || piece.bulleted()) {
      cut.add(piece);
    } else {
      cut.add(Segment.of(words.subList(0, at[0])));
      cut.add(Segment.of(words.subList(at[0], words.size())));
    }
  }

  /** Whether a word stands where pieces of lines around it begin that are not their first. */
  private boolean beginsColumn(Segment piece, int at) {
    float from = piece.words().get(at - 1).right() + EDGE;
    float to = piece.words().get(at).x() + EDGE;
    long lines =
        lines(piece, gap -> gap.after().box().left() > from && gap.after().box().left() <= to);
    return lines >= LINES || (lines > 0 && wideAlike(piece, at) >= LINES);
  }

  /** How many pieces around this one have wide space before a word at the same place. */
  private long wideAlike(Segment piece, int at) {
    float x = piece.words().get(at).x();
    float near = NEAR * piece.box().height();
    return pieces.stream()
        .filter(other -> !other.equals(piece) && other.words().size() > 1)
        .filter(other -> Math.abs(other.box().middle() - piece.box().middle()) <= near)
        .filter(
            other ->
                IntStream.range(1, other.words().size())
                    .filter(i -> Math.abs(other.words().get(i).x() - x) <= EDGE)
                    .anyMatch(i -> gap(other.words(), i) > WIDER * usual * other.size()))
        .count();
  }

  /** Whether the space before a word is one that divides lines around it. */
  private boolean isBetween(Segment piece, int at) {
    float from = piece.words().get(at - 1).right();
    float to = piece.words().get(at).x();
    return lines(
            piece,
            gap ->
                Math.min(to, gap.after().box().left()) - Math.max(from, gap.before().box().right())
                    >= (to - from) / 2)
        > LINES;
  }

  /** How many lines around this one have such a gap. */
  private long lines(Segment piece, Predicate<Gap> such) {
    float near = NEAR * piece.box().height();
    return gaps.stream()
        .filter(gap -> Math.abs(gap.middle() - piece.box().middle()) <= near)
        .filter(such)
        .mapToInt(gap -> Math.round(gap.middle()))
        .distinct()
        .count();
  }

  private boolean isBeside(Segment piece) {
    return pieces.stream()
        .filter(
            other ->
                Math.abs(other.box().middle() - piece.box().middle()) < piece.box().height() / 3)
        .anyMatch(
            other ->
                !other.equals(piece)
                    && other.box().left() - piece.box().right() <= BESIDE
                    && piece.box().left() - other.box().right() <= BESIDE);
  }

  private Optional<Segment> before(Segment piece) {
    return pieces.stream()
        .filter(other -> isBefore(other, piece))
        .max(Comparator.comparingDouble(other -> other.box().right()));
  }

  private static boolean isBefore(Segment before, Segment piece) {
    return before.box().right() <= piece.box().left()
        && Math.abs(before.box().middle() - piece.box().middle()) < piece.box().height() / 3;
  }

  /** The space between most words, in sizes of their type. */
  private static double space(List<Segment> pieces) {
    double[] gaps =
        pieces.stream()
            .flatMapToDouble(
                piece ->
                    IntStream.range(1, piece.words().size())
                        .mapToDouble(i -> gap(piece.words(), i) / piece.size()))
            .sorted()
            .toArray();
    return gaps.length == 0 ? 1 : gaps[(gaps.length - 1) / 2];
  }

  private static float gap(List<Word> words, int at) {
    return words.get(at).x() - words.get(at - 1).right();
  }
}
