package routes.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation.
 *
 * @param name its name
 * @param in path, query or header
 * @param schema its JSON Schema, without references
 */
record Parameter(String name, String in, JsonNode schema) {
  private static final int LONGEST_ECHO = 80;

  /**
   * Reads a value as it came.
   *
   * @param sent null when it did not come
   * @return a number, or a text: the default when nothing came, empty when there is none
   * @throws RefusedParameter saying what to send instead
   */
  Object read(@Nullable String sent) {
    if (sent == null) {
      JsonNode otherwise = schema.path("default");
      return otherwise.isInt() ? otherwise.intValue() : otherwise.asText("");
    }
    if (in.equals("path")) {
      return id(sent);
    }
    return schema.path("type").asText().equals("integer") ? number(sent) : text(sent.strip());
  }

  /** An id that cannot be one is as unknown as any other: it is looked for and not found. */
  private Object id(String sent) {
    if (!schema.path("format").asText().equals("uuid")) {
      return text(sent);
    }
    String lower = sent.toLowerCase(Locale.ROOT);
    try {
      return UUID.fromString(lower).toString().equals(lower) ? lower : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Integer number(String sent) {
    int least = schema.path("minimum").asInt(Integer.MIN_VALUE);
    int most = schema.path("maximum").asInt(Integer.MAX_VALUE);
    if (sent.matches("\\d{1,9}")) {
      int number = Integer.parseInt(sent);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new RefusedParameter(
        this,
        shorten(sent),
        "%s is '%s': send a whole number from %d to %d."
            .formatted(name, shorten(sent), least, most));
  }

  private String text(String value) {
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (value.indexOf('\0') >= 0) {
      throw new RefusedParameter(
          this,
          shorten(value.replace("\0", "")),
          "%s has a character of no meaning (U+0000): leave it out.".formatted(name));
    }
    if (value.length() > most) {
      throw new RefusedParameter(
          this,
          shorten(value),
          "%s is too long: send at most %d characters.".formatted(name, most));
    }
    if (value.length() < schema.path("minLength").asInt(0)) {
      throw new RefusedParameter(
          this, "", "%s is empty: send a text, or leave it out.".formatted(name));
    }
    if (schema.has("enum") && !value.isEmpty()) {
      TreeSet<String> allowed = new TreeSet<>();
      schema.get("enum").forEach(one -> allowed.add(one.asText()));
      if (!allowed.contains(value)) {
        throw new RefusedParameter(
            this,
            shorten(value),
            "%s is '%s': send one of %s."
                .formatted(name, shorten(value), String.join(", ", allowed)));
      }
    }
    return value;
  }

  private static String shorten(String value) {
    return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "…";
  }

  /** A value that cannot be taken; the message says what to send. */
  static final class RefusedParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String value;

    RefusedParameter(Parameter parameter, String value, String message) {
      super(message);
      this.field = parameter.name();
      this.value = value;
    }

    String field() {
      return field;
    }

    String value() {
      return value;
    }
  }
}
