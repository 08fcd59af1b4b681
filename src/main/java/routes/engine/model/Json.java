package routes.engine.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON texts: checked, and kept as they were written. */
public final class Json {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A text that cannot be kept as JSON; the message is the one that Hatchet gives. */
  public static final class InvalidJsonException extends Exception {
    private InvalidJsonException(String message) {
      super(message);
    }
  }

  /** Refuses what is not exactly one JSON value, or has a null character in a text. */
  public static void check(String field, String text) throws InvalidJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      int depth = 0;
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw invalid(field);
      }
      while (token != null) {
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
            && parser.getText().indexOf('\0') >= 0) {
          throw new InvalidJsonException(
              "encoded jsonb contains invalid null character \\u0000 in field `" + field + "`");
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        token = parser.nextToken();
        if (depth == 0 && token != null) {
          throw invalid(field);
        }
      }
    } catch (IOException e) {
      throw (InvalidJsonException) invalid(field).initCause(e);
    }
  }

  private static InvalidJsonException invalid(String field) {
    return new InvalidJsonException("invalid json in field `" + field + "`");
  }

  /** For a text known to be JSON. */
  public static boolean isObject(@Nullable String json) {
    return json != null && json.stripLeading().startsWith("{");
  }

  /** The text of an object, {@code otherwise} in place of anything else. */
  public static String objectOr(@Nullable String json, String otherwise) {
    return json != null && isObject(json) ? json : otherwise;
  }

  /** A text known to be a JSON object, an empty one for anything else. */
  public static ObjectNode object(@Nullable String json) {
    return tree(json) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
  }

  /** A text known to be JSON; an empty text is null. */
  public static JsonNode tree(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return MAPPER.nullNode();
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored text is not JSON", e);
    }
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored " + type.getSimpleName() + " cannot be read", e);
    }
  }
}
