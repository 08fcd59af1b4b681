package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.runtime.Command.Simulate;
import routes.runtime.Command.VerifyHistory;

/** The words of the command line, and what is said to wrong ones. */
class CommandTest {
  private static final String LENDER = "707d0855-80ab-4e1f-a156-f1c4546cbf52";
  private static final String VERSION = "ab".repeat(32);

  @Test
  void commandsAreRead() {
    assertThat(Command.of(List.of("--verify-history"))).isEqualTo(new VerifyHistory(false));
    assertThat(Command.of(List.of("--verify-history", "--replay")))
        .isEqualTo(new VerifyHistory(true));
    assertThat(Command.of(List.of("--simulate", LENDER, VERSION)))
        .isEqualTo(new Simulate(LENDER, VERSION, "", 1000, false));
    assertThat(
            Command.of(
                List.of(
                    "--simulate", LENDER, VERSION, "--csv", "--last", "50", "--against", VERSION)))
        .isEqualTo(new Simulate(LENDER, VERSION, VERSION, 50, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--verify | '--verify' is no option",
        "--verify-history --twice | '--twice' is no option of --verify-history",
        "--simulate | lacks the lender's id",
        "--simulate seven | no lender's id",
        "--simulate 707d0855-80ab-4e1f-a156-f1c4546cbf52 | lacks the policy's version",
        "--simulate 707d0855-80ab-4e1f-a156-f1c4546cbf52 7 | no policy version",
      })
  void aWrongWordIsNamed(String line, String sentence) {
    assertThatThrownBy(() -> Command.of(List.of(line.split(" "))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }
}
