package routes.hatchet;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.LogListener;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.grammar.LabelGrammar;
import routes.hatchet.step.StepCatalog;
import routes.hatchet.step.StepLog;
import routes.hatchet.step.WorkflowAssembly;

/** Hatchet workflows as routes. */
@Component("hatchet")
@ManagedResource(description = "Managed Hatchet component")
public class HatchetComponent extends DefaultComponent implements StartupListener {

  @Metadata(
      label = "security",
      secret = true,
      description = "API token of the engine. Default: HATCHET_CLIENT_TOKEN.")
  private @Nullable String token;

  @Metadata(
      description =
          "gRPC address of the engine, host:port. Default: HATCHET_CLIENT_HOST_PORT, else the"
              + " token's.")
  private @Nullable String hostPort;

  @Metadata(
      description =
          "REST address of the engine, such as http://localhost:8888. Default:"
              + " HATCHET_CLIENT_SERVER_URL, else the token's.")
  private @Nullable String serverUrl;

  @Metadata(
      label = "security",
      enums = "none,tls,mtls",
      description =
          "TLS of the gRPC connection: none for plaintext, tls, or mtls with a client certificate."
              + " Default: HATCHET_CLIENT_TLS_STRATEGY, else tls.")
  private @Nullable String tlsStrategy;

  @Metadata(
      label = "security",
      description =
          "Client certificate for mtls, a PEM file. Default: HATCHET_CLIENT_TLS_CERT_FILE.")
  private @Nullable String tlsCertFile;

  @Metadata(
      label = "security",
      description = "Client key for mtls, a PKCS#8 PEM file. Default: HATCHET_CLIENT_TLS_KEY_FILE.")
  private @Nullable String tlsKeyFile;

  @Metadata(
      label = "security",
      description =
          "Certificates to trust, a PEM file. Default: HATCHET_CLIENT_TLS_ROOT_CA_FILE, else the"
              + " system's.")
  private @Nullable String tlsRootCaFile;

  @Metadata(
      label = "security",
      description =
          "Name expected in the engine's certificate. Default: HATCHET_CLIENT_TLS_SERVER_NAME, else"
              + " the host.")
  private @Nullable String tlsServerName;

  @Metadata(
      description =
          "Prefix of workflow names, event keys and worker names, for several users of one engine."
              + " Default: HATCHET_CLIENT_NAMESPACE, else none.")
  private @Nullable String namespace;

  @Metadata(
      label = "consumer",
      description = "Name of the worker in the engine. Default: routes- and the process id.")
  private @Nullable String workerName;

  @Metadata(
      label = "consumer",
      defaultValue = "100",
      description = "Steps at once that the engine assigns to this process.")
  private int slots = 100;

  @Metadata(
      label = "consumer",
      description =
          "Labels of the worker, as name=value separated by commas, such as pool=cpu-heavy. Whole"
              + " numbers are compared as numbers.")
  private @Nullable String workerLabels;

  @Metadata(
      label = "consumer",
      defaultValue = "kafka:{topic}",
      description =
          "Address of the topics of steps, with {topic} for the name. For Kafka what the hand-over"
              + " needs is added; brokers and security come from the kafka component.")
  private String transportUri = "kafka:{topic}";

  @Metadata(
      label = "consumer",
      defaultValue = "hatchet.control",
      description =
          "Topic over which processes tell each other of cancelled and finished attempts. Used when"
              + " a step has a topic.")
  private String controlTopic = "hatchet.control";

  @Metadata(
      label = "advanced",
      javaType = "java.time.Duration",
      defaultValue = "30s",
      description = "How long to wait for the engine at start.")
  private long startupTimeout = 30_000;

  @Metadata(
      label = "consumer",
      defaultValue = "true",
      description =
          "Whether what a step's route logs with the log EIP becomes a line of the step's log in the"
              + " engine too. Nobody waits for it: what the engine does not take is counted.")
  private boolean stepLogs = true;

  @Metadata(
      label = "advanced",
      javaType = "java.time.Duration",
      defaultValue = "20s",
      description =
          "How long running steps may take to end at shutdown; the rest is reported as failed. The"
              + " engine gives steps of a silent worker out again after 30 s.")
  private long drainTimeout = 20_000;

  @Metadata(
      label = "advanced",
      javaType = "java.time.Duration",
      defaultValue = "300ms",
      description = "Changes of routes within this time are registered together.")
  private long registrationDelay = 300;

  @Metadata(description = "Defaults of the options of endpoints.")
  private HatchetConfiguration configuration = new HatchetConfiguration();

  private final HatchetLivenessCheck liveness = new HatchetLivenessCheck(this);
  private final HatchetTokenCheck tokenCheck = new HatchetTokenCheck(this);
  private final HatchetRegistration registration = new HatchetRegistration(this);
  private final StepLog stepLog = new StepLog();
  private final StepCatalog steps = new StepCatalog(registration::changed);
  private volatile @Nullable HatchetRuntime runtime;

  public HatchetComponent() {}

