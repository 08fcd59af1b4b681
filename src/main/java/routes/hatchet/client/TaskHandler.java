package routes.hatchet.client;

import org.jspecify.annotations.Nullable;

/** What a task does. */
@FunctionalInterface
public interface TaskHandler {

  /**
   * Runs one attempt. A cancelled or timed out attempt is interrupted.
   *
   * @return the output: map, record, bean, JSON tree or JSON text of an object; null for none
   * @throws Exception to fail the attempt; a {@link NotRetryable} one fails the task for good
   */
  @Nullable Object run(TaskContext context) throws Exception;
}
