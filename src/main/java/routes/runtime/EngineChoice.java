package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.HatchetClientConfiguration;

/**
 * Which Hatchet engine runs the workflows: {@code auto} takes the configured one if it answers, and
 * the embedded one otherwise; {@code remote} and {@code embedded} insist.
 */
enum EngineChoice {
  REMOTE,
  EMBEDDED;

  private static final Logger LOG = LoggerFactory.getLogger("routes.hatchet");
  private static final String PROPERTY = "hatchet.engine";
  private static final String TOKEN = HatchetClientConfiguration.PREFIX + "TOKEN";
  private static final int PATIENCE_MILLIS = 3000;

  static EngineChoice of(Settings settings, Map<String, String> environment) {
    String wish = settings.required(PROPERTY).toLowerCase(Locale.ROOT);
    boolean token = !environment.getOrDefault(TOKEN, "").isBlank();
    return switch (wish) {
      case "embedded" -> EMBEDDED;
      case "remote" -> {
        if (!token) {
          throw new SettingsException(
              "HATCHET_ENGINE is remote, but HATCHET_CLIENT_TOKEN not set: set it to an API token of the engine.");
        }
        yield REMOTE;
      }
      case "auto" ->
          token && answers(HatchetClientConfiguration.fromEnvironment(environment))
              ? REMOTE
              : EMBEDDED;
      default ->
          throw new SettingsException(
              "%s is '%s': set HATCHET_ENGINE to auto, remote or embedded."
                  .formatted(PROPERTY, wish));
    };
  }

  private static boolean answers(HatchetClientConfiguration remote) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(remote.host(), remote.port()), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "Hatchet at {}:{} does not answer ({}): using the embedded engine",
          remote.host(),
          remote.port(),
          e.getMessage());
      return false;
    }
  }

  /** The client's environment for an engine of this machine. */
  static Map<String, String> local(Map<String, String> environment, String token, String hostPort) {
    Map<String, String> local = new HashMap<>(environment);
    local.keySet().removeIf(name -> name.startsWith(HatchetClientConfiguration.PREFIX));
    local.put(TOKEN, token);
    local.put(HatchetClientConfiguration.PREFIX + "HOST_PORT", hostPort);
    local.put(HatchetClientConfiguration.PREFIX + "TLS_STRATEGY", "none");
    return local;
  }
}
