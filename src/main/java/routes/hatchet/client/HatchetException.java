package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/** What went wrong with the engine or the configuration, as one sentence that says what to do. */
public class HatchetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HatchetException(String message) {
    super(message);
  }

  public HatchetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
