package routes.hatchet.client;

import java.time.Duration;

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

  /**
   * How long an attempt that was handed over may take in all, however often it extends its timeout,
   * where its step does not say: three times that, or five minutes where that is more. A topic
   * holds whoever takes longer for dead, and gives the attempt to somebody else.
   */
  static Duration longest(Duration timeout) {
    Duration times = timeout.multipliedBy(3);
    Duration least = Duration.ofMinutes(5);
    return times.compareTo(least) < 0 ? least : times;
  }

  @Override
  default Object run(TaskContext context) {
    throw new IllegalStateException("An attempt that is handed over does not run here.");
  }
}
