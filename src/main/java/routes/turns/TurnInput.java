package routes.turns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import routes.lending.json.StrictJson;
import routes.turns.mutex.SessionMutex;

/**
 * A message as it comes to logical-turn, whichever entrance it takes.
 *
 * @param channel lower case
 * @param content as it was written, not blank
 */
record TurnInput(
    String tenant,
    String agent,
    String customer,
    String channel,
    String messageId,
    String content) {
  static final int LONGEST_CONTENT = 16_000;

  // Room for the longest content with every character escaped.
  private static final int MOST_BYTES = 99_000;
  private static final int SHOWN = 80;
  // No colon: ids are parts of the lock's name.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9+][A-Za-z0-9._@+-]{0,99}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a message.
   *
   * @param what what it is, for the sentence: {@code The event}
   * @throws IllegalArgumentException naming the field that is wrong
   */
  static TurnInput read(byte[] message, String what) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s has %d bytes, which is too long: send a message_content of at most %d characters."
              .formatted(what, message.length, LONGEST_CONTENT));
    }
    return of(StrictJson.read(message, what, MOST_BYTES), what);
  }

  /** Reads the input of a run. */
  static TurnInput of(Map<String, Object> input) {
    return of(JSON.valueToTree(input), "The input");
  }

  private static TurnInput of(JsonNode message, String what) {
    if (!message.isObject()) {
      throw new IllegalArgumentException(
          "%s is no JSON object: send {\"tenant_id\": …, \"message_content\": …}.".formatted(what));
    }
    return new TurnInput(
        id(message, "tenant_id"),
        id(message, "agent_id"),
        id(message, "interlocutor_id"),
        id(message, "channel").toLowerCase(Locale.ROOT),
        id(message, "message_id"),
        content(message));
  }

  private static String id(JsonNode message, String field) {
    String text = text(message, field);
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s is '%s': send a UUID, or at most 100 letters, digits and . _ @ + -, beginning with a letter, digit or +."
              .formatted(field, text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…"));
    }
    return text;
  }

  private static String content(JsonNode message) {
    String content = text(message, "message_content");
    if (content.isBlank()) {
      throw new IllegalArgumentException(
          "message_content is empty: send the text that the customer wrote.");
    }
    if (content.length() > LONGEST_CONTENT) {
      throw new IllegalArgumentException(
          "message_content has %d characters: send at most %d."
              .formatted(content.length(), LONGEST_CONTENT));
    }
    if (content.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "message_content has a NUL character: send text without it.");
    }
    return content;
  }

  private static String text(JsonNode message, String field) {
    JsonNode value = message.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("%s is missing: send it as text.".formatted(field));
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "%s is no text: send it in quotation marks.".formatted(field));
    }
    return value.textValue();
  }

  /** The name of the session's lock. */
  String lock() {
    return SessionMutex.key(tenant, agent, customer, channel);
  }

  /** As parameters of the routes' SQL. */
  Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>(input());
    row.put("lock", lock());
    return row;
  }

  /** As the input of a run. */
  Map<String, Object> input() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("tenant_id", tenant);
    input.put("agent_id", agent);
    input.put("interlocutor_id", customer);
    input.put("channel", channel);
    input.put("message_id", messageId);
    input.put("message_content", content);
    return input;
  }
}
