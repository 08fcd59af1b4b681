package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class EngineLivenessTest {

  @Test
  void anEngineThatHasStoppedIsToldToWhoeverRestartsProcesses() throws Exception {
    AtomicBoolean halted = new AtomicBoolean();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("engineLiveness", new EngineLiveness(halted::get));
      camel.start();
      assertThat(HealthCheckHelper.invokeLiveness(camel))
          .anyMatch(result -> result.getCheck().getId().equals("hatchet-engine"))
          .allMatch(result -> result.getState() == State.UP);
      halted.set(true);
      assertThat(HealthCheckHelper.invokeLiveness(camel))
          .filteredOn(result -> result.getState() == State.DOWN)
          .singleElement()
          .satisfies(
              result -> assertThat(result.getMessage()).get().asString().contains("restart"));
    }
  }
}
