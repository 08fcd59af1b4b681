package routes.hatchet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.event.HatchetEvents;
import routes.hatchet.step.StepFailures;
import routes.hatchet.step.StepService;

/**
 * The steps of a component's routes at a second engine, for runs that the first cannot take. A
 * step's route runs in the worker itself: its topic carries the first engine's attempts only.
 * Thread-safe.
 */
public final class HatchetStandby implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final CamelContext camel;
  private final HatchetClient client;
  private final ExecutorService executor;
  private final HatchetWorker worker;
  private final StepService steps;

  /**
   * Registers the workflows there and serves them.
   *
   * @param environment the second engine's token and addresses, {@code HATCHET_CLIENT_*}
   * @throws HatchetException when the engine does not answer, or refuses a workflow
   */
  public static HatchetStandby start(HatchetComponent component, Map<String, String> environment) {
    HatchetStandby standby = new HatchetStandby(component, environment);
    try {
      standby.client.version();
      standby.steps.refresh();
      return standby;
    } catch (RuntimeException e) {
      standby.close();
      throw e;
    }
  }

  private HatchetStandby(HatchetComponent component, Map<String, String> environment) {
    this.camel = component.getCamelContext();
    this.client = new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
    this.executor = camel.getExecutorServiceManager().newCachedThreadPool(this, "HatchetStandby");
    this.worker =
        new HatchetWorker(
            client,
            new WorkerOptions(
                component.workerName() + "-standby",
                component.getSlots(),
                component.labels(),
                null),
            executor,
            new StepFailures(),
            new HatchetEvents(camel));
    this.steps =
        new StepService(
            component.steps(), client, worker, owner -> ((HatchetConsumer) owner)::execute);
  }

  /**
   * Starts a run, with the routes as they are now.
   *
   * @param input a JSON object
   * @return the run's id
   */
  public String run(String workflow, Object input) {
    steps.refresh();
    return client.runs().start(new RunRequest(workflow, input, RunOptions.none())).runId();
  }

  /** Lets what runs end for a few seconds, and leaves the engine. */
  @Override
  public void close() {
    worker.close(GRACE);
    camel.getExecutorServiceManager().shutdownNow(executor);
    client.close();
  }
}
