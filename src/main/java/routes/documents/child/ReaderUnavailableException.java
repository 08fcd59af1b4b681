package routes.documents.child;

/** No document can be read now, through no fault of the document; another try may do. */
public final class ReaderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why in one sentence. */
  public ReaderUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
