package routes.hatchet.operation;

import java.time.Duration;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.TerminalException;
import routes.hatchet.converter.HatchetConverters;

/** Sets the body to how a run stands. */
public final class StatusOperation implements Operation {

  /** Hatchet tells of a run some moments after it has begun. */
  private static final Duration NOT_YET = Duration.ofSeconds(2);

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration)
      throws InterruptedException {
    String id = RunIds.of(exchange, "hatchet:status").get(0);
    RunDetails run = client.runs().find(id, NOT_YET);
    if (run == null) {
      throw new TerminalException("Run " + id + " is not known to the engine.");
    }
    exchange.getMessage().setBody(HatchetConverters.toMap(run));
  }
}
