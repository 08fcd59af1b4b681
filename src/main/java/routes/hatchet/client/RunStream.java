package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.ResourceType;
import routes.protocol.dispatcher.SubscribeToWorkflowEventsRequest;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.v1.RunStatus;

/**
 * One stream of events, opened again whenever it ends before its run has. What happens while it is
 * away is lost, but for the end of the run, which is looked up. Thread-safe.
 */
final class RunStream implements RunSubscription {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final Connection connection;
  private final ScheduledExecutorService timer;
  private final RunResults.RunLookup lookup;
  private final Faults faults;
  private final SubscribeToWorkflowEventsRequest request;
  private final RunEventListener listener;

  private @Nullable Listener current;
  private int failures;
  private boolean ended;

  RunStream(
      Connection connection,
      ScheduledExecutorService timer,
      RunResults.RunLookup lookup,
      Faults faults,
      SubscribeToWorkflowEventsRequest request,
      RunEventListener listener) {
    this.connection = connection;
    this.timer = timer;
    this.lookup = lookup;
    this.faults = faults;
    this.request = request;
    this.listener = listener;
  }

  void open() {
    Listener opened = new Listener();
    synchronized (this) {
      if (ended) {
        return;
      }
      current = opened;
    }
    DispatcherGrpc.newStub(connection.channel()).subscribeToWorkflowEvents(request, opened);
    if (!is(opened)) {
      // Closed in the meantime.
      opened.cancel();
    }
  }

  @Override
  public synchronized boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    Listener open;
    synchronized (this) {
      ended = true;
      open = current;
      current = null;
    }
    if (open != null) {
      open.cancel();
    }
  }

  private synchronized boolean is(Listener which) {
    return !ended && current == which;
  }

  private void received(Listener which, WorkflowEvent event) {
    boolean last = request.hasWorkflowRunId() && event.getHangup();
    synchronized (this) {
      if (ended || current != which) {
        return;
      }
      failures = 0;
      ended = last;
    }
    RunEvent read = read(event, last);
    if (read != null) {
      listener.happened(read);
    }
  }

  private void closed(Listener which, Status status) {
    if (!is(which)) {
      return;
    }
    Status.Code code = status.getCode();
    if (code == Status.Code.NOT_FOUND || code == Status.Code.INVALID_ARGUMENT) {
      close();
      listener.failed(faults.explain("following a run", status.asRuntimeException()));
      return;
    }
    Duration delay;
    synchronized (this) {
      delay = BACKOFF.delay(failures++);
    }
    Later.run(
        timer,
        status.isOk() && request.hasWorkflowRunId() ? Duration.ZERO : delay,
        () -> goOn(which, delay));
  }

  /** The engine ends the stream of a run that has finished, with or without a word. */
  private void goOn(Listener which, Duration delay) {
    if (!request.hasWorkflowRunId()) {
      open(which);
      return;
    }
    CompletableFuture<Void> unused =
        lookup
            .find(request.getWorkflowRunId())
            .handle(
                (run, failure) -> {
                  if (run != null && run.done()) {
                    finished(which, end(run));
                  } else {
                    Later.run(timer, delay, () -> open(which));
                  }
                  return null;
                });
  }

  private void open(Listener before) {
    if (is(before)) {
      open();
    }
  }

  private void finished(Listener which, RunEvent end) {
    synchronized (this) {
      if (ended || current != which) {
        return;
      }
      ended = true;
    }
    listener.happened(end);
  }

  private static RunEvent end(RunDetails run) {
    RunEvent.Type type =
        run.status() == RunStatus.COMPLETED
            ? RunEvent.Type.COMPLETED
            : run.status() == RunStatus.CANCELLED ? RunEvent.Type.CANCELLED : RunEvent.Type.FAILED;
    String errors =
        run.tasks().entrySet().stream()
            .filter(task -> task.getValue().error() != null)
            .map(task -> task.getKey() + ": " + task.getValue().error())
            .sorted()
            .collect(Collectors.joining("; "));
    return new RunEvent(
        run.runId(),
        RunEvent.Resource.RUN,
        run.runId(),
        type,
        Instant.now(),
        errors,
        null,
        null,
        true);
  }

  /** Null for an event of a kind that is not known here. */
  private static @Nullable RunEvent read(WorkflowEvent event, boolean last) {
    RunEvent.Type type =
        switch (event.getEventType()) {
          case RESOURCE_EVENT_TYPE_STARTED -> RunEvent.Type.STARTED;
          case RESOURCE_EVENT_TYPE_COMPLETED -> RunEvent.Type.COMPLETED;
          case RESOURCE_EVENT_TYPE_FAILED -> RunEvent.Type.FAILED;
          case RESOURCE_EVENT_TYPE_CANCELLED -> RunEvent.Type.CANCELLED;
          case RESOURCE_EVENT_TYPE_TIMED_OUT -> RunEvent.Type.TIMED_OUT;
          case RESOURCE_EVENT_TYPE_STREAM -> RunEvent.Type.STREAM;
          default -> null;
        };
    if (type == null) {
      return null;
    }
    boolean run = event.getResourceType() == ResourceType.RESOURCE_TYPE_WORKFLOW_RUN;
    return new RunEvent(
        event.getWorkflowRunId(),
        run ? RunEvent.Resource.RUN : RunEvent.Resource.TASK,
        event.getResourceId(),
        type,
        event.hasEventTimestamp() ? Times.instant(event.getEventTimestamp()) : Instant.now(),
        event.getEventPayload(),
        event.hasRetryCount() ? event.getRetryCount() : null,
        event.hasEventIndex() ? event.getEventIndex() : null,
        last || (run && type != RunEvent.Type.STARTED));
  }

  private final class Listener
      implements ClientResponseObserver<SubscribeToWorkflowEventsRequest, WorkflowEvent> {

    private volatile @Nullable ClientCallStreamObserver<SubscribeToWorkflowEventsRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<SubscribeToWorkflowEventsRequest> started) {
      call = started;
    }

    @Override
    public void onNext(WorkflowEvent event) {
      received(this, event);
    }

    @Override
    public void onError(Throwable failure) {
      closed(this, Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      closed(this, Status.OK);
    }

    void cancel() {
      ClientCallStreamObserver<SubscribeToWorkflowEventsRequest> open = call;
      if (open != null) {
        open.cancel("no longer followed", null);
      }
    }
  }
}
