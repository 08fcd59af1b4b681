package routes.hatchet.client;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;

/**
 * Takes tasks from the engine and runs them. It survives lost streams, a restarted engine and a
 * change of its tasks while others run. Thread-safe.
 */
public final class HatchetWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HatchetWorker.class);

  /** The engine gives the tasks of a silent worker out again after 30 s. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(20);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final HatchetClient client;
  private final WorkerOptions options;
  private final ExecutorService executor;
  private final boolean ownsExecutor;
  private final WorkerCounters counters;
  private final HandedOver handedOver;
  private final TaskRunner runner;
  private final Assignments assignments;
  private final Connection heartbeatConnection;
  private final Registrations registrations;
  private boolean closed;

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
    this.handedOver =
        new HandedOver(new WaitingTime(client.tasks()::refreshTimeout, client.timer(), executor));
    this.runner = new TaskRunner(client, executor, failures, counters, handedOver::remove);
    this.assignments = new Assignments(runner, handedOver, executor, counters);
    this.heartbeatConnection = new Connection(client.configuration());
    this.registrations =
        new Registrations(
            client, new Registration(client, options), this::session, this::awaitIdle);
  }

  private WorkerSession session(String workerId) {
    return new WorkerSession(
        workerId,
        client.connection(),
        heartbeatConnection,
        options.heartbeatPeriod(),
        client.timer(),
        action -> assignments.take(workerId, action),
        () -> assignments.acknowledgeAll(workerId),
        () -> registrations.forgotten(workerId),
        counters,
        client.configuration().debug());
  }

  /** Waits until nothing that the engine gave to this worker id is left, however long. */
  private void awaitIdle(String workerId) throws InterruptedException {
    handedOver.await(
        () -> runner.inFlight(workerId) == 0 && handedOver.of(workerId).isEmpty(), FOR_EVER);
  }

  /**
   * Registers a workflow and serves its tasks, besides those that are served already.
   *
   * @param handlers by task name; tasks without one are left to other workers
   * @throws HatchetException when the definition is wrong, or the engine refuses it or is away
   */
  public void serve(WorkflowDefinition workflow, Map<String, TaskHandler> handlers) {
    client.workflows().put(workflow);
    assignments.add(
        byAction(
            workflow.allTasks().stream()
                .filter(task -> handlers.containsKey(task.name()))
                .map(t -> new TaskBinding(workflow.name(), t, handlers.get(t.name())))
                .toList()));
    registrations.register(assignments::actions);
  }

  /**
   * Serves exactly these tasks from now on. When they are others than before, the worker registers
   * anew; what runs under the old registration ends there.
   *
   * @throws HatchetException when the engine refuses the registration or is away
   */
  public void serve(Collection<TaskBinding> tasks) {
    assignments.serve(byAction(tasks));
    registrations.register(assignments::actions);
  }

  private Map<String, TaskBinding> byAction(Collection<TaskBinding> tasks) {
    return tasks.stream().collect(Collectors.toMap(this::action, Function.identity(), (a, b) -> b));
  }

  private String action(TaskBinding task) {
    return WorkflowDefinition.action(
        client.configuration().namespaced(task.workflow()), task.definition().name());
  }

  /**
   * Says that an attempt handed over begins, wherever it runs: until then its time is not its own.
   */
  public void begun(AttemptKey key) {
    handedOver.begun(key);
  }

  /** Says that an attempt handed over has ended, wherever it ran. */
  public void finished(AttemptKey key) {
    handedOver.remove(key);
  }

  /**
   * Adds labels to this worker, or changes them, also for its later registrations.
   *
   * @param added texts or Integers
   */
  public void label(Map<String, Object> added) {
    registrations.label(added);
  }

  /** How it stands. */
  public WorkerStatus status() {
    WorkerSession now = registrations.current();
    return new WorkerStatus(
        options.name(),
        now == null ? "" : now.workerId(),
        now != null && now.live(),
        now == null ? "NONE" : now.streamState(),
        now == null ? null : now.lastHeartbeat(),
        now == null ? null : now.lastHeartbeatTry(),
        now == null ? null : now.lastFrame(),
        runner.inFlight(),
        registrations.actions());
  }

  /** What has happened to attempts. */
  public WorkerCounters counters() {
    return counters;
  }

  /** Runs attempts, also those that others have handed over. */
  public TaskRunner runner() {
    return runner;
  }

  /**
   * Takes no more tasks and waits until none is left, neither here nor handed over to others.
   *
   * @param grace how long to wait; beyond 30 s the engine may give them out again
   * @return whether all have ended
   */
  public boolean drain(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    registrations.stopTaking();
    try {
      boolean none = handedOver.awaitNone(left(end));
      return runner.drain(left(end)) && none;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Drains for at most 20 s and closes. */
  @Override
  public void close() {
    close(USUAL_GRACE);
  }

  /**
   * Takes no more tasks, waits for those that run, here and where they were handed over to, reports
   * the rest of its own as failed, and leaves the engine.
   *
   * @param grace how long to wait for running tasks; beyond 30 s the engine gives them out again
   */
  public void close(Duration grace) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    if (!drain(grace)) {
      LOG.warn(
          "After {} s {} tasks still run here and are cut short, and {} run elsewhere or wait",
          grace.toSeconds(),
          runner.inFlight(),
          handedOver.count());
    }
    runner.close();
    registrations.close();
    heartbeatConnection.close();
    if (ownsExecutor) {
      executor.shutdownNow();
    }
  }
}
