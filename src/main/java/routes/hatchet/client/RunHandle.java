package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A run that was started.
 *
 * @param runId workflow run UUID
 * @param results where its result comes from
 */
public record RunHandle(String runId, RunResults results) {

  /** The result, when it is there. Cancelling the future forgets the wait, not the run. */
  public CompletableFuture<RunResult> result() {
    return results.await(runId);
  }

  /**
   * Waits for the result.
   *
   * @throws HatchetException when it is not there in time
   */
  public RunResult result(Duration timeout) throws InterruptedException {
    CompletableFuture<RunResult> future = result();
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(false);
      throw new HatchetException(
          "Run "
              + runId
              + " has not finished within "
              + Durations.format(timeout)
              + ". It goes on; wait longer with the option timeout.",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HatchetException hatchet) {
        throw hatchet;
      }
      throw new HatchetException("Waiting for run " + runId + " failed.", e.getCause());
    }
  }

  /**
   * The output, when it is there, as a type of the caller's.
   *
   * @param type record, bean, map or JSON tree
   * @return fails with a {@link RunFailedException} when the run failed or was cancelled, with a
   *     {@link HatchetException} when its output is no such type
   */
  public <T> CompletableFuture<T> result(Class<T> type) {
    return result().thenApply(result -> result.output(type));
  }

  /**
   * Waits for the output, as a type of the caller's.
   *
   * @param type record, bean, map or JSON tree
   * @throws RunFailedException when the run failed or was cancelled
   * @throws HatchetException when it is not there in time, or is no such type
   */
  public <T> T result(Class<T> type, Duration timeout) throws InterruptedException {
    return result(timeout).output(type);
  }

  @Override
  public String toString() {
    return "RunHandle[" + runId + "]";
  }
}
