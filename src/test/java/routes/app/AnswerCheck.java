package routes.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import routes.api.contract.Contract;
import routes.api.contract.Operation;

/** Holds every answer that a test gets from the running application against the contract. */
final class AnswerCheck {
  private static final Contract CONTRACT = Contract.load();
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerCheck() {}

  static void check(HttpResponse<String> answer) {
    String path = answer.uri().getPath();
    Operation operation = CONTRACT.find(answer.request().method(), path).orElse(null);
    // 403 and 413 come before any operation.
    if (operation == null || answer.statusCode() == 403 || answer.statusCode() == 413) {
      return;
    }
    String status = Integer.toString(answer.statusCode());
    String what = answer.request().method() + " " + path + " → " + status;
    Map<String, JsonNode> contents =
        operation.responses().getOrDefault(status, operation.responses().get("default"));
    if (contents == null) {
      throw new AssertionError(what + " is not in the contract: " + answer.body());
    }
    if (contents.isEmpty()) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode schema = contents.get(type);
    if (schema == null) {
      throw new AssertionError("%s: '%s' is not in the contract.".formatted(what, type));
    }
    if (type.endsWith("json") && !schema.isMissingNode()) {
      Set<ValidationMessage> wrong = CONTRACT.validator(schema).validate(read(answer.body()));
      if (!wrong.isEmpty()) {
        throw new AssertionError("%s: %s%n%s".formatted(what, wrong, answer.body()));
      }
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }
}
