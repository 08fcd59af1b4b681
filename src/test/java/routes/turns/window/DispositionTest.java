package routes.turns.window;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for messages that meet a turn. */
class DispositionTest {

  @Test
  void whileTheTurnWaitsAMessageJoinsItAndTheLastOneEndsTheWait() {
    assertThat(Disposition.whileWaiting(1, 20)).isEqualTo(Disposition.LEADS);
    assertThat(Disposition.whileWaiting(2, 20)).isEqualTo(Disposition.ABSORBED);
    assertThat(Disposition.whileWaiting(20, 20)).isEqualTo(Disposition.FORCES_COMPLETION);
    assertThat(Disposition.whileWaiting(1, 1)).isEqualTo(Disposition.FORCES_COMPLETION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"No, R-2", "sorry, I meant R-2", "*R-2", "Wait", "actually both", "never mind"})
  void aCorrectionSupersedesAsLongAsItMay(String message) {
    assertThat(Disposition.whileAnswering(message, 0, 3)).isEqualTo(Disposition.SUPERSEDES);
    assertThat(Disposition.whileAnswering(message, 2, 3)).isEqualTo(Disposition.SUPERSEDES);
    assertThat(Disposition.whileAnswering(message, 3, 3)).isEqualTo(Disposition.FORCES_COMPLETION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "And R-2?",
        "Thanks!",
        "nothing else",
        "Nobody called me",
        "waiting since May",
        "* "
      })
  void anotherQuestionIsQueued(String message) {
    assertThat(Disposition.whileAnswering(message, 0, 3)).isEqualTo(Disposition.QUEUED);
  }

  @Property(tries = 300)
  void atTheLimitNothingSupersedes(@ForAll String message, @ForAll @IntRange(max = 9) int most) {
    assertThat(Disposition.whileAnswering(message, most, most))
        .isNotEqualTo(Disposition.SUPERSEDES);
  }
}
