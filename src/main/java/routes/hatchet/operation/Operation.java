package routes.hatchet.operation;

import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;

/** One thing that the producer does. */
@FunctionalInterface
public interface Operation {

  /**
   * Does it.
   *
   * @param name what follows the operation in the endpoint's address
   */
  void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration)
      throws Exception;
}
