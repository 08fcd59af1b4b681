package routes.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI document of the HTTP port. Thread-safe. */
public final class Contract {
  private static final String RESOURCE = "/openapi/lending.yaml";

  /** Marks a schema whose values a parser of the domain checks, saying more than a schema can. */
  static final String CHECKED_BY = "x-checked-by";

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final JsonSchemaFactory SCHEMAS = schemas();

  private final String yaml;
  private final JsonNode document;
  private final List<Operation> operations;

  private Contract(String yaml, JsonNode document) {
    this.yaml = yaml;
    this.document = document;
    this.operations = operations();
  }

  /** JSON Schema 2020-12, as OpenAPI 3.1 has it, with the members that are no part of it. */
  private static JsonSchemaFactory schemas() {
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("components"))
            .keyword(new NonValidationKeyword(CHECKED_BY))
            .build();
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
        .metaSchema(dialect)
        .defaultMetaSchemaIri(dialect.getIri())
        .build();
  }

  /** Reads the document that is part of the application. */
  public static Contract load() {
    try (InputStream resource = Contract.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing.");
      }
      return of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read.", e);
    }
  }

  /** Reads a document. */
  static Contract of(String yaml) throws IOException {
    return new Contract(yaml, new ObjectMapper(new YAMLFactory()).readTree(yaml));
  }

  /** The document as it was written. */
  public String yaml() {
    return yaml;
  }

  /** The document as JSON. */
  public String json() {
    return document.toPrettyString();
  }

  /** Every operation. */
  public List<Operation> all() {
    return operations;
  }

  /** The operation that a request is for; a path that is named wins over one with parameters. */
  public Optional<Operation> find(String method, String path) {
    Operation found = null;
    for (Operation operation : operations) {
      if (operation.method().equals(method) && operation.match(path) != null) {
        if (!operation.path().contains("{")) {
          return Optional.of(operation);
        }
        found = found == null ? operation : found;
      }
    }
    return Optional.ofNullable(found);
  }

  /** A validator for a schema of this document, whose references lead into it. */
  public JsonSchema validator(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole);
  }

  private List<Operation> operations() {
    String base = document.at("/servers/0/url").asText();
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isObject()) {
          found.add(operation(base + path.getKey(), method, path.getValue(), operation));
        }
      }
    }
    return List.copyOf(found);
  }

  private Operation operation(String path, String method, JsonNode item, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      for (JsonNode one : list) {
        JsonNode parameter = resolve(one);
        parameters.add(
            new Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                resolve(parameter.path("schema"))));
      }
    }
    JsonNode body = operation.path("requestBody");
    Map<String, Map<String, JsonNode>> responses = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      responses.put(response.getKey(), content(resolve(response.getValue())));
    }
    return new Operation(
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        List.copyOf(parameters),
        content(body),
        body.path("required").asBoolean(),
        responses);
  }

  private static Map<String, JsonNode> content(JsonNode holder) {
    Map<String, JsonNode> content = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> type : holder.path("content").properties()) {
      content.put(type.getKey(), type.getValue().path("schema"));
    }
    return content;
  }

  /** What a reference leads to. */
  JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? document.at(reference.textValue().substring(1)) : node;
  }
}