  public HatchetComponent(CamelContext context) {
    super(context);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int colon = remaining.indexOf(':');
    HatchetOperation operation =
        HatchetOperation.of(colon < 0 ? remaining : remaining.substring(0, colon));
    String name = colon < 0 ? "" : remaining.substring(colon + 1);
    HatchetEndpoint endpoint =
        new HatchetEndpoint(uri, this, operation, name, configuration.copy());
    Map<String, Object> given = new LinkedHashMap<>(parameters);
    setProperties(endpoint, parameters);
    OptionCheck.check(endpoint, given, parameters.keySet());
    return endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    CamelContext camel = getCamelContext();
    camel.addStartupListener(this);
    if (stepLogs) {
      camel.getCamelContextExtension().addLogListener(stepLog);
    }
    camel.addLifecycleStrategy(
        new LifecycleStrategySupport() {
          @Override
          public void onContextStopping(CamelContext context) {
            drain();
          }
        });
  }

  @Override
  public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
    registration.starting(alreadyStarted);
  }

  @Override
  public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
    registration.started();
  }

  private void drain() {
    registration.stop();
    HatchetRuntime now = runtime;
    if (now != null) {
      now.drain(Duration.ofMillis(drainTimeout));
    }
  }

  @Override
  protected void doShutdown() throws Exception {
    Set<LogListener> listeners = getCamelContext().getCamelContextExtension().getLogListeners();
    if (listeners != null) {
      listeners.remove(stepLog);
    }
    super.doShutdown();
  }

  @Override
  protected void doStop() throws Exception {
    registration.stop();
    HealthCheckRegistry checks = HealthCheckRegistry.get(getCamelContext());
    if (checks != null) {
      checks.unregister(liveness);
      checks.unregister(tokenCheck);
    }
    HatchetRuntime now = runtime;
    runtime = null;
    if (now != null) {
      now.close();
    }
    super.doStop();
  }

  /** The steps of all routes. */
  /**
   * Hold it while routes are exchanged for others: what they are in between is not registered.
   *
   * @return a lock of this component's registration
   */
  public Lock exchange() {
    return registration.exchange();
  }

  /**
   * Why workflows cannot be registered as the routes are now.
   *
   * @return a sentence each; empty when all can
   */
  public Set<String> problems() {
    return WorkflowAssembly.problems(steps.specs());
  }

  StepCatalog steps() {
    return steps;
  }

  /** The runtime, made when it is first needed. */
  synchronized HatchetRuntime runtime() {
    HatchetRuntime now = runtime;
    if (now == null) {
      now = new HatchetRuntime(this, environment());
      runtime = now;
      HealthCheckRegistry checks = HealthCheckRegistry.get(getCamelContext());
      if (checks != null) {
        checks.register(liveness);
        checks.register(tokenCheck);
      }
    }
    return now;
  }

  /** The runtime, if there is one. */
  @Nullable HatchetRuntime currentRuntime() {
    return runtime;
  }

  /** The connection to the engine, without Camel. */
  public HatchetClient client() {
    return runtime().client();
  }

  /** Our options over the environment. */
  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(System.getenv());
    Map<String, @Nullable String> options = new LinkedHashMap<>();
    options.put("TOKEN", token);
    options.put("HOST_PORT", hostPort);
    options.put("SERVER_URL", serverUrl);
    options.put("TLS_STRATEGY", tlsStrategy);
    options.put("TLS_CERT_FILE", tlsCertFile);
    options.put("TLS_KEY_FILE", tlsKeyFile);
    options.put("TLS_ROOT_CA_FILE", tlsRootCaFile);
    options.put("TLS_SERVER_NAME", tlsServerName);
    options.put("NAMESPACE", namespace);
    options.forEach(
        (name, value) -> {
          if (value != null && !value.isBlank()) {
            all.put(HatchetClientConfiguration.PREFIX + name, value);
          }
        });
    return all;
  }

  String workerName() {
    return Objects.requireNonNullElseGet(
        workerName, () -> "routes-" + ProcessHandle.current().pid());
  }

  /** Changes the labels of this process's worker. */
  void labelWorker(Map<String, Object> added) {
    runtime().worker().label(added);
  }

  Map<String, Object> labels() {
    return LabelGrammar.labels("workerLabels", workerLabels);
  }

  @Nullable String address() {
    HatchetRuntime now = runtime;
    return now == null ? hostPort : now.client().configuration().address();
  }

  @ManagedAttribute(description = "Id of the worker in the engine")
  public String getWorkerId() {
    HatchetRuntime now = runtime;
    return now == null ? "" : now.worker().status().workerId();
  }

  @ManagedAttribute(description = "Stream of assigned steps: NONE, OPEN, RECONNECTING or CLOSED")
  public String getStreamState() {
    HatchetRuntime now = runtime;
    return now == null ? "NONE" : now.worker().status().stream();
  }

  @ManagedAttribute(description = "Last heartbeat that the engine accepted, UTC")
  public String getLastHeartbeat() {
    HatchetRuntime now = runtime;
    return now == null || now.worker().status().lastHeartbeat() == null
        ? ""
        : String.valueOf(now.worker().status().lastHeartbeat());
  }

  @ManagedAttribute(description = "Attempts that run in this process")
  public int getInFlight() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().runner().inFlight();
  }

  @ManagedAttribute(description = "Whether attempts can arrive: stream open, heartbeats accepted")
  public boolean isLive() {
    HatchetRuntime now = runtime;
    return now != null && now.worker().status().live();
  }

  @ManagedAttribute(description = "gRPC address of the engine")
  public String getAddress() {
    return Objects.requireNonNullElse(address(), "");
  }

  @ManagedAttribute(description = "Attempts that the engine has assigned to this process")
  public long getAssigned() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().counters().assignedCount();
  }

  @ManagedAttribute(description = "Attempts assigned after an earlier one of the same step")
  public long getRetried() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().counters().retried();
  }

  @ManagedAttribute(description = "How often the stream of assigned steps was lost")
  public long getReconnects() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().counters().reconnects();
  }

  @ManagedAttribute(description = "Attempts that were reported as completed")
  public long getCompleted() {
    return count(Disposition.COMPLETED);
  }

  @ManagedAttribute(description = "Attempts that were reported as failed")
  public long getFailed() {
    return count(Disposition.FAILED);
  }

  @ManagedAttribute(description = "Attempts that the engine has cancelled")
  public long getCancelled() {
    return count(Disposition.CANCELLED);
  }

  @ManagedAttribute(description = "Attempts dropped because they were no longer the current ones")
  public long getDropped() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : count(Disposition.STALE) + now.stale().dropped();
  }

  @ManagedAttribute(description = "Outcomes that had to be reported again")
  public long getReportRetries() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().counters().reportRetries();
  }

  @ManagedAttribute(description = "Lines of steps' logs that the engine did not take")
  public long getLostLogLines() {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.client().tasks().lostLines();
  }

  private long count(Disposition disposition) {
    HatchetRuntime now = runtime;
    return now == null ? 0 : now.worker().counters().count(disposition);
  }

  public @Nullable String getToken() {
    return token;
  }

  public void setToken(@Nullable String token) {
    this.token = token;
  }

  public @Nullable String getHostPort() {
    return hostPort;
  }

  public void setHostPort(@Nullable String hostPort) {
    this.hostPort = hostPort;
  }

  public @Nullable String getServerUrl() {
    return serverUrl;
  }

  public void setServerUrl(@Nullable String serverUrl) {
    this.serverUrl = serverUrl;
  }

  public @Nullable String getTlsStrategy() {
    return tlsStrategy;
  }

  public void setTlsStrategy(@Nullable String tlsStrategy) {
    this.tlsStrategy = tlsStrategy;
  }

  public @Nullable String getTlsCertFile() {
    return tlsCertFile;
  }

  public void setTlsCertFile(@Nullable String tlsCertFile) {
    this.tlsCertFile = tlsCertFile;
  }

  public @Nullable String getTlsKeyFile() {
    return tlsKeyFile;
  }

  public void setTlsKeyFile(@Nullable String tlsKeyFile) {
    this.tlsKeyFile = tlsKeyFile;
  }

  public @Nullable String getTlsRootCaFile() {
    return tlsRootCaFile;
  }

  public void setTlsRootCaFile(@Nullable String tlsRootCaFile) {
    this.tlsRootCaFile = tlsRootCaFile;
  }

  public @Nullable String getTlsServerName() {
    return tlsServerName;
  }

  public void setTlsServerName(@Nullable String tlsServerName) {
    this.tlsServerName = tlsServerName;
  }

  public @Nullable String getNamespace() {
    return namespace;
  }

  public void setNamespace(@Nullable String namespace) {
    this.namespace = namespace;
  }

  public @Nullable String getWorkerName() {
    return workerName;
  }

  public void setWorkerName(@Nullable String workerName) {
    this.workerName = workerName;
  }

  public int getSlots() {
    return slots;
  }

  public void setSlots(int slots) {
    this.slots = slots;
  }

  public @Nullable String getWorkerLabels() {
    return workerLabels;
  }

  public void setWorkerLabels(@Nullable String workerLabels) {
    this.workerLabels = workerLabels;
  }

  public String getTransportUri() {
    return transportUri;
  }

  public void setTransportUri(String transportUri) {
    this.transportUri = transportUri;
  }

  public String getControlTopic() {
    return controlTopic;
  }

  public void setControlTopic(String controlTopic) {
    this.controlTopic = controlTopic;
  }

  public long getStartupTimeout() {
    return startupTimeout;
  }

  public void setStartupTimeout(long startupTimeout) {
    this.startupTimeout = startupTimeout;
  }

  public boolean isStepLogs() {
    return stepLogs;
  }

  public void setStepLogs(boolean stepLogs) {
    this.stepLogs = stepLogs;
  }

  public long getDrainTimeout() {
    return drainTimeout;
  }

  public void setDrainTimeout(long drainTimeout) {
    this.drainTimeout = drainTimeout;
  }

  public long getRegistrationDelay() {
    return registrationDelay;
  }

  public void setRegistrationDelay(long registrationDelay) {
    this.registrationDelay = registrationDelay;
  }

  public HatchetConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(HatchetConfiguration configuration) {
    this.configuration = configuration;
  }
}
