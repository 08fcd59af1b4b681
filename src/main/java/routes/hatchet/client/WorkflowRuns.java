package routes.hatchet.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the runs of a workflow that begin from now on. For engines without a stream of a
 * workflow's runs: they are looked for every second. Thread-safe.
 */
final class WorkflowRuns implements RunSubscription {

  private static final Logger LOG = LoggerFactory.getLogger(WorkflowRuns.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Clocks differ, and runs are written a moment after they begin. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  /** How far apart the clocks of client and engine may be for the first look. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  private static final int REMEMBERED = 50_000;

  private final Function<Instant, List<String>> lookup;
  private final Function<String, RunSubscription> follow;
  private final ScheduledExecutorService timer;
  private final Map<String, RunSubscription> runs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunSubscription> eldest) {
          return size() > REMEMBERED && eldest.getValue().ended();
        }
      };
  private final Instant opened = Instant.now();
  private @Nullable Future<?> looks;
  private boolean first = true;
  private boolean closed;

  /**
   * Makes the subscription.
   *
   * @param lookup gives the runs that began since a time
   * @param follow follows one of them
   * @param timer looks on its thread
   */
  WorkflowRuns(
      Function<Instant, List<String>> lookup,
      Function<String, RunSubscription> follow,
      ScheduledExecutorService timer) {
    this.lookup = lookup;
    this.follow = follow;
    this.timer = timer;
  }

  RunSubscription open() {
    looks = timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void look() {
    List<String> found;
    try {
      found = lookup.apply((first ? opened : Instant.now()).minus(OVERLAP));
      if (first) {
        // The workflow may become known long after the first try: what began meanwhile is new.
        leaveOut(found, lookup.apply(opened.minus(SKEW)));
      }
    } catch (RuntimeException e) {
      LOG.debug("Runs not looked up: {}", e.getMessage());
      return;
    }
    for (String run : found) {
      synchronized (this) {
        if (closed) {
          return;
        }
        if (!runs.containsKey(run)) {
          runs.put(run, follow.apply(run));
        }
      }
    }
  }

  private synchronized void leaveOut(List<String> found, List<String> begunSinceOpened) {
    for (String run : found) {
      if (!begunSinceOpened.contains(run)) {
        runs.put(run, NONE);
      }
    }
    first = false;
  }

  @Override
  public synchronized boolean ended() {
    return closed;
  }

  @Override
  public void close() {
    Future<?> planned = looks;
    if (planned != null) {
      planned.cancel(true);
    }
    synchronized (this) {
      closed = true;
      runs.values().forEach(RunSubscription::close);
      runs.clear();
    }
  }

  /** A run that began before. */
  private static final RunSubscription NONE =
      new RunSubscription() {
        @Override
        public boolean ended() {
          return true;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
}
