package routes.tasks.git;

/** A change does not fit on what the branch has become meanwhile. */
public final class ConflictException extends GitException {
  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message);
  }
}
