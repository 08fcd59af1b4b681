package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Elements at the same height, and the gutters between elements. */
final class Bands {

  /** Points between what stands in different columns. */
  static final float NARROWEST_GUTTER = 8;

  /** The same where so many elements stand at the same place. */
  private static final float NARROWEST_COLUMN_GAP = 1.5f;

  private static final int ALIGNED = 2;
  private static final float EDGE = 0.75f;

  private static final float OVERLAP = 0.35f;

  private Bands() {}

  /** Whether a line is two pieces, one beside the other. */
  static boolean isPair(List<Element> band) {
    return band.size() == 2 && band.get(0).box().right() < band.get(1).box().left();
  }

  /** Elements grouped by height, from the top; those of a group are sorted from the left. */
  static List<List<Element>> of(List<Element> elements) {
    List<Element> sorted = new ArrayList<>(elements);
    sorted.sort(Comparator.comparingDouble(element -> element.box().top()));
    List<List<Element>> bands = new ArrayList<>();
    float bottom = 0;
    for (Element element : sorted) {
      Box box = element.box();
      boolean beside =
          !bands.isEmpty() && bottom - box.top() > OVERLAP * Math.min(box.height(), 14);
      if (!beside) {
        bands.add(new ArrayList<>());
        bottom = box.bottom();
      }
      bands.get(bands.size() - 1).add(element);
      bottom = Math.max(bottom, box.bottom());
    }
    bands.forEach(band -> band.sort(Comparator.comparingDouble(element -> element.box().left())));
    return bands;
  }

  /**
   * The widths that elements take up, from left to right, joined where they are less than a gutter
   * apart; less will do where a column shows by elements that stand at the same place.
   */
  static List<float[]> columns(List<Element> elements) {
    return columns(elements, elements);
  }

  /**
   * The same.
   *
   * @param around what shows where columns begin
   */
  static List<float[]> columns(List<Element> elements, List<Element> around) {
    List<Box> boxes =
        elements.stream().map(Element::box).sorted(Comparator.comparingDouble(Box::left)).toList();
    List<Box> aligned = around.stream().map(Element::box).toList();
    List<float[]> columns = new ArrayList<>();
    for (Box box : boxes) {
      float[] last = columns.isEmpty() ? null : columns.get(columns.size() - 1);
      if (last != null
          && box.left() - last[1] < NARROWEST_GUTTER
          && (box.left() - last[1] <= NARROWEST_COLUMN_GAP || !isAligned(box, aligned))) {
        last[1] = Math.max(last[1], box.right());
      } else {
        columns.add(new float[] {box.left(), box.right()});
      }
    }
    return columns;
  }

  /** Whether below a box, or at its own place, others stand at the same edge or middle. */
  private static boolean isAligned(Box head, List<Box> boxes) {
    return boxes.stream()
        .filter(box -> box.left() >= head.left() && box.left() < head.right())
        .anyMatch(
            box ->
                count(boxes, Box::left, box) >= ALIGNED
                    || count(boxes, Bands::middle, box) > ALIGNED
                    || count(boxes, Box::right, box) > ALIGNED);
  }

  private static float middle(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static long count(List<Box> boxes, Function<Box, Float> place, Box box) {
    return boxes.stream()
        .filter(other -> Math.abs(place.apply(other) - place.apply(box)) <= EDGE)
        .count();
  }

  /** Which of the columns an element stands in. */
  static int column(List<float[]> columns, Element element) {
    float middle = (element.box().left() + element.box().right()) / 2;
    for (int i = 0; i < columns.size(); i++) {
      if (middle <= columns.get(i)[1]) {
        return i;
      }
    }
    return columns.size() - 1;
  }
}
