package routes.hatchet.client;

/** A handler that gives attempts to somebody else, who runs and reports them. */
public interface HandOver extends TaskHandler {

  /**
   * Gives an attempt away.
   *
   * @throws Exception when that fails; the attempt is then reported as failed
   */
  void take(AssignedTask task) throws Exception;

  /** The engine has cancelled an attempt that was given away. */
  void cancelled(AssignedTask.AttemptKey key);

  @Override
  default Object run(TaskContext context) {
    throw new IllegalStateException("An attempt that is handed over does not run here.");
  }
}
