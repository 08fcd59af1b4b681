package routes.hatchet;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import routes.hatchet.client.HatchetClient;

/**
 * Not ready while the engine refuses the token: what this process takes can only wait. For
 * processes without steps, too.
 */
final class HatchetTokenCheck extends AbstractHealthCheck {

  private final HatchetComponent component;

  HatchetTokenCheck(HatchetComponent component) {
    super("camel", "hatchet-token");
    this.component = component;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    HatchetRuntime runtime = component.currentRuntime();
    HatchetClient client = runtime == null ? null : runtime.client();
    if (client == null || !client.tokenRefused()) {
      builder.up();
      return;
    }
    builder.detail("address", client.configuration().address());
    builder.message(client.tokenSentence()).down();
    // Whoever is not ready is asked nothing, so nothing else would tell when it is accepted again.
    client.tryToken();
  }
}
