package routes.hatchet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.StaleAttempts;
import routes.hatchet.client.TaskContext;
import routes.hatchet.client.TaskHandler;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.event.HatchetEvents;
import routes.hatchet.step.StepCatalog;
import routes.hatchet.step.StepFailures;
import routes.hatchet.step.StepService;
import routes.hatchet.step.StepSpec;
import routes.hatchet.step.StepTransport;
import routes.hatchet.step.TopicConsumer;
import routes.hatchet.step.TopicHandOver;

/** What a started component holds: the connection, the worker, and the transport of steps. */
final class HatchetRuntime implements StepTransport.Listener, AutoCloseable {

  /** A route that is being replaced is back within moments. */
  private static final Duration ROUTE_IS_BACK = Duration.ofSeconds(10);

  private final CamelContext camel;
  private final HatchetComponent component;
  private final HatchetClient client;
  private final ExecutorService executor;
  private final HatchetWorker worker;
  private final StaleAttempts stale;
  private final StepTransport transport;
  private final StepService steps;

  HatchetRuntime(HatchetComponent component, Map<String, String> environment) {
    this.component = component;
    this.camel = component.getCamelContext();
    this.client = new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
    this.executor = camel.getExecutorServiceManager().newCachedThreadPool(component, "HatchetStep");
    this.worker =
        new HatchetWorker(
            client,
            new WorkerOptions(
                component.workerName(), component.getSlots(), component.labels(), null),
            executor,
            new StepFailures(),
            new HatchetEvents(camel));
    this.stale = new StaleAttempts(client);
    this.transport =
        new StepTransport(camel, component.getTransportUri(), component.getControlTopic(), this);
    this.steps = new StepService(component.steps(), client, worker, this::handler);
  }

  HatchetClient client() {
    return client;
  }

  HatchetWorker worker() {
    return worker;
  }

  StaleAttempts stale() {
    return stale;
  }

  StepService steps() {
    return steps;
  }

  private TaskHandler handler(StepCatalog.Owner owner) {
    HatchetConsumer consumer = (HatchetConsumer) owner;
    String topic = consumer.topic();
    StepSpec spec = consumer.spec();
    return topic == null ? context -> execute(spec, context) : new TopicHandOver(transport, topic);
  }

  private Object execute(StepSpec spec, TaskContext context) throws Exception {
    StepCatalog.Owner owner =
        component.steps().await(spec.workflow(), spec.definition().name(), ROUTE_IS_BACK);
    if (!(owner instanceof HatchetConsumer consumer)) {
      throw new IllegalStateException(
          "The route of step " + spec.reference() + " is not started in this process.");
    }
    return consumer.execute(context);
  }

  /** The consumer of a step's topic, and with it the transport. */
  TopicConsumer topicConsumer(
      StepSpec spec, String topic, int consumers, TaskHandler handler, @Nullable Route route) {
    ServiceHelper.startService(transport);
    return new TopicConsumer(
        spec, topic, consumers, transport, worker.runner(), stale, handler, route);
  }

  @Override
  public void cancelled(AttemptKey attempt) {
    worker.runner().cancel(attempt);
  }

  @Override
  public void begun(AttemptKey attempt) {
    worker.begun(attempt);
  }

  @Override
  public void finished(AttemptKey attempt) {
    worker.finished(attempt);
    worker.runner().endedElsewhere(attempt);
  }

  /** Takes nothing more, lets what runs end, and leaves the engine. The routes still run then. */
  void drain(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    // While the topics are still read here, most of what was handed over to them ends soon.
    worker.drain(grace.dividedBy(2));
    pauseTopics();
    worker.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  /** All at once: each waits for what its consumers have asked the broker for. */
  private void pauseTopics() {
    CompletableFuture.allOf(
            component.steps().open().stream()
                .map(HatchetConsumer.class::cast)
                .map(consumer -> CompletableFuture.runAsync(consumer::pauseTopic, executor))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  @Override
  public void close() {
    worker.close(Duration.ZERO);
    ServiceHelper.stopAndShutdownService(transport);
    camel.getExecutorServiceManager().shutdownNow(executor);
    client.close();
  }
}
