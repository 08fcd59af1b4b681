package routes.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.RestClientRequestValidator;
import org.jspecify.annotations.Nullable;
import routes.api.contract.Parameter.RefusedParameter;
import routes.lending.json.CanonicalJson;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;
import routes.lending.json.StrictYaml;
import routes.web.ProblemJson;
import routes.web.ProblemJson.FieldError;

/**
 * Checks a request against the contract before its route sees it: media type, parameters, and the
 * JSON body unless a parser of the domain does that better. What the parameters say goes on as an
 * exchange property, so that routes need none of the sender's headers.
 */
public final class ContractValidator implements RestClientRequestValidator {
  /** The exchange property with the parameters by name. */
  public static final String PARAMETERS = "routes.api.parameters";

  /** The exchange property with the query's parameters as they came, by name. */
  public static final String ASKED = "routes.api.asked";

  /** The exchange property with the request's path. */
  public static final String PATH = "routes.api.path";

  private static final int MOST_JSON = 8 << 20;
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);
  private static final String YAML = "application/yaml";

  /** What it was called before RFC 9512. */
  private static final Set<String> OLD_YAML =
      Set.of("application/x-yaml", "text/yaml", "text/x-yaml");

  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

  private final Contract contract;
  private final BodyCheck bodies;

  /** Checks against the document that is part of the application. */
  public ContractValidator() {
    this(Contract.load());
  }

  ContractValidator(Contract contract) {
    this.contract = contract;
    this.bodies = new BodyCheck(contract);
  }

  @Override
  public @Nullable ValidationError validate(Exchange exchange, ValidationContext context) {
    Message message = exchange.getMessage();
    String method = message.getHeader(Exchange.HTTP_METHOD, "", String.class);
    String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
    Operation operation = contract.find(method, path).orElse(null);
    if (operation == null) {
      return refuse(message, 404, "There is nothing at %s.".formatted(path), List.of());
    }
    try {
      Map<String, List<String>> query = query(message);
      exchange.setProperty(PARAMETERS, parameters(operation, path, query, message));
      exchange.setProperty(ASKED, query);
      exchange.setProperty(PATH, path);
    } catch (RefusedParameter refused) {
      String sentence = String.valueOf(refused.getMessage());
      return refuse(
          message,
          400,
          sentence,
          List.of(new FieldError(refused.field(), refused.value(), sentence)));
    }
    return body(operation, message);
  }

  private static Map<String, Object> parameters(
      Operation operation, String path, Map<String, List<String>> query, Message message) {
    Map<String, String> segments = operation.match(path);
    Map<String, Object> values = new HashMap<>();
    Set<String> known = new TreeSet<>();
    for (Parameter parameter : operation.parameters()) {
      String sent =
          switch (parameter.in()) {
            case "path" -> segments == null ? null : segments.get(parameter.name());
            case "query" -> only(parameter, query.getOrDefault(parameter.name(), List.of()));
            default -> message.getHeader(parameter.name(), String.class);
          };
      if (parameter.in().equals("query")) {
        known.add(parameter.name());
      }
      values.put(parameter.name(), parameter.read(sent));
    }
    // Forms post what they like in the address; a search that is not understood must not find all.
    if (!operation.method().equals("POST")) {
      refuseUnknown(query, known);
    }
    return values;
  }

  private static @Nullable String only(Parameter parameter, List<String> sent) {
    if (sent.size() > 1) {
      throw new RefusedParameter(
          parameter,
          sent.get(1),
          "%s is there %d times: send it once.".formatted(parameter.name(), sent.size()));
    }
    return sent.isEmpty() ? null : sent.get(0);
  }

  private static void refuseUnknown(Map<String, List<String>> query, Set<String> known) {
    for (Map.Entry<String, List<String>> given : query.entrySet()) {
      if (!known.contains(given.getKey())) {
        Parameter unknown = new Parameter(given.getKey(), "query", MissingNode.getInstance());
        throw new RefusedParameter(
            unknown,
            given.getValue().get(0),
            known.isEmpty()
                ? "query parameter '%s' is unknown: this address takes none."
                    .formatted(given.getKey())
                : "query parameter '%s' is unknown: use one of %s."
                    .formatted(given.getKey(), String.join(", ", known)));
      }
    }
  }

  private static Map<String, List<String>> query(Message message) {
    String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
    return new QueryStringDecoder(raw, false).parameters();
  }

  private @Nullable ValidationError body(Operation operation, Message message) {
    if (operation.bodies().isEmpty()) {
      return null;
    }
    String type = mediaType(message);
    if (type != null && !isTaken(operation, type)) {
      return refuse(
          message,
          415,
          "Content-Type is '%s': send %s."
              .formatted(type, String.join(" or ", operation.bodies().keySet())),
          List.of());
    }
    String charset = charset(message);
    if (charset != null && !UTF_8.contains(charset)) {
      return refuse(message, 415, "The charset is '%s': send UTF-8.".formatted(charset), List.of());
    }
    if (YAML.equals(type)) {
      try {
        asJson(message);
      } catch (MalformedJsonException malformed) {
        return refuse(message, 400, String.valueOf(malformed.getMessage()), List.of());
      }
    }
    JsonNode schema = operation.bodies().get("application/json");
    return schema == null || !bodies.isFor(schema) ? null : json(operation, schema, message);
  }

  private @Nullable ValidationError json(Operation operation, JsonNode schema, Message message) {
    byte[] body = message.getBody(byte[].class);
    if (body == null || body.length == 0) {
      return operation.bodyRequired()
          ? refuse(message, 400, "The body is missing: send it as JSON.", List.of())
          : null;
    }
    message.setBody(body);
    try {
      List<FieldError> errors =
          bodies.errors(operation, schema, StrictJson.read(body, "The body", MOST_JSON));
      return errors.isEmpty() ? null : refuse(message, 400, errors.get(0).message(), errors);
    } catch (MalformedJsonException malformed) {
      return refuse(message, 400, String.valueOf(malformed.getMessage()), List.of());
    }
  }

  /** Behind the entrance there is JSON alone. */
  private static void asJson(Message message) {
    byte[] body = message.getBody(byte[].class);
    JsonNode read = StrictYaml.read(body == null ? new byte[0] : body, "The body", MOST_JSON);
    message.setBody(CanonicalJson.write(read).getBytes(StandardCharsets.UTF_8));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
  }

  private static @Nullable String mediaType(Message message) {
    String header = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.isEmpty()) {
      return null;
    }
    return OLD_YAML.contains(type) ? YAML : type;
  }

  private static @Nullable String charset(Message message) {
    String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
    Matcher charset = CHARSET.matcher(type);
    return charset.find() ? charset.group(1).toLowerCase(Locale.ROOT) : null;
  }

  private static boolean isTaken(Operation operation, String type) {
    return operation.bodies().containsKey(type)
        || (type.endsWith("+json") && operation.bodies().containsKey("application/json"));
  }

  private static ValidationError refuse(
      Message message, int status, String detail, List<FieldError> errors) {
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    return new ValidationError(status, ProblemJson.of(status, detail, errors));
  }
}
