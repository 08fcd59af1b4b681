package routes.engine.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import routes.engine.scheduler.RunEvent;
import routes.engine.scheduler.RunEventSink;
import routes.protocol.dispatcher.ResourceEventType;
import routes.protocol.dispatcher.ResourceType;
import routes.protocol.dispatcher.WorkflowEvent;

/** A client's stream of what happens in a run; ends with the run. Thread-safe. */
final class EventStream implements RunEventSink {
  private static final long GAP_SECONDS = 5;

  private final OutboundStream<WorkflowEvent> stream;
  private final ScheduledExecutorService clock;
  private final boolean endsWithRun;
  private final ChunkOrder order = new ChunkOrder();
  private boolean waitingForGap;

  EventStream(
      ServerCallStreamObserver<WorkflowEvent> observer,
      ScheduledExecutorService clock,
      boolean endsWithRun) {
    this.stream = new OutboundStream<>(observer);
    this.clock = clock;
    this.endsWithRun = endsWithRun;
  }

  @Override
  public synchronized void accept(RunEvent event) {
    order.accept(event).forEach(ready -> stream.send(message(ready)));
    if (event.last() && endsWithRun) {
      stream.end();
    } else if (order.isHolding() && !waitingForGap) {
      waitingForGap = true;
      waitForGap();
    }
  }

  private void waitForGap() {
    var unused = clock.schedule(this::skipGaps, GAP_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void skipGaps() {
    order.skipGaps().forEach(ready -> stream.send(message(ready)));
    waitingForGap = order.isHolding();
    if (waitingForGap) {
      waitForGap();
    }
  }

  void end() {
    stream.end();
  }

  void fail(Status status) {
    stream.fail(status);
  }

  void abandon() {
    stream.abandon();
  }

  private WorkflowEvent message(RunEvent event) {
    WorkflowEvent.Builder message =
        WorkflowEvent.newBuilder()
            .setWorkflowRunId(event.runId().toString())
            .setResourceType(
                event.resource() == RunEvent.Resource.RUN
                    ? ResourceType.RESOURCE_TYPE_WORKFLOW_RUN
                    : ResourceType.RESOURCE_TYPE_STEP_RUN)
            .setEventType(type(event.type()))
            .setResourceId(event.resourceId().toString())
            .setEventTimestamp(Actions.timestamp(event.at()))
            .setEventPayload(event.payload())
            .setHangup(event.last() && endsWithRun);
    if (event.retries() != null) {
      message.setTaskRetries(event.retries());
    }
    if (event.attempt() != null) {
      message.setRetryCount(event.attempt());
    }
    if (event.index() != null) {
      message.setEventIndex(event.index());
    }
    return message.build();
  }

  private static ResourceEventType type(RunEvent.Type type) {
    return switch (type) {
      case STARTED -> ResourceEventType.RESOURCE_EVENT_TYPE_STARTED;
      case COMPLETED -> ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED;
      case FAILED -> ResourceEventType.RESOURCE_EVENT_TYPE_FAILED;
      case CANCELLED -> ResourceEventType.RESOURCE_EVENT_TYPE_CANCELLED;
      case STREAM -> ResourceEventType.RESOURCE_EVENT_TYPE_STREAM;
    };
  }
}
