package routes.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses wrong options of endpoints at start, each with one sentence. */
final class OptionCheck {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OptionCheck() {}

  /**
   * Checks an endpoint.
   *
   * @param given names of the parameters that its address has
   * @param left those that nobody knows
   */
  static void check(OpenAIEndpoint endpoint, Set<String> given, Set<String> left) {
    String address = "openai:" + endpoint.getOperation();
    if (!left.isEmpty()) {
      throw wrong(address, "has no option " + left.iterator().next() + ".");
    }
    OpenAIConfiguration options = endpoint.getConfiguration();
    if (given.contains("baseUrl") || options.getBaseUrl() != null) {
      String baseUrl = options.getBaseUrl();
      try {
        Destinations.parse(baseUrl == null ? "" : baseUrl);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(address + ": " + e.getMessage());
      }
    }
    range(address, "temperature", options.getTemperature(), 2);
    range(address, "topP", options.getTopP(), 1);
    range(address, "audioTemperature", options.getAudioTemperature(), 1);
    positive(address, "maxTokens", options.getMaxTokens());
    positive(address, "dimensions", options.getDimensions());
    if (options.getMaxRetries() < 0 || options.getMaxRetries() > 10) {
      throw wrong(address, "has maxRetries %d: write 0 to 10.".formatted(options.getMaxRetries()));
    }
    word(address, "encodingFormat", options.getEncodingFormat(), List.of("float", "base64"));
    String format = options.getAudioResponseFormat();
    word(
        address,
        "audioResponseFormat",
        format,
        List.of("json", "text", "srt", "verbose_json", "vtt"));
    String times = options.getAudioTimestampGranularities();
    if (times != null) {
      for (String time : times.split(",", -1)) {
        word(address, "audioTimestampGranularities", time.strip(), List.of("word", "segment"));
      }
      if (!format.equals("verbose_json")) {
        throw wrong(
            address,
            "has audioTimestampGranularities, which %s cannot give: set audioResponseFormat to verbose_json."
                .formatted(format));
      }
    }
  }

  /**
   * Reads a JSON schema.
   *
   * @param schema the schema's text
   * @throws IllegalArgumentException with one sentence, if it is no JSON object
   */
  static JsonNode schema(String schema) {
    try {
      JsonNode tree = JSON.readTree(schema);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // the sentence below says what is wrong
    }
    throw new IllegalArgumentException(
        "jsonSchema is no JSON object: write the schema, or resource:classpath: and its name.");
  }

  private static void range(String address, String option, @Nullable Double value, int most) {
    if (value != null && !(value >= 0 && value <= most)) {
      throw wrong(address, "has %s %s: write 0 to %d.".formatted(option, value, most));
    }
  }

  private static void positive(String address, String option, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw wrong(address, "has %s %d: write 1 or more.".formatted(option, value));
    }
  }

  private static void word(String address, String option, String value, List<String> words) {
    if (!words.contains(value)) {
      throw wrong(
          address, "has %s '%s': write %s.".formatted(option, value, String.join(", ", words)));
    }
  }

  private static IllegalArgumentException wrong(String address, String rest) {
    return new IllegalArgumentException(address + " " + rest);
  }
}
