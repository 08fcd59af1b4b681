package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
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
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(3500);

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final ScheduledThreadPoolExecutor timer;
  private final Faults faults;
  private final RestApi rest;
  private final RunResults results;
  private final Workflows workflows;
  private final Runs runs;
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
    this.results = new RunResults(connection, this::find, timer);
    this.workflows = new Workflows(configuration, connection, calls, names, rest);
    this.runs = new Runs(configuration, connection, calls, names, rest, results);
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

  private @Nullable RunDetails find(String runId) {
    return runs.find(runId);
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

  /** As {@link #version()}, within another time. */
  String version(Duration timeout) {
    try {
      return DispatcherGrpc.newBlockingStub(connection.channel())
          .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .getVersion(GetVersionRequest.getDefaultInstance())
          .getVersion();
    } catch (StatusRuntimeException e) {
      HatchetException explained = faults.explain("asking for its version", e);
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED
          && e.getStatus().getDescription() != null
          && e.getStatus().getDescription().startsWith("unknown method")) {
        LOG.debug("The engine is too old to tell its version");
        return "";
      }
      if (explained instanceof EngineUnavailableException) {
        HatchetException seen =
            faults.explain(PortProbe.ask(configuration.host(), configuration.port()), e);
        if (seen != null) {
          throw seen;
        }
      }
      throw explained;
    }
  }

  /** Where the engine is and who we are. */
  public HatchetClientConfiguration configuration() {
    return configuration;
  }

  /** Definitions. */
  public Workflows workflows() {
    return workflows;
  }

  /** Runs. */
  public Runs runs() {
    return runs;
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
