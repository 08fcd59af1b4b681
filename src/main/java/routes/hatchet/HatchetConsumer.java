package routes.hatchet;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.TaskContext;
import routes.hatchet.step.StepCatalog;
import routes.hatchet.step.StepExchange;
import routes.hatchet.step.StepFailures;
import routes.hatchet.step.StepSpec;
import routes.hatchet.step.TopicConsumer;

/**
 * The beginning of a step's route. The step is defined as long as the route exists, and served
 * while it is started.
 */
@ManagedResource(description = "Managed consumer of a Hatchet step")
public class HatchetConsumer extends DefaultConsumer implements StepCatalog.Owner, Suspendable {

  private @Nullable StepSpec spec;
  private @Nullable StepExchange exchanges;
  private @Nullable TopicConsumer topic;

  HatchetConsumer(HatchetEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    component().steps().define(this);
  }

  @Override
  public HatchetEndpoint getEndpoint() {
    return (HatchetEndpoint) super.getEndpoint();
  }

  private HatchetComponent component() {
    return getEndpoint().getComponent();
  }

  /** The route's id is known soon after the consumer was made, and before anybody asks. */
  @Override
  public synchronized StepSpec spec() {
    StepSpec known = spec;
    if (known == null) {
      known =
          getEndpoint().spec(getRouteId() == null ? getEndpoint().getEndpointUri() : getRouteId());
      spec = known;
    }
    return known;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    exchanges =
        new StepExchange(
            spec(),
            getEndpoint().getConfiguration().getHeaderFilterStrategy(),
            StepFailures.names(getEndpoint().getConfiguration().getTerminalExceptions()));
  }

  @ManagedAttribute(description = "Workflow and step")
  public String getStep() {
    return spec().reference();
  }

  @ManagedAttribute(description = "Steps that must complete before")
  public String getParents() {
    return String.join(",", spec().definition().parents());
  }

  @ManagedAttribute(description = "Topic that carries the step's attempts; empty for none")
  public String getTopic() {
    return Objects.requireNonNullElse(topic(), "");
  }

  @ManagedAttribute(description = "Id of the worker in the engine")
  public String getWorkerId() {
    return component().getWorkerId();
  }

  @ManagedAttribute(description = "Stream of assigned steps: NONE, OPEN, RECONNECTING or CLOSED")
  public String getStreamState() {
    return component().getStreamState();
  }

  /** The topic that carries the step's attempts; null when the route runs in the worker. */
  @Nullable String topic() {
    String name = getEndpoint().getConfiguration().getTopic();
    return name == null || name.isBlank() ? null : name;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component().steps().define(this);
    setHealthCheck(new HatchetHealthCheck(this, spec().routeId()));
    String name = topic();
    if (name != null) {
      topic =
          component()
              .runtime()
              .topicConsumer(
                  spec(),
                  name,
                  getEndpoint().getConfiguration().getConsumersCount(),
                  this::execute,
                  getRoute());
      ServiceHelper.startService(topic);
    }
    component().steps().open(this, true);
  }

  @Override
  protected void doSuspend() throws Exception {
    component().steps().open(this, false);
    pauseTopic();
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    ServiceHelper.resumeService(topic);
    component().steps().open(this, true);
  }

  @Override
  protected void doStop() throws Exception {
    component().steps().open(this, false);
    closeTopic();
    super.doStop();
  }

  @Override
  protected void doShutdown() throws Exception {
    component().steps().undefine(this);
    super.doShutdown();
  }

  /** Takes no more attempts from the topic. */
  void pauseTopic() {
    ServiceHelper.suspendService(topic);
  }

  /** Leaves the topic, while the step may still be assigned to this process. */
  void closeTopic() {
    ServiceHelper.stopAndShutdownService(topic);
    topic = null;
  }

  /** Runs one attempt through the route. */
  Object execute(TaskContext context) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      return Objects.requireNonNull(exchanges, "initialised")
          .run(context, exchange, getProcessor());
    } finally {
      releaseExchange(exchange, false);
    }
  }
}
