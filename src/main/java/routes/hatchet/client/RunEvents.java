package routes.hatchet.client;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import routes.protocol.dispatcher.SubscribeToWorkflowEventsRequest;

/** Follows runs as they go. Thread-safe. */
public final class RunEvents {

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final ScheduledExecutorService timer;
  private final RunResults.RunLookup lookup;
  private final Faults faults;
  private final WorkflowNames names;
  private final RestApi rest;

  RunEvents(
      HatchetClientConfiguration configuration,
      Connection connection,
      ScheduledExecutorService timer,
      RunResults.RunLookup lookup,
      Faults faults,
      WorkflowNames names,
      RestApi rest) {
    this.configuration = configuration;
    this.connection = connection;
    this.timer = timer;
    this.lookup = lookup;
    this.faults = faults;
    this.names = names;
    this.rest = rest;
  }

  /** Follows one run until it has ended; of a finished run only its end is heard. */
  public RunSubscription ofRun(String runId, RunEventListener listener) {
    return open(
        SubscribeToWorkflowEventsRequest.newBuilder().setWorkflowRunId(runId).build(), listener);
  }

  /** Follows all runs whose metadata has this entry, until it is closed. */
  public RunSubscription withMetadata(String key, String value, RunEventListener listener) {
    return open(
        SubscribeToWorkflowEventsRequest.newBuilder()
            .setAdditionalMetaKey(key)
            .setAdditionalMetaValue(value)
            .build(),
        listener);
  }

  /**
   * Follows the runs of a workflow that begin from now on, until it is closed. A run is found up to
   * a second after it has begun; of what happened before only its end is heard.
   */
  public RunSubscription ofWorkflow(String workflow, RunEventListener listener) {
    WorkflowRuns runs =
        new WorkflowRuns(since -> runs(workflow, since), run -> ofRun(run, listener));
    runs.open();
    return runs;
  }

  private List<String> runs(String workflow, Instant since) {
    return rest.runIds(names.id(configuration.namespaced(workflow)), since);
  }

  private RunSubscription open(
      SubscribeToWorkflowEventsRequest request, RunEventListener listener) {
    RunStream stream = new RunStream(connection, timer, lookup, faults, request, listener);
    stream.open();
    return stream;
  }
}
