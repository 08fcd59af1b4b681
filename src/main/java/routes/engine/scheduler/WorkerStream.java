package routes.engine.scheduler;

import routes.engine.model.Run;
import routes.engine.model.Task;

/**
 * Where a worker's tasks go. Never blocks; what cannot be sent is reported by closing the stream.
 */
public interface WorkerStream {
  /**
   * @param run as it was assigned
   */
  void start(Run run, int ordinal);

  /**
   * @param attempt the task as it was while it ran
   */
  void cancel(Run run, Task attempt);

  /** The worker has left. */
  void end();
}
