package routes.turns;

/** Another turn of the session goes on; tried again it may have ended. */
public final class MutexNotAcquiredException extends RuntimeException {
  /** How operators know it. */
  static final String CODE = "mutex_acquisition_failed";

  private static final long serialVersionUID = 1L;

  MutexNotAcquiredException(int seconds) {
    super(
        "%s: another turn of the session has gone on for %d s; it is tried again."
            .formatted(CODE, seconds));
  }
}
