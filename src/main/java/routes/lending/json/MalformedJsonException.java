package routes.lending.json;

/** The bytes are no JSON that is taken; the message is a sentence for the sender. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }
}
