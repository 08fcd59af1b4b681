package routes.lending.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The one form of a JSON value: names sorted, numbers without needless zeros, no white space. */
public final class CanonicalJson {
  /** Deeper, longer or stranger than this is refused; a bound for trees that were not read here. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_DIGITS = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private static final ObjectMapper WRITER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private CanonicalJson() {}

  /**
   * The same value in canonical form; the given one is left as it is.
   *
   * @throws MalformedJsonException on nesting, numbers or characters that no store would take
   */
  public static JsonNode of(JsonNode node) {
    return canonical(node, new ArrayDeque<>());
  }

  /** The canonical form of a number: an integer without fraction, else without trailing zeros. */
  public static JsonNode number(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() > 0) {
      return DecimalNode.valueOf(stripped);
    }
    BigInteger integer = stripped.toBigIntegerExact();
    if (integer.compareTo(LONG_MIN) < 0 || integer.compareTo(LONG_MAX) > 0) {
      return NODES.numberNode(integer);
    }
    long number = integer.longValueExact();
    return (int) number == number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  /** The canonical text of a value, the input of every hash. */
  public static String write(JsonNode node) {
    try {
      return WRITER.writeValueAsString(of(node));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of the canonical text in UTF-8, as 64 lower-case hex digits. */
  public static String sha256(JsonNode node) {
    return sha256(write(node));
  }

  /** SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
  public static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The place is where the walk is: names and positions from the outermost on. */
  private static JsonNode canonical(JsonNode node, Deque<Object> place) {
    if (place.size() > MAX_DEPTH) {
      throw new MalformedJsonException(
          "The document nests deeper than %d levels: flatten it.".formatted(MAX_DEPTH));
    }
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String name = checked(entry.getKey(), place);
        place.addLast(name);
        sorted.put(name, canonical(entry.getValue(), place));
        place.removeLast();
      }
      ObjectNode object = NODES.objectNode();
      sorted.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode(node.size());
      for (int i = 0; i < node.size(); i++) {
        place.addLast(i);
        array.add(canonical(node.get(i), place));
        place.removeLast();
      }
      return array;
    }
    if (node.isNumber()) {
      return number(bounded(node, place));
    }
    if (node.isTextual()) {
      checked(node.textValue(), place);
    }
    if (node.isBinary()) {
      throw new MalformedJsonException(path(place, "A value") + " is binary: give it as text.");
    }
    return node;
  }

  private static BigDecimal bounded(JsonNode node, Deque<Object> place) {
    if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
      throw new MalformedJsonException(path(place, "A number") + " is no number: leave it out.");
    }
    BigDecimal value = node.decimalValue();
    if (value.signum() != 0
        && (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS)) {
      throw new MalformedJsonException(
          "%s has more digits than %d: give it shorter."
              .formatted(path(place, "A number"), MAX_DIGITS));
    }
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }

  /** NUL and half surrogates are JSON but no text that a database keeps. */
  private static String checked(String text, Deque<Object> place) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half =
          Character.isHighSurrogate(c)
              ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
              : Character.isLowSurrogate(c)
                  && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
      if (c == 0 || half) {
        throw new MalformedJsonException(
            "%s holds the character U+%04X, which is no text: leave it out."
                .formatted(path(place, "A text"), (int) c));
      }
    }
    return text;
  }

  /** Such as {@code loan.amount} or {@code programs[0].name}. */
  private static String path(Deque<Object> place, String alone) {
    StringBuilder path = new StringBuilder();
    for (Object step : place) {
      if (step instanceof Integer) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.isEmpty() ? alone : path.toString();
  }
}
