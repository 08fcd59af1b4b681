package routes.api;

import org.apache.camel.Exchange;
import routes.api.contract.Contract;

/** The documents that clients are written by. */
public final class Published {
  private final Contract contract = Contract.load();

  /** The contract as JSON. */
  public void json(Exchange exchange) {
    Answers.send(exchange.getMessage(), 200, "application/json", contract.json());
  }

  /** The contract as YAML. */
  public void yaml(Exchange exchange) {
    Answers.send(exchange.getMessage(), 200, "application/yaml", contract.yaml());
  }
}
