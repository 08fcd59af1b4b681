package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Block;
import routes.documents.layout.Box;
import routes.documents.layout.Item;

/** What several pages end with. */
class RunningLinesTest {

  private static final Box BOX = new Box(50, 700, 300, 710);

  private static List<Block> page(String... lines) {
    return List.<Block>copyOf(
        List.of(lines).stream().map(line -> new Item(line, false, BOX.left(), BOX)).toList());
  }

  @Test
  void aRepeatedLineIsLeftOutAndSaid() {
    List<Block> one = page("First", "Harbor Bank, page 1 of 2");
    List<Block> two = page("Second", "Harbor Bank, page 2 of 2");
    RunningLines running = new RunningLines(List.of(one, two, page("Third")));
    List<String> leftOut = new ArrayList<>();
    assertThat(running.without(one, leftOut::add)).isEqualTo(one.subList(0, 1));
    assertThat(running.without(two, leftOut::add)).isEqualTo(two.subList(0, 1));
    assertThat(running.without(page("Third"), leftOut::add)).hasSize(1);
    assertThat(leftOut).containsExactly("Harbor Bank, page 1 of 2", "Harbor Bank, page 2 of 2");
  }

  @Test
  void aRuleIsNoRunningLineHoweverOftenItComes() {
    List<Block> one = page("Tier 1", "No private party sales.");
    List<Block> two = page("Tier 2", "No private party sales.");
    assertThat(new RunningLines(List.of(one, two)).without(one, line -> {})).hasSize(2);
  }
}
