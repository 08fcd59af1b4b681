package routes.lenders;

/** A lender id that nobody has uploaded. */
public final class UnknownLenderException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the sentence shown to the sender. */
  public UnknownLenderException(String message) {
    super(message);
  }
}
