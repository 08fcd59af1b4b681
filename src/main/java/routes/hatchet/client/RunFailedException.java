package routes.hatchet.client;

/** A run that was waited for failed or was cancelled. */
public final class RunFailedException extends HatchetException {

  private static final long serialVersionUID = 1L;

  private final transient RunResult result;

  RunFailedException(RunResult result) {
    super(
        result.status() == TaskResult.Status.CANCELLED
            ? "Run " + result.runId() + " was cancelled."
            : "Run " + result.runId() + " failed: " + result.errors());
    this.result = result;
  }

  /** How its tasks ended. */
  public RunResult result() {
    return result;
  }
}
