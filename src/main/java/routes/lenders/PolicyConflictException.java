package routes.lenders;

/** A policy version cannot go where it was sent. */
public final class PolicyConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the sentence shown to the sender. */
  public PolicyConflictException(String message) {
    super(message);
  }
}
