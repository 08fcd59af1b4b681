package routes.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestClientRequestValidator.ValidationContext;
import org.apache.camel.spi.RestClientRequestValidator.ValidationError;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request that is not as the contract wants it is answered with. */
class ContractValidatorTest {
  private static final ValidationContext UNUSED =
      new ValidationContext(null, null, false, Map.of(), Map.of(), Set.of(), Set.of());
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      servers: [{url: /api}]
      paths:
        /things/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
          get:
            operationId: getThing
            parameters:
              - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 9, default: 5}}
              - {name: colour, in: query, schema: {$ref: "#/components/schemas/Colour"}}
            responses: {"200": {description: it}}
          post:
            operationId: changeThing
            requestBody:
              required: true
              content:
                application/json: {schema: {$ref: "#/components/schemas/Thing"}}
            responses: {"200": {description: it}}
      components:
        schemas:
          Colour: {type: string, enum: [red, green]}
          Thing:
            type: object
            required: [name]
            additionalProperties: false
            properties:
              name: {type: string, minLength: 1, maxLength: 5}
              parts:
                type: array
                items: {type: object, properties: {colour: {$ref: "#/components/schemas/Colour"}, size: {type: [integer, "null"], minimum: 2}}}
      """;
  private static final String THING = "/api/things/0b8a4fd8-6f3b-4a0e-9d0b-6c1c8e7a1d11";

  private final ContractValidator validator = new ContractValidator(contract());

  @Test
  void parametersComeWithTheirDefaults() {
    Exchange exchange = request("GET", THING, "colour=red");
    assertThat(validator.validate(exchange, UNUSED)).isNull();
    assertThat(parameters(exchange))
        .containsEntry("limit", 5)
        .containsEntry("colour", "red")
        .containsEntry("id", THING.substring(THING.lastIndexOf('/') + 1));
  }

  @Test
  void anIdThatCannotBeOneIsLookedForAndNotFound() {
    Exchange exchange = request("GET", "/api/things/1;drop", "");
    assertThat(validator.validate(exchange, UNUSED)).isNull();
    assertThat(parameters(exchange)).containsEntry("id", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0     | limit is '0': send a whole number from 1 to 9.",
        "limit=x     | limit is 'x': send a whole number from 1 to 9.",
        "colour=blue | colour is 'blue': send one of green, red.",
        "limit=1&limit=2 | limit is there 2 times: send it once.",
        "colour=%00  | colour has a character of no meaning (U+0000): leave it out.",
        "size=1      | query parameter 'size' is unknown: use one of colour, limit.",
      })
  void aParameterIsRefusedWithWhatToSend(String query, String sentence) {
    ValidationError error = validator.validate(request("GET", THING, query), UNUSED);
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.body()).contains("\"detail\":\"" + sentence + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "utf-16 | The charset is 'utf-16': send UTF-8.",
        "\"ISO-8859-1\" | The charset is 'iso-8859-1': send UTF-8.",
      })
  void anotherCharsetIsRefused(String charset, String sentence) {
    Exchange exchange = request("POST", THING, "");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json; charset=" + charset);
    exchange.getMessage().setBody("{}".getBytes(StandardCharsets.UTF_8));
    ValidationError error = validator.validate(exchange, UNUSED);
    assertThat(error.statusCode()).isEqualTo(415);
    assertThat(error.body()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                       | name is missing: send it.",
        "{\"name\": 5}                            | name is 5: send a text.",
        "{\"name\": \"\"}                         | name is empty: send a text.",
        "{\"name\": \"a name\"}                   | name is too long: send at most 5 characters.",
        "{\"name\": \"n\", \"x\": 1}              | x is unknown: leave it out.",
        "{\"name\": \"n\", \"parts\": [{\"colour\": \"blue\"}]} | parts[0].colour is \\\"blue\\\":"
            + " send one of red, green.",
        "{\"name\": \"n\", \"parts\": [{}, {\"size\": 1}]}      | parts[1].size is 1: send 2 or"
            + " more.",
        "{\"name\": \"n\", \"parts\": [{\"size\": true}]}       | parts[0].size is true: send a"
            + " whole number or null.",
        "{\"name\"                                | The body is not readable JSON",
        "''                                       | The body is missing: send it as JSON.",
      })
  void aBodyIsRefusedWithTheFieldAndWhatToSend(String body, String sentence) {
    Exchange exchange = request("POST", THING, "");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
    exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    ValidationError error = validator.validate(exchange, UNUSED);
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.body()).contains(sentence).doesNotContain("Exception");
  }

  @Test
  void aGoodBodyGoesOnAsItCame() {
    Exchange exchange = request("POST", THING, "CamelSqlQuery=x");
    byte[] body = "{\"name\": \"n\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getMessage().setBody(body);
    assertThat(validator.validate(exchange, UNUSED)).isNull();
    assertThat(exchange.getMessage().getBody()).isEqualTo(body);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    Exchange exchange = request("POST", THING, "");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/xml");
    ValidationError error = validator.validate(exchange, UNUSED);
    assertThat(error.statusCode()).isEqualTo(415);
    assertThat(error.body()).contains("Content-Type is 'text/xml': send application/json.");
  }

  private static Map<String, Object> parameters(Exchange exchange) {
    Map<?, ?> read = exchange.getProperty(ContractValidator.PARAMETERS, Map.class);
    Map<String, Object> parameters = new HashMap<>();
    read.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    return parameters;
  }

  private static Exchange request(String method, String path, String query) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
    exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
    exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
    return exchange;
  }

  private static Contract contract() {
    try {
      return Contract.of(DOCUMENT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
