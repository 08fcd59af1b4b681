package routes.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** The JSON Schema of a policy. */
  public void policySchema(Exchange exchange) throws IOException {
    try (InputStream schema = Published.class.getResourceAsStream("/schemas/policy.schema.json")) {
      if (schema == null) {
        throw new IllegalStateException("policy.schema.json is missing");
      }
      String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      Answers.send(exchange.getMessage(), 200, "application/schema+json", text);
    }
  }
}
