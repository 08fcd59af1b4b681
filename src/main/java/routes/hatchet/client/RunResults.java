package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.StepRunResult;
import routes.protocol.dispatcher.SubscribeToWorkflowRunsRequest;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.v1.RunStatus;

/**
 * Results of runs over one shared stream, which is opened anew with all awaited ids whenever it
 * ends. Thread-safe: one lock guards the stream, as its observer may be used by one thread only.
 */
public final class RunResults implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunResults.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  /**
   * A run that stays unknown for this many checks is not there: the engine lost or never had it.
   */
  private static final int UNKNOWN_CHECKS = 4;

  private static final Duration CHECK = Duration.ofSeconds(10);

  /** Looks at once, so that a net under many runs is no load. */
  private static final int LOOKS = 100;

  private final Connection connection;
  private final RunLookup lookup;
  private final Faults faults;
  private final ScheduledExecutorService timer;
  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
  private final Duration check;
  private final ScheduledFuture<?> checks;

  private @Nullable ClientCallStreamObserver<SubscribeToWorkflowRunsRequest> stream;
  private int failures;
  private boolean reopening;
  private boolean closed;

  /** Looks a run up without a thread that waits; null for a run that the engine does not know. */
  interface RunLookup {
    CompletableFuture<@Nullable RunDetails> find(String runId);
  }

  private static final class Awaited {
    private final CompletableFuture<RunResult> future = new CompletableFuture<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicInteger unknown = new AtomicInteger();

    /** When it was asked for last, or else first awaited. */
    private volatile long asked = System.nanoTime();
  }

  RunResults(
      Connection connection, RunLookup lookup, Faults faults, ScheduledExecutorService timer) {
    this(connection, lookup, faults, timer, CHECK);
  }

  /** As the other one, with another time between looks. */
  RunResults(
      Connection connection,
      RunLookup lookup,
      Faults faults,
      ScheduledExecutorService timer,
      Duration check) {
    this.connection = connection;
    this.lookup = lookup;
    this.faults = faults;
    this.timer = timer;
    this.check = check;
    this.checks =
        timer.scheduleWithFixedDelay(
            this::check, check.toMillis(), check.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The result of a run; several callers share one wait but not its cancellation. */
  CompletableFuture<RunResult> await(String runId) {
    Awaited entry = awaited.computeIfAbsent(runId, id -> new Awaited());
    synchronized (this) {
      if (closed) {
        entry.future.completeExceptionally(new HatchetException("The Hatchet client is closed."));
      } else if (stream != null) {
        stream.onNext(request(runId));
      } else if (!reopening) {
        open();
      }
    }
    return entry.future.copy();
  }

  private static SubscribeToWorkflowRunsRequest request(String runId) {
    return SubscribeToWorkflowRunsRequest.newBuilder().setWorkflowRunId(runId).build();
  }

  private synchronized void open() {
    reopening = false;
    if (closed || stream != null || awaited.isEmpty()) {
      return;
    }
    DispatcherGrpc.newStub(connection.channel()).subscribeToWorkflowRuns(new Listener());
    ClientCallStreamObserver<SubscribeToWorkflowRunsRequest> opened = stream;
    if (opened != null) {
      awaited.keySet().forEach(id -> opened.onNext(request(id)));
    }
  }

  private void ended(Object who, Status status) {
    if (TokenWatch.isRefusal(status.getCode())) {
      synchronized (this) {
        if (stream != who) {
          return;
        }
        stream = null;
      }
      // Nobody is told under the lock.
      fail(faults.explain("waiting for results", status.asRuntimeException()));
    } else {
      openAgain(who, status);
    }
  }

  private synchronized void openAgain(Object who, Status status) {
    if (stream != who || closed) {
      return;
    }
    stream = null;
    if (awaited.isEmpty()) {
      return;
    }
    Duration delay = BACKOFF.delay(failures++);
    LOG.debug(
        "Result stream ended ({}), opened again in {} ms", status.getCode(), delay.toMillis());
    reopening = true;
    Later.run(timer, delay, this::open);
  }

  private void finished(WorkflowRunEvent event) {
    synchronized (this) {
      failures = 0;
    }
    Map<String, TaskResult> tasks = new LinkedHashMap<>();
    // The engine may store a second outcome of one attempt: the first one counts.
    event.getResultsList().forEach(r -> tasks.putIfAbsent(r.getTaskName(), result(r)));
    if (tasks.isEmpty()) {
      // Results too large for one message are left out by the engine: ask for them.
      look(event.getWorkflowRunId());
      return;
    }
    complete(event.getWorkflowRunId(), new RunResult(event.getWorkflowRunId(), tasks));
  }

  private void complete(String runId, RunResult result) {
    Awaited entry = awaited.remove(runId);
    if (entry != null) {
      entry.future.complete(result);
    }
  }

  /** Ends all waits, as no result can come. */
  private void fail(HatchetException why) {
    for (String runId : List.copyOf(awaited.keySet())) {
      Awaited entry = awaited.remove(runId);
      if (entry != null) {
        entry.future.completeExceptionally(why);
      }
    }
  }

  /** Asks how a run stands; nobody waits for the answer. */
  private void look(String runId) {
    Awaited entry = awaited.get(runId);
    if (entry == null || !entry.asking.compareAndSet(false, true)) {
      return;
    }
    entry.asked = System.nanoTime();
    CompletableFuture<Void> unused =
        lookup
            .find(runId)
            .handle(
                (details, failure) -> {
                  entry.asking.set(false);
                  Throwable reason =
                      failure instanceof CompletionException e ? e.getCause() : failure;
                  if (reason == null) {
                    seen(runId, entry, details);
                  } else if (reason instanceof ConnectionSettingsException refused) {
                    fail(refused);
                  } else {
                    LOG.debug("Run {} could not be looked up: {}", runId, reason.getMessage());
                  }
                  return null;
                });
  }

  private void seen(String runId, Awaited entry, @Nullable RunDetails details) {
    if (details != null) {
      entry.unknown.set(0);
      if (details.done()) {
        complete(runId, result(details));
      }
    } else if (entry.unknown.incrementAndGet() >= UNKNOWN_CHECKS && awaited.remove(runId, entry)) {
      entry.future.completeExceptionally(
          new HatchetException("The Hatchet engine does not know the run " + runId + "."));
    }
  }

  /** The net under the stream: ids that the engine has not answered for long are asked for. */
  private void check() {
    long old = System.nanoTime() - check.toNanos();
    awaited.entrySet().stream()
        .filter(entry -> entry.getValue().asked - old < 0)
        // Those that were not asked for longest, so that everybody has their turn.
        .sorted(Comparator.comparingLong(entry -> entry.getValue().asked - old))
        .limit(LOOKS)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::look);
  }

  static RunResult result(RunDetails details) {
    Map<String, TaskResult> tasks = new LinkedHashMap<>();
    details
        .tasks()
        .forEach(
            (name, task) ->
                tasks.put(
                    name,
                    new TaskResult(
                        name,
                        task.taskRunId(),
                        task.status() == RunStatus.COMPLETED
                            ? TaskResult.Status.COMPLETED
                            : task.status() == RunStatus.CANCELLED
                                ? TaskResult.Status.CANCELLED
                                : TaskResult.Status.FAILED,
                        task.output(),
                        task.error())));
    return new RunResult(details.runId(), tasks);
  }

  static TaskResult result(StepRunResult result) {
    // A cancelled task has an error that is present and empty.
    TaskResult.Status status =
        !result.hasError()
            ? TaskResult.Status.COMPLETED
            : result.getError().isEmpty() && !result.hasOutput()
                ? TaskResult.Status.CANCELLED
                : result.getError().isEmpty()
                    ? TaskResult.Status.COMPLETED
                    : TaskResult.Status.FAILED;
    return new TaskResult(
        result.getTaskName(),
        result.getTaskRunExternalId(),
        status,
        status == TaskResult.Status.COMPLETED ? Json.read(result.getOutput()) : null,
        status == TaskResult.Status.FAILED ? result.getError() : null);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      checks.cancel(false);
      if (stream != null) {
        stream.cancel("client closed", null);
        stream = null;
      }
    }
    fail(new HatchetException("The Hatchet client was closed."));
  }

  private final class Listener
      implements ClientResponseObserver<SubscribeToWorkflowRunsRequest, WorkflowRunEvent> {

    private @Nullable ClientCallStreamObserver<SubscribeToWorkflowRunsRequest> own;

    @Override
    public void beforeStart(ClientCallStreamObserver<SubscribeToWorkflowRunsRequest> call) {
      own = call;
      stream = call;
    }

    @Override
    public void onNext(WorkflowRunEvent event) {
      finished(event);
    }

    @Override
    public void onError(Throwable failure) {
      ended(own(), Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended(own(), Status.OK);
    }

    private Object own() {
      return own == null ? this : own;
    }
  }
}
