package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/** The engine does not answer now; it may later. */
public final class EngineUnavailableException extends HatchetException {

  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
