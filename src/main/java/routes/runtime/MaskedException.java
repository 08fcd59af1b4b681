package routes.runtime;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import routes.hatchet.client.PersonalData;

/** A log line's exception without personal data, in the messages of its causes either. */
public final class MaskedException extends ThrowableProxyConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return PersonalData.masked(super.convert(event));
  }
}
