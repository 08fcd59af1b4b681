package routes.engine.scheduler;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression: minute, hour, day of month, month, day of week, with optional leading seconds
 * and an optional {@code CRON_TZ=<zone>} before it. Where both days are restricted, either will do.
 *
 * <p>Summer time: with restricted hours, a time that a change of the clock skips comes at the
 * change, and one that the clock shows twice comes once. With every hour allowed, it goes by the
 * hours that pass.
 */
final class CronExpression {
  private static final int YEARS = 5;
  private static final int HOURS = 24;
  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final ZoneId zone;
  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  private CronExpression(ZoneId zone, String[] fields) {
    int first = fields.length - 5;
    this.zone = zone;
    this.seconds = first == 1 ? field(fields[0], 0, 59, List.of()) : single(0);
    this.minutes = field(fields[first], 0, 59, List.of());
    this.hours = field(fields[first + 1], 0, 23, List.of());
    this.days = field(fields[first + 2], 1, 31, List.of());
    this.months = field(fields[first + 3], 1, 12, MONTHS);
    this.weekdays = field(fields[first + 4], 0, 7, DAYS);
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    this.anyDay = fields[first + 2].startsWith("*") || fields[first + 2].equals("?");
    this.anyWeekday = fields[first + 4].startsWith("*") || fields[first + 4].equals("?");
  }

  /** Throws {@link IllegalArgumentException} with a sentence about what is wrong. */
  static CronExpression parse(String text) {
    String rest = text.strip();
    ZoneId zone = ZoneOffset.UTC;
    if (rest.startsWith("CRON_TZ=") || rest.startsWith("TZ=")) {
      int end = rest.indexOf(' ');
      String name = rest.substring(rest.indexOf('=') + 1, end < 0 ? rest.length() : end);
      try {
        zone = ZoneId.of(name);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("cron \"" + text + "\": unknown time zone " + name, e);
      }
      rest = end < 0 ? "" : rest.substring(end).strip();
    }
    String[] fields = rest.split("\\s+");
    if (fields.length != 5 && fields.length != 6) {
      throw new IllegalArgumentException(
          "cron \"" + text + "\": five fields are needed, or six with the seconds first");
    }
    try {
      CronExpression cron = new CronExpression(zone, fields);
      if (cron.next(Instant.now()) == null) {
        throw new IllegalArgumentException("no such day");
      }
      return cron;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cron \"" + text + "\": " + e.getMessage(), e);
    }
  }

  /** The first time after this one; null where there is none for years. */
  @Nullable Instant next(Instant after) {
    return hours.cardinality() == HOURS ? nextByTheHour(after) : nextByTheDay(after);
  }

  /** Every hour counts that passes, also one that the clock shows twice. */
  private @Nullable Instant nextByTheHour(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    ZoneOffset offset = rules.getOffset(after);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      LocalDateTime local = nextLocal(LocalDateTime.ofInstant(from, offset));
      if (local == null) {
        return null;
      }
      Instant next = local.toInstant(offset);
      if (change == null || next.isBefore(change.getInstant())) {
        return next;
      }
      // On with the clock as it is after the change, whose first second counts too.
      from = change.getInstant().minusSeconds(1);
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
  }

  /** Every time of the day counts once, whether the clock shows it never, once or twice. */
  private @Nullable Instant nextByTheDay(Instant after) {
    LocalDateTime local = nextLocal(LocalDateTime.ofInstant(after, zone));
    while (local != null) {
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      Instant next =
          change != null && change.isGap()
              ? change.getInstant()
              : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
      if (next.isAfter(after)) {
        return next;
      }
      local = nextLocal(local);
    }
    return null;
  }

  private @Nullable LocalDateTime nextLocal(LocalDateTime after) {
    LocalDateTime time = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    int lastYear = time.getYear() + YEARS;
    while (time.getYear() <= lastYear) {
      if (!months.get(time.getMonthValue())) {
        time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!isDay(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(time.getMinute())) {
        time = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      } else if (!seconds.get(time.getSecond())) {
        time = time.plusSeconds(1);
      } else {
        return time;
      }
    }
    return null;
  }

  private boolean isDay(LocalDateTime time) {
    boolean day = days.get(time.getDayOfMonth());
    boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
    return (anyDay || anyWeekday) ? (day && weekday) : (day || weekday);
  }

  private static BitSet single(int value) {
    BitSet set = new BitSet();
    set.set(value);
    return set;
  }

  private static BitSet field(String text, int least, int most, List<String> names) {
    BitSet set = new BitSet();
    for (String part : text.split(",", -1)) {
      String[] steps = part.split("/", -1);
      int step = steps.length == 2 ? number(steps[1], 1, most, List.of()) : 1;
      if (steps.length > 2 || step == 0) {
        throw new IllegalArgumentException("\"" + part + "\" cannot be understood");
      }
      int from = least;
      int to = most;
      if (!steps[0].equals("*") && !steps[0].equals("?")) {
        String[] range = steps[0].split("-", -1);
        from = number(range[0], least, most, names);
        to =
            range.length == 2
                ? number(range[1], least, most, names)
                : steps.length == 2 ? most : from;
        if (range.length > 2 || to < from) {
          throw new IllegalArgumentException("\"" + part + "\" is no range");
        }
      }
      for (int i = from; i <= to; i += step) {
        set.set(i);
      }
    }
    return set;
  }

  private static int number(String text, int least, int most, List<String> names) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0 && !text.isEmpty()) {
      return named;
    }
    if (!text.matches("\\d{1,2}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no number");
    }
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not between " + least + " and " + most);
    }
    return number;
  }
}
