package routes.hatchet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.WorkerStatus;

/**
 * Alive while the worker tries to reach the engine, whether or not the engine answers: only a
 * process that does not even try needs a restart.
 */
final class HatchetLivenessCheck extends AbstractHealthCheck {

  /** A try ends after 5 s, and the next one begins 4 s later. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final HatchetComponent component;

  HatchetLivenessCheck(HatchetComponent component) {
    super("camel", "hatchet-worker");
    this.component = component;
  }

  @Override
  public boolean isLiveness() {
    return true;
  }

  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    HatchetRuntime runtime = component.currentRuntime();
    WorkerStatus status = runtime == null ? null : runtime.worker().status();
    Instant tried = status == null ? null : status.lastHeartbeatTry();
    if (tried != null) {
      builder.detail("last.heartbeat.try", tried.toString());
    }
    String problem = problem(tried, Instant.now());
    if (problem == null) {
      builder.up();
    } else {
      builder.message(problem).down();
    }
  }

  /** What is wrong with a worker that tried last at that time; null for nothing. */
  static @Nullable String problem(@Nullable Instant tried, Instant now) {
    return tried == null || tried.isAfter(now.minus(LONGEST_SILENCE))
        ? null
        : "The Hatchet worker has not tried to send a heartbeat since "
            + tried
            + ": restart the process.";
  }
}
