package routes.hatchet.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.hatchet.client.Condition;
import routes.hatchet.client.HatchetException;
import routes.protocol.v1.Action;

/** waitFor, skipIf and cancelIf. */
class ConditionGrammarTest {

  private static List<Condition> read(String text) {
    return ConditionGrammar.read("waitFor", Action.QUEUE, text);
  }

  private static Condition.Sleep sleep(String group, int seconds) {
    return new Condition.Sleep(Action.QUEUE, group, Duration.ofSeconds(seconds));
  }

  @Test
  void durationIsASleep() {
    assertThat(read("1h30m")).containsExactly(sleep(null, 5400));
  }

  @Test
  void eventHasAKeyWithColonsAScopeAndCel() {
    assertThat(read("event:loan:approved"))
        .containsExactly(
            new Condition.UserEvent(Action.QUEUE, null, "loan:approved", null, "true"));
    assertThat(read("event:loan:approved@tenant-7[input.tags[0] == 'a]b' && input.n > 1]"))
        .containsExactly(
            new Condition.UserEvent(
                Action.QUEUE,
                null,
                "loan:approved",
                "tenant-7",
                "input.tags[0] == 'a]b' && input.n > 1"));
  }

  @Test
  void parentHasCelOverItsOutput() {
    assertThat(ConditionGrammar.read("skipIf", Action.SKIP, "parent:check[!output.ok]"))
        .containsExactly(new Condition.ParentOutput(Action.SKIP, null, "check", "!output.ok"));
  }

  @Test
  void orMakesAlternativesOfOneGroupAndAndMakesGroups() {
    List<Condition> conditions = read("(10s or event:go) and parent:a[output.x > 0]");
    assertThat(conditions).hasSize(3);
    assertThat(conditions.get(0).orGroup()).isNotNull().isEqualTo(conditions.get(1).orGroup());
    assertThat(conditions.get(2).orGroup()).isNull();
  }

  @Test
  void andBindsCloserThanOrAndIsBroughtIntoTheFormOfTheEngine() {
    // 1s and 2s or 3s: (1s or 3s) and (2s or 3s)
    assertThat(read("1s and 2s or 3s"))
        .containsExactly(sleep("or0", 1), sleep("or0", 3), sleep("or1", 2), sleep("or1", 3));
  }

  @Test
  void whatIsNotGivenIsNone() {
    assertThat(read(" ")).isEmpty();
    assertThat(ConditionGrammar.read("waitFor", Action.QUEUE, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "soon | waitFor has \"soon\": write a duration such as 30m, event:key",
        "30 | waitFor is \"30\", which is no duration",
        "0s | write more than nothing",
        "10s or | write a duration such as 30m",
        "10s event:x | waitFor has \"event:x\": put and or or before it.",
        "(10s or event:x | a parenthesis is never closed: add ).",
        "event: | write event:key, or event:key@scope",
        "event:x[input.a == | a bracket is never closed: add ].",
        "event:x[input.a == 'b] | a text is never closed: add '.",
        "parent:a | write parent:step[CEL]",
        "event:x[input.a = 1] | is no CEL",
        "event:x[inptu.a == 1] | whose variable inptu is not known; the nearest is input.",
        "event:x[payload.a == 1] | is not known; it may use input.",
        "parent:a[outptu.ok] | the nearest is output.",
      })
  void mistakesAreToldInASentence(String text, String sentence) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(HatchetException.class)
        .hasMessageStartingWith("waitFor")
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void tooManyConditionsAreRefusedBeforeTheyMultiply() {
    String two = "(1s and 2s)";
    String many = String.join(" or ", Collections.nCopies(30, two));
    assertThatThrownBy(() -> read(many)).hasMessageContaining("more than 64 conditions");
  }

  @Test
  void namesInsideOfMacrosAreKnown() {
    assertThat(read("event:x[input.items.exists(i, i.price > 3 && type(i.price) == double)]"))
        .hasSize(1);
  }

  /** A formula of sleeps of 1 to 4 seconds as text, and as what it means. */
  private sealed interface Formula {
    String text();

    boolean holds(int met);
  }

  private record Leaf(int seconds) implements Formula {
    @Override
    public String text() {
      return seconds + "s";
    }

    @Override
    public boolean holds(int met) {
      return (met & 1 << seconds) != 0;
    }
  }

  private record Pair(Formula left, boolean and, Formula right) implements Formula {
    @Override
    public String text() {
      return "(" + left.text() + (and ? " and " : " or ") + right.text() + ")";
    }

    @Override
    public boolean holds(int met) {
      return and ? left.holds(met) && right.holds(met) : left.holds(met) || right.holds(met);
    }
  }

  @Provide
  Arbitrary<Formula> formulas() {
    Arbitrary<Formula> leaf = Arbitraries.integers().between(1, 4).map(Leaf::new);
    return Arbitraries.recursive(
        () -> leaf,
        inner -> Combinators.combine(inner, Arbitraries.of(true, false), leaf).as(Pair::new),
        0,
        4);
  }

  @Property(tries = 200)
  void groupsMeanWhatTheFormulaMeans(@ForAll("formulas") Formula formula) {
    List<Condition> conditions = read(formula.text());
    for (int met = 0; met < 32; met++) {
      int now = met;
      boolean all =
          conditions.stream()
              .map(c -> c.orGroup() == null ? c.toString() : c.orGroup())
              .distinct()
              .allMatch(
                  group ->
                      conditions.stream()
                          .filter(
                              c -> group.equals(c.orGroup() == null ? c.toString() : c.orGroup()))
                          .anyMatch(
                              c ->
                                  (now & 1L << ((Condition.Sleep) c).duration().toSeconds()) != 0));
      assertThat(all).as("%s at %d", formula.text(), now).isEqualTo(formula.holds(now));
    }
  }
}
