package routes.turns.window;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message looks like. */
class MessageShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hi|GREETING",
        "good morning!|GREETING",
        "Hello there, team|POSSIBLY_INCOMPLETE",
        "How is my application R-1001?|COMPLETE",
        "My reference is|INCOMPLETE_ENTITY",
        "application #|INCOMPLETE_ENTITY",
        "how is application|INCOMPLETE_ENTITY",
        "R-1001|POSSIBLY_INCOMPLETE",
        "and also|FRAGMENT",
        "my loan|FRAGMENT",
        "I sent you the papers,|FRAGMENT",
        "I sent you the papers and|FRAGMENT",
        "I sent you the papers yesterday|POSSIBLY_INCOMPLETE",
        "I sent you the papers...|POSSIBLY_INCOMPLETE",
        "I sent you the papers. That's all.|EXPLICIT_COMPLETION",
        "that is it, thanks|EXPLICIT_COMPLETION",
        "done|EXPLICIT_COMPLETION",
        "It is not abandoned.|COMPLETE"
      })
  void itsEndTellsWhetherMoreIsToCome(String message, MessageShape expected) {
    assertThat(MessageShape.of(message)).isEqualTo(expected);
  }

  @Property(tries = 300)
  void everyTextHasAShape(@ForAll String text) {
    assertThat(MessageShape.of(text)).isNotNull();
    assertThat(MessageShape.of(text + ".  ")).isEqualTo(MessageShape.of(text + "."));
  }
}
