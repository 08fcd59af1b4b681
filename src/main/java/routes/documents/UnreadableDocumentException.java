package routes.documents;

/** A document that cannot be read; the message is one sentence for its sender. */
public final class UnreadableDocumentException extends RuntimeException {

  /** Says why in one sentence. */
  public UnreadableDocumentException(String sentence) {
    super(sentence);
  }

  /** Says why in one sentence, keeping the library's exception for the log. */
  public UnreadableDocumentException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
