package routes.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The language model of the settings, if there is one. A key alone, which many machines have in
 * their environment, turns nothing on: documents leave the machine only when a model is named.
 */
final class ModelServer {
  private static final String COMPONENT = "camel.component.openai.";

  private ModelServer() {}

  /**
   * What Camel must know of it.
   *
   * @throws SettingsException if a model is named, but no server
   */
  static Map<String, String> properties(Settings settings) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String model : new String[] {"llm.model", "llm.audio.model", "llm.embedding.model"}) {
      properties.put(model, settings.text(model).orElse(""));
    }
    properties.put("llm.timeout.ms", number(settings, "llm.timeout.ms", 100, 110_000));
    properties.put("llm.max.tokens", number(settings, "llm.max.tokens", 100, 1_000_000));
    properties.put("llm.retries", number(settings, "llm.retries", 0, 10));
    properties.put(
        COMPONENT + "tokens-per-day", number(settings, "openai.tokens.per.day", 0, 2_000_000_000));
    properties.put(
        COMPONENT + "private-hosts", Boolean.toString(settings.flag("openai.private.hosts")));
    Optional<String> key = settings.text("openai.api.key");
    Optional<String> url = settings.text("openai.base.url");
    boolean named = properties.values().stream().limit(3).anyMatch(model -> !model.isEmpty());
    if (named && key.isEmpty() && url.isEmpty()) {
      throw new SettingsException(
          "A language model is named, but no server: set OPENAI_API_KEY, or OPENAI_BASE_URL for a"
              + " server of your own.");
    }
    url.filter(text -> !text.matches("https?://[^/?#@\\s]+(?:/[^?#@\\s]*)?"))
        .ifPresent(
            text -> {
              throw new SettingsException(
                  "openai.base.url is '%s': set OPENAI_BASE_URL to an http or https address, such as http://localhost:11434/v1."
                      .formatted(text));
            });
    key.ifPresent(value -> properties.put(COMPONENT + "api-key", value));
    url.ifPresent(value -> properties.put(COMPONENT + "base-url", value));
    option(settings, "llm.model", "model", properties);
    option(settings, "llm.audio.model", "audio-model", properties);
    option(settings, "llm.embedding.model", "embedding-model", properties);
    return properties;
  }

  private static String number(Settings settings, String property, int least, int most) {
    return Integer.toString(settings.number(property, least, most));
  }

  private static void option(
      Settings settings, String property, String option, Map<String, String> properties) {
    settings.text(property).ifPresent(value -> properties.put(COMPONENT + option, value));
  }
}
