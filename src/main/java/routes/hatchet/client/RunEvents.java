package routes.hatchet.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
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
        SubscribeToWorkflowEventsRequest.newBuilder().setWorkflowRunId(runId).build(),
        listener,
        () -> {});
  }

  /** Follows all runs whose metadata has this entry, until it is closed. */
  public RunSubscription withMetadata(String key, String value, RunEventListener listener) {
    return open(entry(key, value), listener, () -> {});
  }

  /**
   * Follows the runs of a workflow that begin from now on, until it is closed. The embedded engine
   * tells of them from their beginning, over one stream. Hatchet has no such stream: there a run is
   * found up to a second after it has begun, and of what happened before only its end is heard.
   */
  public RunSubscription ofWorkflow(String workflow, RunEventListener listener) {
    String name = configuration.namespaced(workflow);
    Function<Instant, List<String>> begun = since -> rest.runIds(names.id(name), since);
    FollowedWorkflow followed =
        new FollowedWorkflow(
            name,
            timer -> {
              String key = rest.workflowMetadataKey();
              return key == null
                  ? new WorkflowRuns(begun, run -> ofRun(run, listener), timer).open()
                  : workflowStream(key, name, begun, listener, timer);
            });
    followed.open();
    return followed;
  }

  private RunSubscription workflowStream(
      String key,
      String workflow,
      Function<Instant, List<String>> begun,
      RunEventListener listener,
      ScheduledExecutorService upkeep) {
    WorkflowListener known = new WorkflowListener(listener, lookup, begun);
    known.begin();
    return open(
        entry(key, workflow), known, () -> Later.run(upkeep, Duration.ZERO, known::lookAgain));
  }

  private static SubscribeToWorkflowEventsRequest entry(String key, String value) {
    return SubscribeToWorkflowEventsRequest.newBuilder()
        .setAdditionalMetaKey(key)
        .setAdditionalMetaValue(value)
        .build();
  }

  private RunSubscription open(
      SubscribeToWorkflowEventsRequest request, RunEventListener listener, Runnable reopened) {
    RunStream stream =
        new RunStream(connection, timer, lookup, faults, request, listener, reopened);
    stream.open();
    return stream;
  }
}
