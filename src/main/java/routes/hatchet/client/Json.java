package routes.hatchet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper of client and component: exact numbers, RFC 3339 times, limited depth. */
public final class Json {

  /** Deeper nested JSON is not read. */
  static final int MAX_DEPTH = 200;

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  /** Thread-safe. */
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }

  /** A JSON object as a map of plain values; anything else, or nothing, is an empty map. */
  public static Map<String, Object> map(@Nullable JsonNode node) {
    return node != null && node.isObject() ? MAPPER.convertValue(node, MAP) : new LinkedHashMap<>();
  }

  /** A JSON value as plain Java value: map, list, text, number, boolean or null. */
  public static @Nullable Object value(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : MAPPER.convertValue(node, Object.class);
  }

  /** Reads text as JSON; null when it is none. */
  public static @Nullable JsonNode read(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Reads text as a JSON object; an empty object when it is anything else. */
  public static ObjectNode object(@Nullable String text) {
    return read(text) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
  }

  /** Writes any value as JSON text. */
  public static String write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The value of type "
              + (value == null ? "null" : value.getClass().getName())
              + " cannot be written as JSON: "
              + e.getOriginalMessage()
              + ".",
          e);
    }
  }
}
