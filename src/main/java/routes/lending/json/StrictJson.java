package routes.lending.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON that comes from outside: bounded in size, depth and number length, no double keys. */
public final class StrictJson {
  static final int MAX_DEPTH = 32;
  static final int MAX_NUMBER_LENGTH = 40;
  static final int MAX_TEXT_LENGTH = 100_000;
  static final int MAX_NAME_LENGTH = 200;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_TEXT_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What the library says to its programmers: "(enable `JsonReadFeature.X` to allow)". */
  private static final Pattern LIBRARY =
      Pattern.compile("(?: \\(start marker| \\([^()]*`|: enable `).*");

  private StrictJson() {}

  /**
   * Reads one JSON document.
   *
   * @param json its bytes; absent in a record without a value
   * @param what what it is, for the sentence: {@code The application}
   * @param maxBytes the most it may have
   * @throws MalformedJsonException saying where and why it can't be read
   */
  public static JsonNode read(byte @Nullable [] json, String what, int maxBytes) {
    if (json == null || json.length == 0) {
      throw new MalformedJsonException(what + " is empty: send a JSON object.");
    }
    requireAtMost(maxBytes, json, what);
    try {
      return CanonicalJson.of(MAPPER.readTree(json));
    } catch (StreamConstraintsException e) {
      throw new MalformedJsonException(
          what + " is nested too deep, or has a name, a text or a number that is too long.");
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(
          "%s is not readable JSON at line %d, column %d: %s."
              .formatted(
                  what,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new MalformedJsonException(what + " is not valid UTF-8 JSON.");
    }
  }

  static void requireAtMost(int maxBytes, byte[] document, String what) {
    if (document.length > maxBytes) {
      throw new MalformedJsonException(
          "%s has %d bytes: at most %d are taken.".formatted(what, document.length, maxBytes));
    }
  }

  /** What a library says first, to go on in a sentence. */
  static String firstLine(String message) {
    String line =
        LIBRARY.matcher(message.lines().findFirst().orElse("unreadable")).replaceAll("").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
