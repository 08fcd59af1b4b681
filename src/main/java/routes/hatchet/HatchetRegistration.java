package routes.hatchet;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.operation.PlanOperation;

/**
 * When workflows are registered: all at the start of the context, before any route takes messages;
 * then, whenever routes change, what has changed, a moment later. Thread-safe.
 */
final class HatchetRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(HatchetRegistration.class);

  private final HatchetComponent component;
  private final Lock exchange = new ReentrantLock();
  private @Nullable ScheduledExecutorService timer;
  private @Nullable ScheduledFuture<?> planned;
  private boolean put;
  private boolean running;
  private boolean stopped;

  HatchetRegistration(HatchetComponent component) {
    this.component = component;
  }

  /** The routes are there, but take no messages yet. */
  synchronized void starting(boolean alreadyStarted) {
    if (alreadyStarted) {
      running = true;
      plan();
    } else if (!put && !component.steps().specs().isEmpty()) {
      put = true;
      HatchetRuntime runtime = component.runtime();
      runtime.client().awaitEngine(Duration.ofMillis(component.getStartupTimeout()));
      putRateLimits(runtime);
      runtime.steps().putAll();
    }
  }

  /** All routes are started. */
  synchronized void started() {
    if (!running && !component.steps().specs().isEmpty()) {
      starting(false);
      component.runtime().steps().serve();
    }
    running = true;
  }

  /** A route of a step came, went, was started or was stopped. */
  synchronized void changed() {
    if (running) {
      plan();
    }
  }

  /** Whoever holds it exchanges routes: what is between the old and the new is not registered. */
  Lock exchange() {
    return exchange;
  }

  private void plan() {
    if (stopped) {
      return;
    }
    if (timer == null) {
      timer =
          component
              .getCamelContext()
              .getExecutorServiceManager()
              .newSingleThreadScheduledExecutor(component, "HatchetRegistration");
    }
    if (planned != null) {
      planned.cancel(false);
    }
    planned =
        timer.schedule(this::refresh, component.getRegistrationDelay(), TimeUnit.MILLISECONDS);
  }

  private void refresh() {
    exchange.lock();
    try {
      HatchetRuntime runtime = component.currentRuntime();
      if (runtime == null && component.steps().specs().isEmpty()) {
        return;
      }
      putRateLimits(component.runtime());
      component.runtime().steps().refresh();
    } catch (RuntimeException e) {
      LOG.error("The change of routes could not be registered: {}", e.getMessage());
      synchronized (this) {
        plan();
      }
    } finally {
      exchange.unlock();
    }
  }

  /** Hatchet takes no step that needs a rate limit which it does not know. */
  private void putRateLimits(HatchetRuntime runtime) {
    for (Endpoint endpoint : component.getCamelContext().getEndpoints()) {
      if (endpoint instanceof HatchetEndpoint hatchet
          && hatchet.getComponent() == component
          && hatchet.getOperation().equals(HatchetOperation.RATE_LIMIT.text())) {
        PlanOperation.rateLimit(runtime.client(), hatchet.getName(), hatchet.getConfiguration());
      }
    }
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      component.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
      timer = null;
    }
  }
}
