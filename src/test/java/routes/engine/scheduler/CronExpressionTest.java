package routes.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  /** The next times, as a clock with the zone's offset shows them. */
  private static List<String> times(String cron, String after, int count) {
    OffsetDateTime from = OffsetDateTime.parse(after);
    CronExpression expression = CronExpression.parse(cron);
    List<String> times = new ArrayList<>();
    Instant at = from.toInstant();
    for (int i = 0; i < count; i++) {
      at = expression.next(at);
      times.add(at.toString());
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({
    "'*/15 * * * *', 2026-03-01T10:01:30Z, 2026-03-01T10:15:00Z",
    "'30 */5 * * * *', 2026-03-01T10:00:30Z, 2026-03-01T10:05:30Z",
    "'0 9 * * MON-FRI', 2026-03-06T09:00:00Z, 2026-03-09T09:00:00Z",
    "'0 0 29 FEB *', 2026-03-01T00:00:00Z, 2028-02-29T00:00:00Z",
    "'0 0 13 * FRI', 2026-03-01T00:00:00Z, 2026-03-06T00:00:00Z",
    "'0 0 * * 7', 2026-03-02T00:00:00Z, 2026-03-08T00:00:00Z",
    "'CRON_TZ=America/New_York 0 9 * * *', 2026-01-15T00:00:00Z, 2026-01-15T14:00:00Z",
    "'59 23 31 12 *', 2026-12-31T23:59:00Z, 2027-12-31T23:59:00Z"
  })
  void comesNext(String cron, String after, String next) {
    assertThat(times(cron, after, 1)).containsExactly(next);
  }

  @Test
  void aTimeThatTheClockShowsTwiceComesOnce() {
    // Berlin, 25 October 2026: from 03:00 summer time back to 02:00.
    assertThat(times("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-10-24T12:00:00Z", 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z");
    // Also for one that begins in between.
    assertThat(times("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void aTimeThatTheClockSkipsComesAtTheChange() {
    // Berlin, 29 March 2026: from 02:00 to 03:00 summer time.
    assertThat(times("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    // Several that are skipped are one, and one with the time that follows.
    assertThat(times("CRON_TZ=Europe/Berlin 0,20,40 2,3 * * *", "2026-03-29T00:59:00Z", 4))
        .containsExactly(
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:20:00Z",
            "2026-03-29T01:40:00Z",
            "2026-03-30T00:00:00Z");
  }

  @Test
  void everyHourGoesByTheHoursThatPass() {
    assertThat(times("CRON_TZ=Europe/Berlin 0 * * * *", "2026-10-24T23:30:00Z", 4))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T03:00:00Z");
    assertThat(times("CRON_TZ=Europe/Berlin */30 * * * *", "2026-03-29T00:15:00Z", 4))
        .containsExactly(
            "2026-03-29T00:30:00Z",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:30:00Z",
            "2026-03-29T02:00:00Z");
  }

  @Property(tries = 100)
  void everyMinuteMissesNoneAndRepeatsNone(
      @ForAll @IntRange(max = 365) int day, @ForAll @IntRange(max = 1439) int minute) {
    CronExpression cron = CronExpression.parse("CRON_TZ=Europe/Berlin * * * * *");
    Instant at =
        Instant.parse("2026-01-01T00:00:00Z").plus(day, ChronoUnit.DAYS).plusSeconds(minute * 60L);
    for (int i = 0; i < 100; i++) {
      assertThat(cron.next(at)).isEqualTo(at.plusSeconds(60));
      at = at.plusSeconds(60);
    }
  }

  @Property(tries = 100)
  void aDailyTimeComesOnEveryDayOfTheYearOnce(
      @ForAll @IntRange(max = 23) int hour, @ForAll @IntRange(max = 59) int minute) {
    CronExpression cron =
        CronExpression.parse("CRON_TZ=America/New_York " + minute + " " + hour + " * * *");
    Instant end = Instant.parse("2027-01-01T05:00:00Z");
    Instant at = cron.next(Instant.parse("2026-01-01T04:59:59Z"));
    int times = 0;
    while (at.isBefore(end)) {
      times++;
      at = cron.next(at);
    }
    assertThat(times).isEqualTo(365);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "@daily",
        "0 0 31 2 *",
        "CRON_TZ=Mars/Base 0 0 * * *"
      })
  void whatCannotBeUnderstoodIsRefusedWithASentence(String cron) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cron \"" + cron + "\": ");
  }
}
