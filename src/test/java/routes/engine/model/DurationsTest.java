package routes.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @Property
  void whatIsWrittenIsRead(
      @ForAll @IntRange(max = 500) int hours,
      @ForAll @IntRange(max = 1000) int minutes,
      @ForAll @IntRange(max = 1000) int seconds,
      @ForAll @IntRange(max = 9999) int millis) {
    String text = hours + "h" + minutes + "m" + seconds + "s" + millis + "ms";
    assertThat(Durations.parse(text))
        .isEqualTo(
            Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds).plusMillis(millis));
  }

  @Test
  void fractionsCount() {
    assertThat(Durations.parse("0.5s")).isEqualTo(Duration.ofMillis(500));
    assertThat(Durations.parse("42m30s")).isEqualTo(Duration.ofSeconds(2550));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5s", "5 s", "s", "5d", "5s!", "1h 30m", "999999h"})
  void anythingElseIsRefusedWithASentence(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("duration");
  }
}
