package routes.runtime;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Alive while this process's own engine decides; one that has stopped needs a restart. */
final class EngineLiveness extends AbstractHealthCheck {

  private final BooleanSupplier halted;

  /**
   * A check.
   *
   * @param halted whether an engine of this process has stopped
   */
  EngineLiveness(BooleanSupplier halted) {
    super("camel", "hatchet-engine");
    this.halted = halted;
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
    if (halted.getAsBoolean()) {
      builder
          .message("The engine of this process has stopped, its log says why: restart the process.")
          .down();
    } else {
      builder.up();
    }
  }
}
