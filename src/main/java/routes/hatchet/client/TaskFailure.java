package routes.hatchet.client;

/** What a failed attempt says, and whether another may help. */
public interface TaskFailure {

  /** Judges exceptions by {@link NotRetryable} in their chain of causes. */
  TaskFailure USUAL =
      new TaskFailure() {
        @Override
        public String sentence(Throwable failure) {
          String message = failure.getMessage();
          return message == null || message.isBlank()
              ? failure.getClass().getSimpleName()
              : message;
        }

        @Override
        public boolean retryable(Throwable failure) {
          int depth = 0;
          for (Throwable t = failure; t != null && depth++ < 20; t = t.getCause()) {
            if (t instanceof NotRetryable) {
              return false;
            }
          }
          return true;
        }
      };

  /** The sentence that the engine keeps. */
  String sentence(Throwable failure);

  /** Whether the task may be tried again. */
  boolean retryable(Throwable failure);

  /**
   * Whether the sentence says it all, so that a log need not tell where in the code it happened.
   */
  default boolean selfExplanatory(Throwable failure) {
    return !retryable(failure) || failure instanceof HatchetException;
  }
}
