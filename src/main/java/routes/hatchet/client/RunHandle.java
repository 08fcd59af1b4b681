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

  @Override
  public String toString() {
    return "RunHandle[" + runId + "]";
  }
}
