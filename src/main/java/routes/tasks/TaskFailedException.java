package routes.tasks;

/** A step of a task that failed; another attempt may do better. */
public final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public TaskFailedException(String message) {
    super(message);
  }
}
