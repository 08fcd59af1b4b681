package routes.runtime;

/** A setting that cannot be used; the message is one sentence that says what to do. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the sentence shown to the operator. */
  public SettingsException(String message) {
    super(message);
  }
}
