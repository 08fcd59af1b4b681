package routes.engine;

import org.jspecify.annotations.Nullable;

/** The engine could not be started; the message is a sentence that says what to do. */
public final class EngineStartException extends RuntimeException {
  EngineStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
