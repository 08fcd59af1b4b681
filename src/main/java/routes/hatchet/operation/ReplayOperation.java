package routes.hatchet.operation;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;

/** Runs again the finished runs that body or header name. */
public final class ReplayOperation implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    List<String> ids = client.runs().replay(RunIds.of(exchange, "hatchet:replay"));
    exchange.getMessage().setBody(Map.of("ids", ids));
  }
}
