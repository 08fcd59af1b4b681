package routes.turns.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of waits. */
class AccumulationTest {
  private static final List<String> CHANNELS =
      List.of("whatsapp", "telegram", "sms", "web", "slack", "teams", "email", "voice", "pager");

  @ParameterizedTest
  @CsvSource({
    "whatsapp,1200",
    "telegram,1000",
    "sms,800",
    "web,600",
    "slack,800",
    "teams,800",
    "email,200",
    "voice,200",
    "carrier-pigeon,800",
    "WhatsApp,1200"
  })
  void aCompleteMessageWaitsAsItsChannelDoes(String channel, long expected) {
    assertThat(wait(channel, MessageShape.COMPLETE, Hints.NONE, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING,1100",
    "FRAGMENT,1000",
    "INCOMPLETE_ENTITY,1200",
    "POSSIBLY_INCOMPLETE,800",
    "EXPLICIT_COMPLETION,300",
    "COMPLETE,600"
  })
  void aShapeAddsToTheChannel(MessageShape shape, long expected) {
    assertThat(wait("web", shape, Hints.NONE, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true,false,1600", "false,true,1100", "true,true,2100"})
  void aHintOfThePreviousTurnAdds(boolean field, boolean followUp, long expected) {
    assertThat(wait("web", MessageShape.COMPLETE, new Hints(field, followUp), 1))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1200", "2,960", "3,768", "4,614", "5,492", "10,200", "1000,200"})
  void everyFurtherMessageWaitsAFifthLess(int n, long expected) {
    assertThat(wait("whatsapp", MessageShape.COMPLETE, Hints.NONE, n)).isEqualTo(expected);
  }

  @Test
  void fiveSamplesOfTheCustomersCadenceBlendIn() {
    Cadence four = new Cadence(List.of(2000, 2000, 2000, 2000));
    Cadence five = new Cadence(List.of(2000, 2000, 2000, 2000, 2000));
    assertThat(Accumulation.waitMillis("web", MessageShape.COMPLETE, four, Hints.NONE, 1))
        .isEqualTo(600);
    // 0.6 * 600 + 0.4 * 2000
    assertThat(Accumulation.waitMillis("web", MessageShape.COMPLETE, five, Hints.NONE, 1))
        .isEqualTo(1160);
    // p50 is 300, p95 is 480: 0.6 * 600 + 0.4 * 390
    Cadence spread = new Cadence(List.of(500, 100, 400, 200, 300));
    assertThat(Accumulation.waitMillis("web", MessageShape.COMPLETE, spread, Hints.NONE, 1))
        .isEqualTo(516);
  }

  @Test
  void itIsNeverLongerThanThreeSeconds() {
    assertThat(wait("whatsapp", MessageShape.INCOMPLETE_ENTITY, new Hints(true, true), 1))
        .isEqualTo(3000);
  }

  @Test
  void aTurnWithoutMessagesHasNoWait() {
    assertThatThrownBy(() -> wait("web", MessageShape.COMPLETE, Hints.NONE, 0))
        .hasMessage("n is 0: a turn has at least one message.");
  }

  @Property(tries = 500)
  void itStaysWithinItsBoundsAndNeverGrowsWithTheNumberOfMessages(
      @ForAll("channels") String channel,
      @ForAll MessageShape shape,
      @ForAll @Size(max = 60) List<@IntRange(max = 10_000) Integer> gaps,
      @ForAll boolean field,
      @ForAll boolean followUp,
      @ForAll @IntRange(min = 1, max = 500) int n) {
    Cadence cadence = new Cadence(gaps);
    Hints hints = new Hints(field, followUp);
    long wait = Accumulation.waitMillis(channel, shape, cadence, hints, n);
    assertThat(wait).isBetween(Accumulation.LEAST_MILLIS, Accumulation.MOST_MILLIS);
    assertThat(Accumulation.waitMillis(channel, shape, cadence, hints, n + 1))
        .isLessThanOrEqualTo(wait);
    assertThat(Accumulation.waitMillis(channel, shape, cadence, new Hints(true, true), n))
        .isGreaterThanOrEqualTo(wait);
  }

  @Property(tries = 200)
  void theOrderOfTheSamplesDoesNotMatter(
      @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 10_000) Integer> gaps) {
    List<Integer> turned = gaps.stream().sorted((a, b) -> b - a).toList();
    assertThat(
            Accumulation.waitMillis(
                "web", MessageShape.COMPLETE, new Cadence(turned), Hints.NONE, 1))
        .isEqualTo(
            Accumulation.waitMillis(
                "web", MessageShape.COMPLETE, new Cadence(gaps), Hints.NONE, 1));
  }

  @Provide
  Arbitrary<String> channels() {
    return Arbitraries.of(CHANNELS);
  }

  private static long wait(String channel, MessageShape shape, Hints hints, int n) {
    return Accumulation.waitMillis(channel, shape, Cadence.UNKNOWN, hints, n);
  }
}
