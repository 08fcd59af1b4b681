package routes.hatchet.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.Durations;
import routes.hatchet.client.TerminalException;

/** Times and durations that an exchange names. */
final class Moments {

  private Moments() {}

  /** Time to add: the header's, as duration, duration text or milliseconds, else the option's. */
  static Duration more(Exchange exchange, HatchetConfiguration configuration) {
    Object header = exchange.getMessage().getHeader(HatchetConstants.TIMEOUT);
    if (header == null) {
      return Duration.ofMillis(configuration.getTimeout());
    } else if (header instanceof Duration duration) {
      return duration;
    } else if (header instanceof Number millis) {
      return Duration.ofMillis(millis.longValue());
    }
    return Durations.parse("Header " + HatchetConstants.TIMEOUT, header.toString());
  }

  /** When a run is planned for, by the header. */
  static Instant at(Exchange exchange) {
    Object header = exchange.getMessage().getHeader(HatchetConstants.TRIGGER_AT);
    if (header instanceof Instant instant) {
      return instant;
    } else if (header instanceof Date date) {
      return date.toInstant();
    } else if (header instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    try {
      return OffsetDateTime.parse(String.valueOf(header)).toInstant();
    } catch (DateTimeParseException e) {
      throw new TerminalException(
          "hatchet:schedule needs the header "
              + HatchetConstants.TRIGGER_AT
              + " as a time with zone, such as 2026-01-31T09:00:00Z, not \""
              + header
              + "\".",
          e);
    }
  }
}
