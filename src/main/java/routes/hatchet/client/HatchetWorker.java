package routes.hatchet.client;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.WorkerUnsubscribeRequest;

/**
 * Takes tasks from the engine and runs them. It survives lost streams, a restarted engine and a
 * change of its tasks while others run. Thread-safe.
 */
public final class HatchetWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HatchetWorker.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private static final Duration RETIRE_CHECK = Duration.ofMillis(500);

  /** The engine gives the tasks of a silent worker out again after 30 s. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(20);

  private final HatchetClient client;
  private final WorkerOptions options;
  private final ExecutorService executor;
  private final boolean ownsExecutor;
  private final WorkerCounters counters;
  private final TaskRunner runner;
  private final Connection heartbeatConnection;
  private final Registration registration;
  private final HandedOver handedOver = new HandedOver();
  private final Map<String, TaskBinding> bindings = new ConcurrentHashMap<>();
  private final List<WorkerSession> retiring = new CopyOnWriteArrayList<>();

  private volatile @Nullable WorkerSession session;
  private volatile Set<String> registered = Set.of();
  private volatile boolean closed;
  private boolean registering;

  /** A worker whose tasks have threads of their own, virtual where the JDK has them. */
  public HatchetWorker(HatchetClient client, WorkerOptions options) {
    this(
        client,
        options,
        TaskThreads.newExecutor(),
        TaskFailure.USUAL,
        new WorkerListener() {},
        true);
  }

  /**
   * A worker on a given executor.
   *
   * @param executor must not queue; it is left open at the end
   * @param failures judges exceptions
   * @param listener hears what happens
   */
  public HatchetWorker(
      HatchetClient client,
      WorkerOptions options,
      ExecutorService executor,
      TaskFailure failures,
      WorkerListener listener) {
    this(client, options, executor, failures, listener, false);
  }

  private HatchetWorker(
      HatchetClient client,
      WorkerOptions options,
      ExecutorService executor,
      TaskFailure failures,
      WorkerListener listener,
      boolean ownsExecutor) {
    this.client = client;
    this.options = options;
    this.executor = executor;
    this.ownsExecutor = ownsExecutor;
    this.counters = new WorkerCounters(listener);
    this.runner = new TaskRunner(client, executor, failures, counters);
    this.heartbeatConnection = new Connection(client.configuration());
    this.registration = new Registration(client, options);
  }

  /**
   * Registers a workflow and serves its tasks.
   *
   * @param handlers by task name; tasks without one are left to other workers
   */
  public void serve(WorkflowDefinition workflow, Map<String, TaskHandler> handlers) {
    client.workflows().put(workflow);
    List<TaskBinding> all = new ArrayList<>(bindings.values());
    workflow.allTasks().stream()
        .filter(task -> handlers.containsKey(task.name()))
        .forEach(
            task -> all.add(new TaskBinding(workflow.name(), task, handlers.get(task.name()))));
    serve(all);
  }

  /**
   * Serves exactly these tasks from now on. When they are others than before, the worker registers
   * anew; what runs under the old registration ends there.
   */
  public void serve(Collection<TaskBinding> tasks) {
    Map<String, TaskBinding> wanted = new ConcurrentHashMap<>();
    tasks.forEach(task -> wanted.put(action(task), task));
    synchronized (this) {
      bindings.putAll(wanted);
      bindings.keySet().retainAll(wanted.keySet());
      if (closed || registered.equals(wanted.keySet())) {
        return;
      }
      register();
    }
  }

  private String action(TaskBinding task) {
    return WorkflowDefinition.action(
        client.configuration().namespaced(task.workflow()), task.definition().name());
  }

  private synchronized void register() {
    Set<String> actions = new TreeSet<>(bindings.keySet());
    if (actions.isEmpty()) {
      retire(session);
      session = null;
      registered = Set.of();
      return;
    }
    String workerId = registration.register(actions);
    WorkerSession opened =
        new WorkerSession(
            workerId,
            client.connection(),
            heartbeatConnection,
            options.heartbeatPeriod(),
            client.timer(),
            action -> assigned(workerId, action),
            () -> forgotten(workerId),
            counters,
            client.configuration().debug());
    WorkerSession before = session;
    session = opened;
    registered = actions;
    opened.open();
    LOG.info(
        "Worker listening for jobs... ({} as {}, {} actions, {} slots)",
        options.name(),
        workerId,
        actions.size(),
        options.slots());
    retire(before);
  }

  /** The engine does not know the worker any more: it has been restarted without its memory. */
  private void forgotten(String workerId) {
    synchronized (this) {
      WorkerSession now = session;
      if (closed || registering || now == null || !now.workerId().equals(workerId)) {
        return;
      }
      registering = true;
      now.close();
    }
    LOG.warn("The engine does not know worker {} any more: registered anew", workerId);
    registerAgain(0);
  }

  private void registerAgain(int n) {
    Later.run(client.timer(), BACKOFF.delay(n), () -> tryAgain(n));
  }

  private void tryAgain(int n) {
    synchronized (this) {
      if (closed) {
        return;
      }
      try {
        session = null;
        register();
        registering = false;
        return;
      } catch (RuntimeException e) {
        LOG.warn("Worker not registered yet: {}", e.getMessage());
      }
    }
    registerAgain(n + 1);
  }

  private void assigned(String workerId, AssignedAction action) {
    switch (action.getActionType()) {
      case START_STEP_RUN -> start(AssignedTask.of(action, workerId));
      case CANCEL_STEP_RUN ->
          cancel(new AttemptKey(action.getTaskRunExternalId(), action.getRetryCount()));
      default -> {
        counters.unknownAction();
        LOG.warn(
            "The engine sent an action of type {} ({}), which this worker does not know; it goes"
                + " on without",
            action.getActionType() == ActionType.UNRECOGNIZED
                ? action.getActionTypeValue()
                : action.getActionType(),
            action.getActionId());
      }
    }
  }

  private void start(AssignedTask task) {
    counters.assigned(task);
    TaskBinding binding = bindings.get(task.actionId().toLowerCase(Locale.ROOT));
    if (binding == null) {
      counters.unknownAction();
      LOG.warn("No handler for {} here any more: reported as failed", task.actionId());
      run(
          task,
          TaskDefinition.named(task.taskName()).build(),
          context -> {
            throw new IllegalStateException(
                "No route or handler for " + task.actionId() + " runs in this worker now.");
          });
      return;
    }
    if (binding.handler() instanceof HandOver handOver) {
      handOver(task, binding.definition(), handOver);
    } else {
      run(task, binding.definition(), binding.handler());
    }
  }

  private void run(AssignedTask task, TaskDefinition definition, TaskHandler handler) {
    Future<Disposition> unused = runner.run(task, definition, handler);
  }

  private void handOver(AssignedTask task, TaskDefinition definition, HandOver handOver) {
    handedOver.add(task, definition.timeout(), handOver);
    executor.execute(
        () -> {
          try {
            handOver.take(task);
          } catch (Exception e) {
            handedOver.remove(task.key());
            LOG.warn("Step {} could not be handed over: {}", task.taskName(), e.getMessage());
            run(
                task,
                definition,
                context -> {
                  throw e;
                });
          }
        });
  }

  private void cancel(AttemptKey key) {
    LOG.info("Attempt {} of task {} cancelled by the engine", key.retryCount(), key.taskRunId());
    runner.cancel(key);
    handedOver.cancel(key);
  }

  /** Says that an attempt handed over has ended, wherever it ran. */
  public void finished(AttemptKey key) {
    handedOver.remove(key);
  }

  /** Lets an old registration go when nothing that it was given is left. */
  private void retire(@Nullable WorkerSession old) {
    if (old == null) {
      return;
    }
    retiring.add(old);
    Later.run(client.timer(), Duration.ZERO, () -> pause(old.workerId()));
    retireLater(old);
  }

  private void retireLater(WorkerSession old) {
    Later.run(
        client.timer(),
        RETIRE_CHECK,
        () -> {
          if (runner.inFlight(old.workerId()) + handedOver.count(old.workerId()) > 0) {
            retireLater(old);
          } else {
            leave(old);
            retiring.remove(old);
          }
        });
  }

  private void pause(String workerId) {
    try {
      client.rest().pauseWorker(workerId);
    } catch (HatchetException e) {
      LOG.debug("Worker {} not paused: {}", workerId, e.getMessage());
    }
  }

  /** The engine burns tasks of a worker that only unsubscribes: stream and heartbeats end too. */
  private void leave(WorkerSession left) {
    left.close();
    try {
      DispatcherGrpc.newBlockingStub(client.connection().channel())
          .withDeadlineAfter(2, TimeUnit.SECONDS)
          .unsubscribe(WorkerUnsubscribeRequest.newBuilder().setWorkerId(left.workerId()).build());
    } catch (StatusRuntimeException e) {
      LOG.debug("Worker {} not unsubscribed: {}", left.workerId(), e.getStatus().getCode());
    }
  }

  /**
   * Adds labels to this worker, or changes them, also for its later registrations.
   *
   * @param added texts or Integers
   */
  public void label(Map<String, Object> added) {
    WorkerSession now;
    synchronized (this) {
      registration.label(added);
      now = session;
    }
    if (now != null) {
      registration.update(now.workerId(), added);
    }
  }

  /** How it stands. */
  public WorkerStatus status() {
    WorkerSession now = session;
    return new WorkerStatus(
        options.name(),
        now == null ? "" : now.workerId(),
        now != null && now.live(),
        now == null ? "NONE" : now.streamState(),
        now == null ? null : now.lastHeartbeat(),
        now == null ? null : now.lastHeartbeatTry(),
        now == null ? null : now.lastFrame(),
        runner.inFlight(),
        registered.size());
  }

  /** What has happened to attempts. */
  public WorkerCounters counters() {
    return counters;
  }

  /** Runs attempts, also those that others have handed over. */
  public TaskRunner runner() {
    return runner;
  }

  /** Drains for at most 20 s and closes. */
  @Override
  public void close() {
    close(USUAL_GRACE);
  }

  /**
   * Takes no more tasks, waits for those that run, reports the rest as failed, and leaves the
   * engine.
   *
   * @param grace how long to wait for running tasks; beyond 30 s the engine gives them out again
   */
  public void close(Duration grace) {
    List<WorkerSession> open = new ArrayList<>(retiring);
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      WorkerSession now = session;
      if (now != null) {
        open.add(now);
      }
    }
    open.forEach(s -> pause(s.workerId()));
    try {
      if (!runner.drain(grace)) {
        LOG.warn("{} tasks still run after {} s: cut short", runner.inFlight(), grace.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runner.close();
    open.forEach(this::leave);
    heartbeatConnection.close();
    if (ownsExecutor) {
      executor.shutdownNow();
    }
  }
}
