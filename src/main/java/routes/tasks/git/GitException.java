package routes.tasks.git;

/** Git said no; the message is a sentence. */
public class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says it. */
  public GitException(String message) {
    super(message);
  }

  GitException(String message, Throwable cause) {
    super(message, cause);
  }
}
