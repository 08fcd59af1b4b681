package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.engine.model.Json;

/** The OpenAPI document, made of the operations that are served and the schemas beside it. */
final class OpenApi {
  private static final String SCHEMAS = "/schemas/hatchet-rest.json";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static ObjectNode document(List<Route> routes, String version) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("openapi", "3.0.3");
    document
        .putObject("info")
        .put("title", "Hatchet REST interface of the embedded engine")
        .put("version", version.replaceFirst("^v", ""));
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      ObjectNode path = paths.withObjectProperty(route.path());
      path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
    document.putArray("security").addObject().putArray("token");
    return document;
  }

  private static ObjectNode operation(Route route) {
    ObjectNode operation = Json.MAPPER.createObjectNode();
    operation.put("operationId", operationId(route));
    operation.put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    Matcher names = PARAMETER.matcher(route.path());
    while (names.find()) {
      parameter(parameters, names.group(1), "path").put("required", true);
    }
    route.query().forEach(name -> parameter(parameters, name, "query"));
    ObjectNode responses = operation.putObject("responses");
    answer(responses, route.answer());
    ObjectNode failure = responses.putObject("default").put("description", "What was wrong");
    content(failure).set("schema", reference("APIErrors"));
    return operation;
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
    for (String part : route.path().replaceFirst("^/api/v1/", "").split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static void answer(ObjectNode responses, Route.Shape shape) {
    switch (shape.kind()) {
      case NOTHING -> responses.putObject("204").put("description", "Done");
      case TEXT -> {
        ObjectNode good = responses.putObject("200").put("description", "A text");
        good.putObject("content").putObject("text/plain").putObject("schema").put("type", "string");
      }
      default -> {
        ObjectNode good = responses.putObject("200").put("description", "The answer");
        content(good).set("schema", schema(shape));
      }
    }
  }

  private static ObjectNode content(ObjectNode response) {
    return response.putObject("content").putObject("application/json");
  }

  /** The schema of an answer of this shape. */
  static ObjectNode schema(Route.Shape shape) {
    ObjectNode one = reference(Objects.requireNonNull(shape.schema()));
    if (shape.kind() == Route.Shape.Kind.ONE) {
      return one;
    }
    ObjectNode array = Json.MAPPER.createObjectNode().put("type", "array");
    array.set("items", one);
    if (shape.kind() == Route.Shape.Kind.ARRAY) {
      return array;
    }
    ObjectNode page = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = page.putObject("properties");
    properties.set("pagination", reference("PaginationResponse"));
    properties.set("rows", array);
    page.putArray("required").add("pagination").add("rows");
    return page;
  }

  private static ObjectNode reference(String schema) {
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  private static JsonNode schemas() {
    try (InputStream json = Objects.requireNonNull(OpenApi.class.getResourceAsStream(SCHEMAS))) {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
