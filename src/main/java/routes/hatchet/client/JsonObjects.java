package routes.hatchet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON object text of what people hand over as input or output: the engine loses runs whose
 * steps return anything else, so everything else is refused here, with a sentence.
 */
public final class JsonObjects {

  /** The largest text the engine takes, with room for the envelope of the message. */
  public static final int MAX_BYTES = 4 * 1024 * 1024 - 8 * 1024;

  private JsonObjects() {}

  /**
   * Converts a map, record, bean, JSON tree, JSON text, bytes or stream; null becomes {@code {}}.
   *
   * @param what names the value in errors, such as {@code output of step a}
   * @throws TerminalException when it is not a JSON object, holds a NUL character, an unpaired
   *     surrogate or a number that JSON does not have, or is too large
   */
  public static String text(String what, @Nullable Object value) {
    String json = Json.write(node(what, value));
    int bytes = utf8Length(json);
    if (bytes > MAX_BYTES) {
      throw new TerminalException(
          "The "
              + what
              + " is "
              + bytes
              + " bytes of JSON, more than the "
              + MAX_BYTES
              + " that the engine takes: pass large data by reference.");
    }
    return json;
  }

  /** As {@link #text}, as a tree and without the limit of size. */
  public static ObjectNode node(String what, @Nullable Object value) {
    JsonNode node = tree(what, value);
    if (node == null || node.isNull() || node.isMissingNode()) {
      return Json.MAPPER.createObjectNode();
    }
    if (!(node instanceof ObjectNode object)) {
      throw new TerminalException(
          "The "
              + what
              + " is a JSON "
              + node.getNodeType().name().toLowerCase(Locale.ROOT)
              + ", and Hatchet takes JSON objects only: put it under a name, such as"
              + " {\"value\": ...}, or set it to null for none.");
    }
    check(what, object, "$");
    return object;
  }

  private static @Nullable JsonNode tree(String what, @Nullable Object value) {
    try {
      if (value == null || value instanceof JsonNode) {
        return (JsonNode) value;
      } else if (value instanceof CharSequence text) {
        return text.isEmpty() ? null : Json.MAPPER.readTree(text.toString());
      } else if (value instanceof byte[] bytes) {
        return bytes.length == 0
            ? null
            : Json.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      } else if (value instanceof InputStream stream) {
        return Json.MAPPER.readTree(stream);
      }
      return Json.MAPPER.valueToTree(value);
    } catch (JsonProcessingException e) {
      throw new TerminalException("The " + what + " is not JSON: " + reason(e) + ".", e);
    } catch (IOException e) {
      throw new TerminalException("The " + what + " cannot be read: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new TerminalException(
          "The "
              + what
              + ", a "
              + value.getClass().getName()
              + ", cannot be made JSON: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  /** What the parser says, without its notes on where it read. */
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int notes = message.indexOf(" (start marker");
    return notes < 0 ? message : message.substring(0, notes);
  }

  private static void check(String what, JsonNode node, String path) {
    if (node.isTextual()) {
      checkText(what, node.textValue(), path);
    } else if (node.isFloatingPointNumber()
        && !node.isBigDecimal()
        && !Double.isFinite(node.doubleValue())) {
      throw new TerminalException(
          "The " + what + " holds " + node.asText() + " at " + path + ", which JSON has not.");
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              entry -> {
                checkText(what, entry.getKey(), path);
                check(what, entry.getValue(), path + "." + entry.getKey());
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(what, node.get(i), path + "[" + i + "]");
      }
    }
  }

  private static void checkText(String what, String text, String path) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new TerminalException(
            "The " + what + " holds a NUL character at " + path + ": remove it.");
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new TerminalException(
              "The " + what + " holds half a character (an unpaired surrogate) at " + path + ".");
        }
        i++;
      }
    }
  }

  /** The size of a text as UTF-8, without encoding it. */
  public static int utf8Length(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return (int) Math.min(Integer.MAX_VALUE, length);
  }
}
