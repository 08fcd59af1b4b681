package routes.hatchet;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import routes.hatchet.client.WorkerStatus;

/**
 * Ready while attempts of a step can arrive: the stream is open and the engine has lately accepted
 * a heartbeat. Says nothing on liveness: a process whose engine is away needs no restart.
 */
final class HatchetHealthCheck extends AbstractHealthCheck {

  private final HatchetConsumer consumer;

  HatchetHealthCheck(HatchetConsumer consumer, String routeId) {
    super("camel", "hatchet-consumer-" + routeId);
    this.consumer = consumer;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    HatchetComponent component = consumer.getEndpoint().getComponent();
    HatchetRuntime runtime = component.currentRuntime();
    builder.detail("step", consumer.spec().reference());
    if (runtime == null) {
      builder.message("The Hatchet component is not started.").down();
      return;
    }
    WorkerStatus status = runtime.worker().status();
    builder.detail("address", runtime.client().configuration().address());
    builder.detail("worker.id", status.workerId());
    builder.detail("stream", status.stream());
    builder.detail("in.flight", status.inFlight());
    if (status.lastHeartbeat() != null) {
      builder.detail("last.heartbeat", status.lastHeartbeat().toString());
    }
    if (status.live()) {
      builder.up();
    } else {
      builder.message(
          runtime.client().tokenRefused()
              ? runtime.client().tokenSentence()
              : "The Hatchet engine does not reach the worker: stream " + status.stream() + ".");
      builder.down();
    }
  }
}
