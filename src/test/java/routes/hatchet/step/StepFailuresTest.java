package routes.hatchet.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.TerminalException;
import routes.hatchet.step.StepFailures.FailedStepException;

/** What a failed step says, and how much of it a log needs. */
class StepFailuresTest {

  private final StepFailures failures = new StepFailures();

  private static Throwable thrown(Exception cause) {
    return new FailedStepException(
        new RuntimeCamelException(cause), Set.of(IllegalArgumentException.class.getName()));
  }

  @Test
  void whatTheEngineSaysOfAChildNeedsNoPlaceInTheCode() {
    Throwable failure = thrown(new HatchetException("Run 1 failed: a: no tools."));
    assertThat(failures.sentence(failure)).isEqualTo("Run 1 failed: a: no tools.");
    assertThat(failures.retryable(failure)).isTrue();
    assertThat(failures.selfExplanatory(failure)).isTrue();
  }

  @Test
  void badInputNeedsNone() {
    assertThat(failures.selfExplanatory(thrown(new IllegalArgumentException("amount is missing"))))
        .isTrue();
    assertThat(failures.selfExplanatory(thrown(new TerminalException("no such lender")))).isTrue();
  }

  @Test
  void whatNobodyExpectedNeedsIt() {
    assertThat(failures.selfExplanatory(thrown(new IOException("reset")))).isFalse();
    assertThat(failures.selfExplanatory(thrown(new NullPointerException()))).isFalse();
  }
}
