package routes.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;

/** Puts what stands beside headings in the first column below them. */
final class MarginHeads {

  /** How far above its heading a part may begin, in points. */
  static final float EARLIER = 12;

  private MarginHeads() {}

  /**
   * The blocks with each heading before what stands beside it; null when these are no such columns.
   */
  static @Nullable List<Block> inOrder(List<List<Block>> columns) {
    List<Block> margin = columns.get(0);
    List<Block> beside = columns.stream().skip(1).flatMap(List::stream).toList();
    List<Integer> heads =
        IntStream.range(0, margin.size())
            .filter(i -> margin.get(i) instanceof Heading)
            .boxed()
            .toList();
    boolean parts =
        columns.size() > 2
            && heads.size() > 1
            && heads.get(0) == 0
            && margin.stream().allMatch(MarginHeads::headsOrExplains)
            && beside.stream().allMatch(block -> block instanceof Item);
    if (!parts) {
      return null;
    }
    List<Block> whole = new ArrayList<>();
    float from = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < heads.size(); i++) {
      boolean last = i + 1 == heads.size();
      int next = last ? margin.size() : heads.get(i + 1);
      float to = last ? Float.POSITIVE_INFINITY : margin.get(next).box().top() - EARLIER;
      float begin = from;
      List<Block> part = beside.stream().filter(b -> middle(b) >= begin && middle(b) < to).toList();
      if (part.isEmpty()) {
        return null;
      }
      whole.addAll(margin.subList(heads.get(i), next));
      columns.stream()
          .skip(1)
          .forEach(
              column ->
                  column.stream()
                      .filter(part::contains)
                      .sorted(Comparator.comparingDouble(MarginHeads::middle))
                      .forEach(whole::add));
      from = to;
    }
    return whole;
  }

  private static boolean headsOrExplains(Block block) {
    return block instanceof Heading || (block instanceof Item item && !item.bulleted());
  }

  private static float middle(Block block) {
    return (block.box().top() + block.box().bottom()) / 2;
  }
}
