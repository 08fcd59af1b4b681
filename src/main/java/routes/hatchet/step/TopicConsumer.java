package routes.hatchet.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.StaleAttempts;
import routes.hatchet.client.TaskHandler;
import routes.hatchet.client.TaskRunner;
import routes.hatchet.step.HandOverMessage.Kind;
import routes.hatchet.step.HandOverMessage.MalformedMessageException;

/**
 * Takes the attempts of a step from its topic, runs them, and commits each when its outcome is
 * reported. Attempts that are no longer the current ones are dropped.
 */
public final class TopicConsumer extends ServiceSupport {

  private static final Logger LOG = LoggerFactory.getLogger(TopicConsumer.class);

  /**
   * How long an engine may be away, beyond what the step may take, before the group looks
   * elsewhere.
   */
  private static final Duration REPORT_TIME = Duration.ofMinutes(2);

  private final StepSpec spec;
  private final String topic;
  private final int consumers;
  private final StepTransport transport;
  private final TaskRunner runner;
  private final StaleAttempts stale;
  private final TaskHandler handler;
  private final @Nullable Route route;
  private @Nullable Consumer consumer;

  /**
   * Makes the consumer of a step's topic.
   *
   * @param consumers attempts at once in this process
   * @param handler runs the step's route
   * @param route the step's route, for the transport's own health checks and events
   */
  public TopicConsumer(
      StepSpec spec,
      String topic,
      int consumers,
      StepTransport transport,
      TaskRunner runner,
      StaleAttempts stale,
      TaskHandler handler,
      @Nullable Route route) {
    this.spec = spec;
    this.topic = topic;
    this.consumers = consumers;
    this.transport = transport;
    this.runner = runner;
    this.stale = stale;
    this.handler = handler;
    this.route = route;
  }

  @Override
  protected void doStart() throws Exception {
    Duration longest = spec.definition().longest().plus(REPORT_TIME);
    Consumer made =
        transport.consumer(transport.uris().consumer(topic, consumers, longest), this::process);
    if (made instanceof RouteAware aware && route != null) {
      aware.setRoute(route);
    }
    consumer = made;
    ServiceHelper.startService(made);
  }

  @Override
  protected void doSuspend() {
    ServiceHelper.suspendService(consumer);
  }

  @Override
  protected void doResume() {
    ServiceHelper.resumeService(consumer);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopAndShutdownService(consumer);
    consumer = null;
  }

  private void process(Exchange exchange) throws Exception {
    byte[] bytes = exchange.getMessage().getBody(byte[].class);
    AssignedTask task = null;
    try {
      HandOverMessage message = HandOverMessage.read(bytes);
      task = message.task();
      if (task == null || !isOurs(task)) {
        throw new MalformedMessageException(
            "The message is not an attempt of step " + spec.reference() + ".");
      }
      if (!run(message, task)) {
        // Left on the topic for the next process.
        return;
      }
    } catch (MalformedMessageException e) {
      transport.deadLetter(topic, bytes, e.getMessage());
    }
    commit(exchange, task);
  }

  /** What could not be committed comes again, perhaps to another process and at once. */
  private void commit(Exchange exchange, @Nullable AssignedTask ended) {
    try {
      ManualCommit.of(exchange);
    } catch (RuntimeException e) {
      if (ended != null) {
        transport.tell(Kind.FINISHED, ended.key());
      }
      throw e;
    }
  }

  private boolean isOurs(AssignedTask task) {
    return task.actionId()
        .toLowerCase(Locale.ROOT)
        .endsWith((spec.workflow() + ":" + spec.definition().name()).toLowerCase(Locale.ROOT));
  }

  /** Runs an attempt; false when its outcome could not be reported before this process ended. */
  private boolean run(HandOverMessage message, AssignedTask task) throws InterruptedException {
    Duration age = Duration.between(task.assignedAt(), Instant.now());
    Disposition how;
    // What runs here is current: its second copy waits for its end, so that neither is committed
    // nor
    // told as finished before.
    if (!runner.isRunning(task.key()) && stale.isStale(task, age, oldest())) {
      how = Disposition.STALE;
      LOG.info(
          "Attempt {} of task {} dropped from topic {}: it is not the current one",
          task.retryCount(),
          task.taskRunId(),
          topic);
    } else {
      try {
        Future<Disposition> end = runner.runHandedOver(task, spec.definition(), handler);
        transport.begun(message.origin(), task.key());
        how = end.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Attempts end without exceptions.", e);
      }
    }
    LOG.debug("Attempt {} of task {}: {}", task.retryCount(), task.taskRunId(), how);
    if (how == Disposition.UNREPORTED) {
      return false;
    }
    if (how == Disposition.STALE || !message.origin().equals(transport.process())) {
      transport.finished(message.origin(), task.key());
    }
    return true;
  }

  /** What is older has been given up by the engine: it waited as long as it may, and ran. */
  private Duration oldest() {
    return spec.definition().scheduleTimeout().plus(spec.definition().timeout());
  }
}
