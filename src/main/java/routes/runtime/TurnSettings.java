package routes.runtime;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.hatchet.client.HatchetClientConfiguration;

/** The settings of logical-turn, which go by the names that its users have: RUCHE_*. */
final class TurnSettings {
  private static final String HATCHET = "ruche.jobs.hatchet.";
  private static final String BACKEND = "ruche.storage.session.backend";
  private static final String TOKEN = HatchetClientConfiguration.PREFIX + "TOKEN";
  private static final String HOST_PORT = HatchetClientConfiguration.PREFIX + "HOST_PORT";
  private static final String TLS = HatchetClientConfiguration.PREFIX + "TLS_STRATEGY";
  private static final int ENGINE_PORT = 7077;

  private TurnSettings() {}

  /**
   * What Camel must know of them.
   *
   * @throws SettingsException naming the setting that is wrong
   */
  static Map<String, String> properties(Settings settings) {
    String backend = settings.required(BACKEND);
    if (!backend.equals("redis")) {
      throw new SettingsException(
          "%s is '%s': set %s to redis, the only one that several processes can share."
              .formatted(BACKEND, backend, Settings.variable(BACKEND)));
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(HATCHET + "enabled", Boolean.toString(settings.flag(HATCHET + "enabled")));
    number(settings, HATCHET + "worker_concurrency", 1, 1000, properties);
    number(settings, HATCHET + "retry_max_attempts", 0, 100, properties);
    number(settings, HATCHET + "retry_backoff_seconds", 1, 3600, properties);
    number(settings, "ruche.turns.lease_seconds", 5, 86_400, properties);
    number(settings, "ruche.turns.wait_seconds", 0, 45, properties);
    number(settings, "ruche.turns.most_messages", 1, 1000, properties);
    number(settings, "ruche.turns.longest_seconds", 1, 90, properties);
    number(settings, "ruche.turns.most_superseded", 0, 100, properties);
    properties.put("ruche.agents.usual", settings.required("ruche.agents.usual"));
    properties.put("ruche.agents.named", settings.text("ruche.agents.named").orElse(""));
    return properties;
  }

  private static void number(
      Settings settings, String property, int least, int most, Map<String, String> properties) {
    properties.put(property, Integer.toString(settings.number(property, least, most)));
  }

  /**
   * The environment with the engine's address that logical-turn names, where there is a token and
   * no other address.
   *
   * @throws SettingsException if it is no address
   */
  static Map<String, String> engine(Settings settings, Map<String, String> environment) {
    String property = HATCHET + "server_url";
    Optional<String> url = settings.text(property);
    if (url.isEmpty()
        || environment.getOrDefault(TOKEN, "").isBlank()
        || !environment.getOrDefault(HOST_PORT, "").isBlank()) {
      return environment;
    }
    if (!url.get().matches("https?://[A-Za-z0-9.-]+(?::\\d{1,5})?/?")) {
      throw new SettingsException(
          "%s is '%s': set %s to an address such as http://localhost:7077."
              .formatted(property, url.get(), Settings.variable(property)));
    }
    URI address = URI.create(url.get());
    Map<String, String> with = new HashMap<>(environment);
    with.put(
        HOST_PORT,
        address.getHost() + ":" + (address.getPort() < 0 ? ENGINE_PORT : address.getPort()));
    with.putIfAbsent(TLS, address.getScheme().equals("http") ? "none" : "tls");
    return with;
  }
}
