package routes.hatchet;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.step.StepOptions;
import routes.hatchet.step.StepSpec;

/** Steps of Hatchet workflows as routes, and runs and events of a Hatchet engine as endpoints. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "hatchet",
    title = "Hatchet",
    syntax = "hatchet:operation:name",
    category = {Category.WORKFLOW},
    headersClass = HatchetConstants.class)
public class HatchetEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

  @UriPath(
      enums =
          "step,on-failure,runs,run,event,cancel,replay,status,schedule,cron,rate-limit,labels,log,"
              + "stream,refresh-timeout,release-slot")
  @Metadata(required = true, description = "What the endpoint does.")
  private String operation = "";

  @UriPath
  @Metadata(
      description =
          "What it does it with: workflow/step for step; the workflow for run, on-failure, schedule"
              + " and cron; the workflow or a run id for runs; the key for event and rate-limit;"
              + " nothing for the others.")
  private String name = "";

  @UriParam private HatchetConfiguration configuration;

  private final HatchetOperation kind;

  HatchetEndpoint(
      String uri,
      HatchetComponent component,
      HatchetOperation kind,
      String name,
      HatchetConfiguration configuration) {
    super(uri, component);
    this.kind = kind;
    this.operation = kind.text();
    this.name = name;
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    if (kind.isConsumer()) {
      throw new HatchetException(
          getEndpointUri()
              + " begins a route (from); to start a workflow use hatchet:run:"
              + workflow()
              + ".");
    }
    return new HatchetProducer(this, kind.producer(this));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (!kind.isConsumer()) {
      throw new HatchetException(
          getEndpointUri()
              + " cannot begin a route; routes begin with hatchet:step:workflow/step,"
              + " hatchet:on-failure:workflow or hatchet:runs:workflow.");
    }
    Consumer consumer =
        kind == HatchetOperation.RUNS
            ? new HatchetRunsConsumer(this, processor)
            : new HatchetConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  /** The workflow that the endpoint names. */
  String workflow() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** The step that the endpoint names. */
  String step() {
    return kind == HatchetOperation.ON_FAILURE
        ? "on-failure"
        : name.substring(name.indexOf('/') + 1);
  }

  /**
   * What the options say of the step.
   *
   * @param routeId names its route to people
   */
  StepSpec spec(String routeId) {
    return StepOptions.read(
        routeId, workflow(), step(), kind == HatchetOperation.ON_FAILURE, configuration);
  }

  /** What the endpoint does. */
  public HatchetOperation kind() {
    return kind;
  }

  @Override
  public HatchetComponent getComponent() {
    return (HatchetComponent) super.getComponent();
  }

  public String getOperation() {
    return operation;
  }

  public void setOperation(String operation) {
    this.operation = operation;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public HatchetConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(HatchetConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public @Nullable String getServiceUrl() {
    return getComponent().address();
  }

  @Override
  public String getServiceProtocol() {
    return "grpc";
  }
}
