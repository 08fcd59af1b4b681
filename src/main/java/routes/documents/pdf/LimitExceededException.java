package routes.documents.pdf;

/** A document costs more than it may; the message is a clause that names what was exceeded. */
public final class LimitExceededException extends RuntimeException {

  public LimitExceededException(String clause) {
    super(clause);
  }
}
