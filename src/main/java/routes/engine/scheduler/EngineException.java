package routes.engine.scheduler;

/** A request that cannot be granted; the message is for the caller. */
public final class EngineException extends RuntimeException {
  private final Code code;

  /** Why, in the protocol's terms. */
  public enum Code {
    INVALID_ARGUMENT,
    NOT_FOUND,
    ALREADY_EXISTS,
    FAILED_PRECONDITION,
    RESOURCE_EXHAUSTED,
    UNIMPLEMENTED,
    UNAVAILABLE
  }

  public EngineException(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public static EngineException invalid(String message) {
    return new EngineException(Code.INVALID_ARGUMENT, message);
  }

  public static EngineException notFound(String message) {
    return new EngineException(Code.NOT_FOUND, message);
  }

  public static EngineException unavailable(String message) {
    return new EngineException(Code.UNAVAILABLE, message);
  }

  public Code code() {
    return code;
  }
}
