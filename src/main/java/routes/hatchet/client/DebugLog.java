package routes.hatchet.client;

import org.slf4j.Logger;

/**
 * Lines on registration, listener and heartbeats, shown with {@code HATCHET_DEBUG=true}.
 *
 * @param log where they go
 * @param shown whether they are shown at level INFO
 */
record DebugLog(Logger log, boolean shown) {

  void line(String format, Object... values) {
    if (shown) {
      log.info(format, values);
    } else {
      log.debug(format, values);
    }
  }
}
