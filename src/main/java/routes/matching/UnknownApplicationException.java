package routes.matching;

/** An application id that nobody has uploaded. */
public final class UnknownApplicationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the sentence shown to the sender. */
  public UnknownApplicationException(String message) {
    super(message);
  }
}
