package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fields of several lines in tables that no lines divide, whose rows stand in the middle of their
 * height: a field of one line stands beside the space between the two lines of another.
 */
final class WrappedFields {

  /** Space between the lines of a field, as a part of their height. */
  private static final float LEADING = 0.7f;

  /** By how many points rows stand further apart than the lines of a field. */
  private static final float APART = 1.5f;

  /** Points by which middles, and the edges of a field's lines, differ. */
  private static final float SAME = 1.5f;

  private static final int MOST_LINES = 4;

  private WrappedFields() {}

  /** The same elements, the lines of each such field as one. */
  static List<Element> joined(List<Element> elements) {
    List<Segment> lines =
        elements.stream()
            .filter(Segment.class::isInstance)
            .map(Segment.class::cast)
            .filter(line -> !line.bulleted())
            .sorted(Comparator.comparingDouble(line -> line.box().top()))
            .toList();
    List<List<Segment>> stacks = stacks(lines);
    Set<Segment> replaced = new HashSet<>();
    List<Element> joined = new ArrayList<>();
    List<List<Segment>> centred =
        stacks.stream()
            .filter(stack -> stacks.stream().anyMatch(other -> interleaves(stack, other)))
            .toList();
    for (List<Segment> stack : stacks) {
      boolean row = centred.stream().anyMatch(other -> other == stack || isBeside(stack, other));
      if (stack.size() > 1 && row) {
        joined.add(Segment.joined(stack));
        replaced.addAll(stack);
      }
    }
    if (joined.isEmpty()) {
      return elements;
    }
    elements.stream().filter(element -> !replaced.contains(element)).forEach(joined::add);
    return joined;
  }

  /** Lines right below each other, each stack with more space above and below it. */
  private static List<List<Segment>> stacks(List<Segment> lines) {
    List<List<Segment>> stacks = new ArrayList<>();
    Set<Segment> taken = new HashSet<>();
    for (Segment first : lines) {
      if (taken.contains(first)) {
        continue;
      }
      List<Segment> stack = new ArrayList<>(List.of(first));
      Segment next = below(first, lines);
      while (next != null && isNext(stack.get(stack.size() - 1), next)) {
        stack.add(next);
        next = below(next, lines);
      }
      taken.addAll(stack);
      float leading = stack.size() > 1 ? gap(stack.get(0), stack.get(1)) : 0;
      Segment above = above(first, lines);
      boolean free =
          (above == null || gap(above, first) >= leading + APART)
              && (next == null || gap(stack.get(stack.size() - 1), next) >= leading + APART);
      if (free && stack.size() <= MOST_LINES) {
        stacks.add(stack);
      }
    }
    return stacks;
  }

  private static boolean isNext(Segment line, Segment next) {
    Box one = line.box();
    Box other = next.box();
    boolean inLine =
        Math.abs(one.left() - other.left()) <= SAME
            || Math.abs(one.left() + one.right() - other.left() - other.right()) <= 2 * SAME;
    return inLine && gap(line, next) <= LEADING * one.height() && line.bold() == next.bold();
  }

  private static float gap(Segment line, Segment next) {
    return next.box().top() - line.box().bottom();
  }

  private static Segment below(Segment line, List<Segment> lines) {
    return lines.stream()
        .filter(other -> other.box().middle() > line.box().bottom() && overlaps(line, other))
        .findFirst()
        .orElse(null);
  }

  private static Segment above(Segment line, List<Segment> lines) {
    return lines.stream()
        .filter(other -> other.box().middle() < line.box().top() && overlaps(line, other))
        .reduce((one, other) -> other)
        .orElse(null);
  }

  private static boolean overlaps(Segment one, Segment other) {
    return one.box().left() < other.box().right() && one.box().right() > other.box().left();
  }

  /** Whether the lines of one stand beside the spaces of the other. */
  private static boolean interleaves(List<Segment> one, List<Segment> other) {
    return one.size() % 2 != other.size() % 2 && isBeside(one, other);
  }

  /** Whether both stand in the middle of one row, side by side. */
  private static boolean isBeside(List<Segment> one, List<Segment> other) {
    Box box = Box.around(one);
    Box beside = Box.around(other);
    return Math.abs(box.middle() - beside.middle()) <= SAME
        && (box.right() < beside.left() || beside.right() < box.left());
  }
}
