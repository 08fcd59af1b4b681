package routes.hatchet.client;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the runs of a workflow in the way that the engine offers, which is asked for first, again
 * and again where it does not answer. Thread-safe.
 */
final class FollowedWorkflow implements RunSubscription {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedWorkflow.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final String workflow;
  private final Function<ScheduledExecutorService, RunSubscription> choice;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("hatchet-runs-watch"));
  private @Nullable RunSubscription chosen;
  private boolean closed;

  /**
   * Makes the subscription.
   *
   * @param workflow names it in the log
   * @param choice asks the engine and follows, with upkeep on the thread given
   */
  FollowedWorkflow(String workflow, Function<ScheduledExecutorService, RunSubscription> choice) {
    this.workflow = workflow;
    this.choice = choice;
  }

  void open() {
    Later.run(timer, Duration.ZERO, () -> choose(0));
  }

  private void choose(int tries) {
    RunSubscription made;
    try {
      made = choice.apply(timer);
    } catch (HatchetException e) {
      if (tries == 0) {
        LOG.warn("Runs of workflow {} are not followed yet: {}", workflow, e.getMessage());
      }
      Later.run(timer, BACKOFF.delay(tries), () -> choose(tries + 1));
      return;
    }
    synchronized (this) {
      chosen = made;
      if (!closed) {
        return;
      }
    }
    made.close();
  }

  @Override
  public synchronized boolean ended() {
    return closed;
  }

  @Override
  public void close() {
    RunSubscription open;
    synchronized (this) {
      closed = true;
      open = chosen;
    }
    timer.shutdownNow();
    if (open != null) {
      open.close();
    }
  }
}
