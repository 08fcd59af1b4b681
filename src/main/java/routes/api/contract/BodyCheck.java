package routes.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import routes.web.ProblemJson.FieldError;

/** Says what is wrong with a JSON body, one sentence a field. Thread-safe. */
final class BodyCheck {
  private static final int LONGEST_ECHO = 80;
  private static final int MOST_ERRORS = 50;

  private final Contract contract;
  private final Map<String, JsonSchema> validators = new ConcurrentHashMap<>();

  BodyCheck(Contract contract) {
    this.contract = contract;
  }

  /**
   * Whether the contract is what a body of this schema is checked by; a domain may do it better.
   */
  boolean isFor(JsonNode schema) {
    return !schema.isMissingNode() && !contract.resolve(schema).has(Contract.CHECKED_BY);
  }

  /** What is wrong; empty when nothing is. */
  List<FieldError> errors(Operation operation, JsonNode schema, JsonNode body) {
    JsonSchema validator =
        validators.computeIfAbsent(operation.id(), id -> contract.validator(schema));
    List<FieldError> errors = new ArrayList<>();
    for (ValidationMessage message : validator.validate(body)) {
      if (errors.size() < MOST_ERRORS) {
        errors.add(error(message));
      }
    }
    return errors;
  }

  private static FieldError error(ValidationMessage message) {
    String at = path(message);
    JsonNode schema = message.getSchemaNode();
    JsonNode value = message.getInstanceNode();
    String name = at.isEmpty() ? "The body" : at;
    String sent = value == null || value.isMissingNode() ? null : shorten(value.toString());
    return switch (message.getType()) {
      case "required" -> {
        String missing = child(at, message.getProperty());
        yield new FieldError(missing, null, missing + " is missing: send it.");
      }
      case "additionalProperties", "unevaluatedProperties" -> {
        String unknown = child(at, message.getProperty());
        yield new FieldError(unknown, null, unknown + " is unknown: leave it out.");
      }
      case "type" ->
          new FieldError(at, sent, "%s is %s: send %s.".formatted(name, sent, types(schema)));
      case "enum" ->
          new FieldError(
              at, sent, "%s is %s: send one of %s.".formatted(name, sent, texts(schema)));
      case "minimum" ->
          new FieldError(
              at, sent, "%s is %s: send %s or more.".formatted(name, sent, schema.asText()));
      case "maximum" ->
          new FieldError(
              at, sent, "%s is %s: send %s or less.".formatted(name, sent, schema.asText()));
      case "maxLength" ->
          new FieldError(
              at,
              sent,
              "%s is too long: send at most %s characters.".formatted(name, schema.asText()));
      case "minLength" -> new FieldError(at, sent, "%s is empty: send a text.".formatted(name));
      default ->
          new FieldError(
              at,
              sent,
              "%s is %s, which is not what /api/openapi.json wants there (%s %s): send that."
                  .formatted(name, sent, message.getType(), shorten(String.valueOf(schema))));
    };
  }

  private static String path(ValidationMessage message) {
    StringBuilder path = new StringBuilder();
    var location = message.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object name = location.getElement(i);
      if (name instanceof Number) {
        path.append('[').append(name).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  private static String child(String parent, @Nullable String name) {
    return parent.isEmpty() ? String.valueOf(name) : parent + "." + name;
  }

  private static String types(JsonNode schema) {
    List<String> types = new ArrayList<>();
    for (JsonNode type : schema.isArray() ? schema : List.of(schema)) {
      types.add(
          switch (type.asText()) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> type.asText();
          });
    }
    return String.join(" or ", types);
  }

  private static String texts(JsonNode schema) {
    List<String> texts = new ArrayList<>();
    schema.forEach(one -> texts.add(one.asText()));
    return String.join(", ", texts);
  }

  private static String shorten(String value) {
    return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "…";
  }
}
