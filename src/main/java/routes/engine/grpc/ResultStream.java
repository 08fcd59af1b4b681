package routes.engine.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.RunWatcher;
import routes.protocol.dispatcher.StepRunResult;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.dispatcher.WorkflowRunEventType;

/** A client's stream of results: one event for every run that it has asked for. */
final class ResultStream implements RunWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ResultStream.class);
  private static final int MOST_AWAITED = 200_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024 - 4 * 1024;

  private final OutboundStream<WorkflowRunEvent> stream;
  private final Engine engine;
  private final UUID tenantId;
  private final Clock clock;
  private final Set<UUID> awaited = ConcurrentHashMap.newKeySet();

  ResultStream(
      ServerCallStreamObserver<WorkflowRunEvent> observer,
      Engine engine,
      UUID tenantId,
      Clock clock) {
    this.stream = new OutboundStream<>(observer);
    this.engine = engine;
    this.tenantId = tenantId;
    this.clock = clock;
  }

  /** Malformed and unknown ids stay without an answer. */
  void await(String id) {
    UUID runId = Replies.uuidOrNull(id);
    if (runId == null) {
      return;
    }
    if (awaited.size() >= MOST_AWAITED) {
      stream.fail(Status.RESOURCE_EXHAUSTED.withDescription("too many runs are awaited"));
      return;
    }
    awaited.add(runId);
    var unused =
        engine
            .runs()
            .watch(tenantId, runId, this)
            .whenComplete(
                (run, failure) -> {
                  if (failure != null) {
                    stream.fail(Replies.status(failure).getStatus());
                  } else if (run != null) {
                    finished(run);
                  }
                });
  }

  @Override
  public void finished(Run run) {
    awaited.remove(run.id());
    stream.send(event(run));
  }

  void end() {
    forget();
    stream.end();
  }

  void abandon() {
    forget();
    stream.abandon();
  }

  private void forget() {
    awaited.forEach(id -> engine.runs().unwatch(id, this));
    awaited.clear();
  }

  private WorkflowRunEvent event(Run run) {
    WorkflowRunEvent.Builder event =
        WorkflowRunEvent.newBuilder()
            .setWorkflowRunId(run.id().toString())
            .setEventType(WorkflowRunEventType.WORKFLOW_RUN_EVENT_TYPE_FINISHED)
            .setEventTimestamp(Actions.timestamp(clock.instant()));
    for (Task task : run.tasks()) {
      event.addResults(result(run, task));
    }
    WorkflowRunEvent whole = event.build();
    if (whole.getSerializedSize() <= MOST_BYTES) {
      return whole;
    }
    LOG.warn("The results of run {} are too large for one message and are left out", run.id());
    return event.clearResults().build();
  }

  private static StepRunResult result(Run run, Task task) {
    StepRunResult.Builder result =
        StepRunResult.newBuilder()
            .setTaskRunExternalId(task.id().toString())
            .setTaskName(run.definition(task.ordinal()).readableId())
            .setJobRunId(task.id().toString());
    if (task.status() == TaskStatus.FAILED || task.status() == TaskStatus.CANCELLED) {
      result.setError(task.error() == null ? "" : task.error());
    } else if (task.output() != null) {
      result.setOutput(task.output());
    }
    return result.build();
  }
}
