package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/** Thrown by a task to fail for good, whatever retries it has left. */
public class TerminalException extends RuntimeException implements NotRetryable {

  private static final long serialVersionUID = 1L;

  public TerminalException(String message) {
    super(message);
  }

  public TerminalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
