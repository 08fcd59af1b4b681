package routes.hatchet.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;

/**
 * A connection to a Hatchet engine, and all that can be asked of it. Thread-safe; one per process
 * is enough.
 */
public final class HatchetClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HatchetClient.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(4500);
  private static final Backoff STARTING =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final ScheduledThreadPoolExecutor timer;
  private final Faults faults;
  private final RestApi rest;
  private final RunResults results;
  private final Workflows workflows;
  private final Runs runs;
  private final RunEvents runEvents;
  private final Events events;
  private final Tasks tasks;
  private final RateLimits rateLimits;
  private final Schedules schedules;

  /** Makes the client; nothing is sent before it is used. */
  public HatchetClient(HatchetClientConfiguration configuration) {
    this.configuration = configuration;
    this.connection = new Connection(configuration);
    this.timer = new ScheduledThreadPoolExecutor(2, DaemonThreads.named("hatchet-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.faults = new Faults(configuration);
    Calls calls = new Calls(faults);
    this.rest = new RestApi(configuration);
    WorkflowNames names = new WorkflowNames(configuration, rest);
    this.results = new RunResults(connection, this::look, faults, timer);
    this.workflows = new Workflows(configuration, connection, calls, names, rest);
    this.runs = new Runs(configuration, connection, calls, names, rest, results);
    this.runEvents =
        new RunEvents(configuration, connection, timer, this::look, faults, names, rest);
    this.events = new Events(configuration, connection, calls);
    this.tasks = new Tasks(connection, calls);
    this.rateLimits = new RateLimits(connection, calls);
    this.schedules = new Schedules(configuration, connection, calls, names, rest);
  }

  /** A client by the environment, {@code HATCHET_CLIENT_*}, whose engine has answered. */
  public static HatchetClient connect(Map<String, String> environment) {
    HatchetClient client =
        new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
    try {
      client.version();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
    return client;
  }

  /** A client by the process's environment, whose engine has answered. */
  public static HatchetClient connect() {
    return connect(System.getenv());
  }

  private CompletableFuture<@Nullable RunDetails> look(String runId) {
    return runs.look(runId);
  }

  /**
   * Asks the engine for its version, once, within 5 seconds.
   *
   * @return its version, empty when it is too old to tell
   * @throws HatchetException with a sentence on what is wrong with address, TLS or token
   */
  public String version() {
    return version(CONNECT_TIMEOUT);
  }

  /**
   * Waits for an engine that is still starting; other troubles are told at once.
   *
   * @param atMost how long to try
   * @throws EngineUnavailableException when it has not answered by then
   * @throws HatchetException with a sentence on what is wrong with address, TLS or token
   */
  public void awaitEngine(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    for (int n = 0; ; n++) {
      try {
        version();
        return;
      } catch (EngineUnavailableException e) {
        if (System.nanoTime() - end >= 0) {
          throw e;
        }
        if (n == 0) {
          LOG.warn("{} Waiting for it for {} s.", e.getMessage(), atMost.toSeconds());
        }
      }
      try {
        STARTING.sleep(n);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HatchetException("Interrupted while waiting for Hatchet.", e);
      }
    }
  }

  /** As {@link #version()}, within another time. */
  String version(Duration timeout) {
    return new ConnectionCheck(configuration, connection, faults).version(timeout);
  }

  /** Whether the engine refuses the token, by the last call that tells. */
  public boolean tokenRefused() {
    return connection.tokenRefused();
  }

  /** What to do about a token that is refused. */
  public String tokenSentence() {
    return faults.refusedToken();
  }

  /** Asks something of the engine, without waiting, so that {@link #tokenRefused()} tells anew. */
  public void tryToken() {
    DispatcherGrpc.newStub(connection.channel())
        .withDeadlineAfter(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .getVersion(GetVersionRequest.getDefaultInstance(), new Answered<>());
  }

  /** Where the engine is and who we are. */
  public HatchetClientConfiguration configuration() {
    return configuration;
  }

  /** A worker on this connection, with threads of its own; it serves nothing yet. */
  public HatchetWorker worker(WorkerOptions options) {
    return new HatchetWorker(this, options);
  }

  /** Definitions. */
  public Workflows workflows() {
    return workflows;
  }

  /** Runs. */
  public Runs runs() {
    return runs;
  }

  /** What happens in runs, as it happens. */
  public RunEvents runEvents() {
    return runEvents;
  }

  /** Events. */
  public Events events() {
    return events;
  }

  /** What a running task may ask. */
  public Tasks tasks() {
    return tasks;
  }

  /** Rate limits. */
  public RateLimits rateLimits() {
    return rateLimits;
  }

  /** Planned runs. */
  public Schedules schedules() {
    return schedules;
  }

  Connection connection() {
    return connection;
  }

  Faults faults() {
    return faults;
  }

  RestApi rest() {
    return rest;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Ends all streams and waits; runs in the engine are not touched. */
  @Override
  public void close() {
    results.close();
    timer.shutdownNow();
    connection.close();
  }
}
