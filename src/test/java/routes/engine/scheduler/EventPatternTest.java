package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

  @ParameterizedTest
  @CsvSource({
    "order:*, order:paid, true",
    "order:*, order:, true",
    "order:*, orders:paid, false",
    "*:paid, order:paid, true",
    "*:paid, order:paid:late, false",
    "a*b*c, a-b-c, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "*, anything, true",
    "a.c*, abcd, false",
  })
  void aStarStandsForAnyCharacters(String trigger, String key, boolean fits) {
    assertThat(new EventPattern(trigger).matches(key)).isEqualTo(fits);
  }
}
