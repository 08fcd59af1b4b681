package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/** The engine does not answer now, or cannot do now what it is asked; it may later. */
public final class EngineUnavailableException extends HatchetException {

  private static final long serialVersionUID = 1L;

  private final boolean answered;

  EngineUnavailableException(String message, boolean answered, @Nullable Throwable cause) {
    super(message, cause);
    this.answered = answered;
  }

  /** Whether there is an engine, which is only too busy or fails. */
  public boolean answered() {
    return answered;
  }
}
