package routes.hatchet.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what happens in the runs of a workflow, and knows which runs have begun and which have
 * ended, so that ends that were missed while the stream was away are told, once. Thread-safe.
 */
final class WorkflowListener implements RunEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(WorkflowListener.class);

  /** Clocks differ, and runs are written a moment after they begin. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  private static final int REMEMBERED = 50_000;

  private final RunEventListener listener;
  private final RunResults.RunLookup lookup;
  private final Function<Instant, List<String>> begun;

  /** Runs, and whether their end was told. */
  private final Map<String, Boolean> runs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Makes the listener.
   *
   * @param begun gives the runs of the workflow that began since a time
   */
  WorkflowListener(
      RunEventListener listener,
      RunResults.RunLookup lookup,
      Function<Instant, List<String>> begun) {
    this.listener = listener;
    this.lookup = lookup;
    this.begun = begun;
  }

  /** Runs that began before are nobody's here, unless the stream tells of them. */
  void begin() {
    for (String run : recent()) {
      synchronized (this) {
        runs.putIfAbsent(run, true);
      }
    }
  }

  private List<String> recent() {
    try {
      return begun.apply(Instant.now().minus(OVERLAP));
    } catch (HatchetException e) {
      LOG.debug("Runs not looked up: {}", e.getMessage());
      return List.of();
    }
  }

  /** The stream was away: runs may have begun and ended meanwhile. Blocks for a look at REST. */
  void lookAgain() {
    List<String> recent = recent();
    List<String> open;
    synchronized (this) {
      recent.forEach(run -> runs.putIfAbsent(run, false));
      open =
          runs.entrySet().stream().filter(run -> !run.getValue()).map(Map.Entry::getKey).toList();
    }
    open.forEach(this::look);
  }

  private void look(String runId) {
    CompletableFuture<Void> unused =
        lookup
            .find(runId)
            .thenAccept(
                run -> {
                  if (run != null && run.done()) {
                    happened(RunStream.end(run));
                  }
                });
  }

  @Override
  public void happened(RunEvent event) {
    if (isNew(event)) {
      listener.happened(event);
    }
  }

  private synchronized boolean isNew(RunEvent event) {
    if (!event.last()) {
      runs.put(event.runId(), false);
      return true;
    }
    return !Boolean.TRUE.equals(runs.put(event.runId(), true));
  }

  @Override
  public void failed(HatchetException failure) {
    listener.failed(failure);
  }
}
