package routes.runtime;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import routes.hatchet.client.PersonalData;

/** A log line's message without personal data. */
public final class MaskedMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return PersonalData.masked(super.convert(event));
  }
}
