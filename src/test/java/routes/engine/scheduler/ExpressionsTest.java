package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private final Expressions expressions = new Expressions();

  /** The wire's CEL is standard CEL with the strings extension (hatchet-wire.md 4.8). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(input.items) && !has(input.other)",
        "input.items.all(i, i.n > 0)",
        "input.items.exists(i, i.n == 2)",
        "input.items.exists_one(i, i.n == 2)",
        "input.items.map(i, i.n) == [1, 2]",
        "input.items.filter(i, i.n > 1).size() == 1",
        "'A-B'.lowerAscii().replace('-', '_') == 'a_b'",
      })
  void standardMacrosAreKnown(String expression) throws Exception {
    Object input = Expressions.value("{\"items\":[{\"n\":1},{\"n\":2}]}");
    assertThat(expressions.bool(expression, Map.of("input", input))).isTrue();
  }

  @Test
  void anExpressionGoesThroughSoManyEntriesAndNoMore() {
    String many =
        IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    Object input = Expressions.value("{\"items\":[" + many + "]}");
    assertThatThrownBy(() -> expressions.bool("input.items.all(i, i >= 0)", Map.of("input", input)))
        .isInstanceOf(Expressions.ExpressionException.class);
  }
}
