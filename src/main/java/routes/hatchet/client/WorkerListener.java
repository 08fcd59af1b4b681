package routes.hatchet.client;

/**
 * Hears what happens to a worker's attempts and its connection, on the threads where it happens: it
 * must not block.
 */
public interface WorkerListener {

  /** The engine has assigned an attempt to this worker. */
  default void assigned(AssignedTask task) {}

  /** An attempt that ran in this process has ended, and its outcome was accepted. */
  default void ended(AssignedTask task, Disposition how) {}

  /** The worker's stream was lost, and has been opened again. */
  default void reconnected(String workerId) {}
}
