package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/**
 * The connection to the engine is not set up right: its token is refused, or TLS or the port do not
 * fit. Whatever was asked cannot be done before somebody sets it right, and is not itself at fault.
 */
public final class ConnectionSettingsException extends HatchetException {

  private static final long serialVersionUID = 1L;

  ConnectionSettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
