package routes.tasks;

import routes.hatchet.client.NotRetryable;

/** A task that cannot be done as things are; another attempt would find the same. */
public final class TaskRefusedException extends RuntimeException implements NotRetryable {
  private static final long serialVersionUID = 1L;

  /** Says why, and what to do. */
  public TaskRefusedException(String message) {
    super(message);
  }
}
