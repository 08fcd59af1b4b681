package routes.lenders;

/** A document in which no rule could be read. */
public final class NoRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the sentence shown to the operator. */
  public NoRuleException(String message) {
    super(message);
  }
}
