package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
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
  private static final Backoff NOT_YET = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
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
   * Starts a run and returns at once. Children and runs with an idempotency key are asked for again
   * when the engine's answer is lost: it knows them by index or key.
   *
   * @throws RunExistsException when a run with the same idempotency key is there already, perhaps
   *     started by this very call
   * @throws EngineUnavailableException when the engine is away; a run that is neither a child nor
   *     has a key may have begun all the same
   * @throws HatchetException {@code workflow names not found: x} for an unknown name, and others
   */
  public RunHandle start(RunRequest run) {
    names.check(run.workflow());
    TriggerWorkflowRequest request = request(run);
    String doing = "starting " + run.workflow();
    return handle(
        (run.options().isKnownAgain()
                ? calls.repeatable(doing, DEADLINE, stub(), s -> s.triggerWorkflow(request))
                : calls.once(doing, DEADLINE, stub(), s -> s.triggerWorkflow(request)))
            .getWorkflowRunId());
  }

  /** Starts many runs in as few messages as fit; the handles come in the order of the runs. */
  public List<RunHandle> start(List<RunRequest> runs) {
    runs.stream().map(RunRequest::workflow).distinct().forEach(names::check);
    boolean children = runs.stream().allMatch(run -> run.options().parent() != null);
    List<RunHandle> handles = new ArrayList<>(runs.size());
    BulkTriggerWorkflowRequest.Builder chunk = BulkTriggerWorkflowRequest.newBuilder();
    int bytes = 0;
    for (RunRequest run : runs) {
      TriggerWorkflowRequest request = request(run);
      int size = request.getSerializedSize() + 8;
      if (chunk.getWorkflowsCount() > 0
          && (chunk.getWorkflowsCount() == CHUNK_RUNS || bytes + size > CHUNK_BYTES)) {
        send(chunk, children, handles);
        chunk = BulkTriggerWorkflowRequest.newBuilder();
        bytes = 0;
      }
      chunk.addWorkflows(request);
      bytes += size;
    }
    if (chunk.getWorkflowsCount() > 0) {
      send(chunk, children, handles);
    }
    return handles;
  }

  private void send(
      BulkTriggerWorkflowRequest.Builder chunk, boolean children, List<RunHandle> handles) {
    BulkTriggerWorkflowRequest request = chunk.build();
    String doing = "starting " + request.getWorkflowsCount() + " runs";
    (children
            ? calls.repeatable(doing, DEADLINE, stub(), s -> s.bulkTriggerWorkflow(request))
            : calls.once(doing, DEADLINE, stub(), s -> s.bulkTriggerWorkflow(request)))
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

  /**
   * As {@link #find(String)}, again and again for a while: engines tell of a run some moments after
   * it has begun.
   *
   * @param patience how long to ask for a run that is not known
   */
  public @Nullable RunDetails find(String runId, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (int n = 0; ; n++) {
      RunDetails found = find(runId);
      if (found != null || System.nanoTime() - end >= 0) {
        return found;
      }
      NOT_YET.sleep(n);
    }
  }

  /**
   * As {@link #find(String)}, without a thread that waits: for timers and the threads of streams.
   */
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

  /**
   * Runs, the newest first, as REST tells of them.
   *
   * @throws HatchetException {@code workflow names not found: x} for an unknown workflow
   */
  public RunPage list(RunQuery query) {
    String workflow = query.workflow();
    String id = workflow == null ? null : names.id(configuration.namespaced(workflow));
    return RunViews.page(rest.runs(query, id), configuration.namespace());
  }

  /** A run with its steps and what they wait for; null when the engine does not know it (yet). */
  public @Nullable RunGraph graph(String runId) {
    JsonNode run = rest.run(runId);
    return run == null
        ? null
        : RunViews.graph(run, names.of(run.path("run").path("workflowId").asText()));
  }

  /** The id of the run that a task belongs to; null when the engine does not know the task. */
  public @Nullable String runOfTask(String taskRunId) {
    JsonNode task = rest.task(taskRunId);
    String run = task == null ? "" : task.path("workflowRunExternalId").asText();
    return run.isEmpty() ? null : run;
  }

  /**
   * The last lines that a task has logged, the newest first.
   *
   * @param most how many at most, 1 to 1,000
   */
  public List<LogLine> logs(String taskRunId, int most) {
    return RunViews.logs(rest.logs(taskRunId, most));
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
    return configuration.checked("run of " + run.workflow(), request.build());
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
