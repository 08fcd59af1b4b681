package routes.openai;

/** A call that a model server did not answer as it should; the message is one sentence. */
public final class OpenAIException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Creates the exception.
   *
   * @param sentence what happened, without secrets
   * @param retryable whether the same call may succeed later
   */
  public OpenAIException(String sentence, boolean retryable) {
    super(sentence);
    this.retryable = retryable;
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
