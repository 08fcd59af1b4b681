package routes.engine.model;

/** Where a task stands. Declared in the order in which one attempt passes through them. */
public enum TaskStatus {
  /** For its parents, its conditions or its run's concurrency slot. */
  WAITING,
  /** Ready, waits for a worker, a rate limit or a concurrency slot. */
  QUEUED,
  /** Given to a worker. */
  RUNNING,
  /** Failed, and waits for the time of its next attempt. */
  BACKOFF,
  COMPLETED,
  FAILED,
  CANCELLED,
  SKIPPED;

  public boolean isTerminal() {
    return switch (this) {
      case WAITING, QUEUED, RUNNING, BACKOFF -> false;
      case COMPLETED, FAILED, CANCELLED, SKIPPED -> true;
    };
  }

  /** What clients are told: waiting and backing off look queued, skipped looks completed. */
  public RunStatus visible() {
    return switch (this) {
      case WAITING, QUEUED, BACKOFF -> RunStatus.QUEUED;
      case RUNNING -> RunStatus.RUNNING;
      case COMPLETED, SKIPPED -> RunStatus.COMPLETED;
      case FAILED -> RunStatus.FAILED;
      case CANCELLED -> RunStatus.CANCELLED;
    };
  }
}
