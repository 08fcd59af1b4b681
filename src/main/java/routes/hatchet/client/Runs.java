package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.AdminServiceGrpc;
import routes.protocol.v1.GetRunDetailsRequest;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;
import routes.protocol.workflows.WorkflowServiceGrpc;
import routes.protocol.workflows.WorkflowServiceGrpc.WorkflowServiceBlockingStub;

/** Starts runs, follows them and looks them up. Thread-safe. */
public final class Runs {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int CHUNK_RUNS = 500;
  private static final int CHUNK_BYTES = 3 * 1024 * 1024;

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final Calls calls;
  private final WorkflowNames names;
  private final RestApi rest;
  private final RunResults results;

  Runs(
      HatchetClientConfiguration configuration,
      Connection connection,
      Calls calls,
      WorkflowNames names,
      RestApi rest,
      RunResults results) {
    this.configuration = configuration;
    this.connection = connection;
    this.calls = calls;
    this.names = names;
    this.rest = rest;
    this.results = results;
  }

  /**
   * Starts a run and returns at once.
   *
   * @throws HatchetException {@code workflow names not found: x} for an unknown name, and others
   */
  public RunHandle start(RunRequest run) {
    names.check(run.workflow());
    TriggerWorkflowRequest request = request(run);
    String id =
        run.options().parent() == null
            ? calls
                .once(
                    "starting " + run.workflow(), DEADLINE, stub(), s -> s.triggerWorkflow(request))
                .getWorkflowRunId()
            // The engine knows a child by its index or key: it may be asked twice.
            : calls
                .repeatable(
                    "starting " + run.workflow(), DEADLINE, stub(), s -> s.triggerWorkflow(request))
                .getWorkflowRunId();
    return handle(id);
  }

  /** Starts many runs in as few messages as fit; the handles come in the order of the runs. */
  public List<RunHandle> start(List<RunRequest> runs) {
    runs.stream().map(RunRequest::workflow).distinct().forEach(names::check);
    List<RunHandle> handles = new ArrayList<>(runs.size());
    BulkTriggerWorkflowRequest.Builder chunk = BulkTriggerWorkflowRequest.newBuilder();
    int bytes = 0;
    for (RunRequest run : runs) {
      TriggerWorkflowRequest request = request(run);
      int size = request.getSerializedSize() + 8;
      if (chunk.getWorkflowsCount() > 0
          && (chunk.getWorkflowsCount() == CHUNK_RUNS || bytes + size > CHUNK_BYTES)) {
        send(chunk, handles);
        chunk = BulkTriggerWorkflowRequest.newBuilder();
        bytes = 0;
      }
      chunk.addWorkflows(request);
      bytes += size;
    }
    if (chunk.getWorkflowsCount() > 0) {
      send(chunk, handles);
    }
    return handles;
  }

  private void send(BulkTriggerWorkflowRequest.Builder chunk, List<RunHandle> handles) {
    BulkTriggerWorkflowRequest request = chunk.build();
    String doing = "starting " + request.getWorkflowsCount() + " runs";
    calls
        .once(doing, DEADLINE, stub(), s -> s.bulkTriggerWorkflow(request))
        .getWorkflowRunIdsList()
        .forEach(id -> handles.add(handle(id)));
  }

  /** A handle of a run that was started before. */
  public RunHandle handle(String runId) {
    return new RunHandle(runId, results);
  }

  /** A run as it stands; null when the engine does not know it (yet). */
  public @Nullable RunDetails find(String runId) {
    try {
      return details(
          runId,
          AdminServiceGrpc.newBlockingStub(connection.channel())
              .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
              .getRunDetails(GetRunDetailsRequest.newBuilder().setExternalId(runId).build()));
    } catch (StatusRuntimeException e) {
      return unknown(runId, e);
    }
  }

  /** As {@link #find}, without a thread that waits: for timers and the threads of streams. */
  CompletableFuture<@Nullable RunDetails> look(String runId) {
    Answered<GetRunDetailsResponse> answered = new Answered<>();
    AdminServiceGrpc.newStub(connection.channel())
        .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .getRunDetails(GetRunDetailsRequest.newBuilder().setExternalId(runId).build(), answered);
    return answered
        .future()
        .handle(
            (details, failure) ->
                failure == null ? details(runId, details) : unknown(runId, failure));
  }

  /** Null when the engine says that there is no such run; everything else is a failure. */
  private @Nullable RunDetails unknown(String runId, Throwable failure) {
    if (Status.fromThrowable(failure).getCode() == Status.Code.NOT_FOUND) {
      return null;
    }
    throw new Faults(configuration).explain("looking up run " + runId, failure);
  }

  /** Cancels runs or task runs; returns the ids that were cancelled. */
  public List<String> cancel(List<String> ids) {
    return rest.tasks("cancel", ids);
  }

  /** Runs finished runs or task runs, and what comes after them, again. */
  public List<String> replay(List<String> ids) {
    return rest.tasks("replay", ids);
  }

  private WorkflowServiceBlockingStub stub() {
    return WorkflowServiceGrpc.newBlockingStub(connection.channel());
  }

  private TriggerWorkflowRequest request(RunRequest run) {
    RunRequest.RunOptions options = run.options();
    TriggerWorkflowRequest.Builder request =
        TriggerWorkflowRequest.newBuilder()
            .setName(configuration.namespaced(run.workflow()))
            .setInput(JsonObjects.text("input of a run of " + run.workflow(), run.input()));
    if (!options.metadata().isEmpty()) {
      request.setAdditionalMetadata(
          JsonObjects.text("metadata of a run of " + run.workflow(), options.metadata()));
    }
    if (options.priority() != null) {
      request.setPriority(options.priority());
    }
    if (options.desiredWorkerId() != null) {
      request.setDesiredWorkerId(options.desiredWorkerId());
    }
    options
        .desiredLabels()
        .forEach((key, wish) -> request.putDesiredWorkerLabels(key, Definitions.wish(wish)));
    RunRequest.Parent parent = options.parent();
    if (parent != null) {
      request
          .setParentId(parent.runId())
          .setParentTaskRunExternalId(parent.taskRunId())
          .setChildIndex(parent.index());
      if (parent.key() != null) {
        request.setChildKey(parent.key());
      }
    }
    return request.build();
  }

  private static RunDetails details(String runId, GetRunDetailsResponse details) {
    Map<String, RunDetails.Task> tasks = new HashMap<>();
    details
        .getTaskRunsMap()
        .forEach(
            (name, task) ->
                tasks.put(
                    name,
                    new RunDetails.Task(
                        task.getExternalId(),
                        task.getStatus(),
                        task.hasOutput() ? Json.read(task.getOutput().toStringUtf8()) : null,
                        // Present and empty on completed tasks.
                        task.getError().isEmpty() ? null : task.getError())));
    return new RunDetails(
        runId,
        details.getStatus(),
        details.getDone(),
        Json.read(details.getInput().toStringUtf8()),
        Json.read(details.getAdditionalMetadata().toStringUtf8()),
        tasks);
  }
}
