package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.HatchetClientConfiguration;

/**
 * Which Hatchet engine runs the workflows: {@code auto} takes the configured one if it answers, and
 * the embedded one otherwise; {@code remote} and {@code embedded} insist.
 *
 * @param remote whether the workflows are the configured engine's
 * @param standby whether a run that the configured engine cannot take may go to an embedded one
 * @param absent why the configured engine is not used at all; absent when it is, or none is
 *     configured
 */
record EngineChoice(boolean remote, boolean standby, @Nullable String absent) {
  private static final Logger LOG = LoggerFactory.getLogger("routes.hatchet");
  private static final String PROPERTY = "hatchet.engine";
  private static final String TOKEN = HatchetClientConfiguration.PREFIX + "TOKEN";
  private static final String HOST_PORT = HatchetClientConfiguration.PREFIX + "HOST_PORT";
  private static final int PATIENCE_MILLIS = 3000;

  static EngineChoice of(Settings settings, Map<String, String> environment) {
    String wish = settings.required(PROPERTY).toLowerCase(Locale.ROOT);
    boolean token = !environment.getOrDefault(TOKEN, "").isBlank();
    return switch (wish) {
      case "embedded" -> new EngineChoice(false, false, null);
      case "remote" -> {
        if (!token) {
          throw new SettingsException(
              "HATCHET_ENGINE is remote, but HATCHET_CLIENT_TOKEN not set: set it to an API token"
                  + " of the engine.");
        }
        yield new EngineChoice(true, false, null);
      }
      case "auto" -> auto(token, environment);
      default ->
          throw new SettingsException(
              "%s is '%s': set HATCHET_ENGINE to auto, remote or embedded."
                  .formatted(PROPERTY, wish));
    };
  }

  private static EngineChoice auto(boolean token, Map<String, String> environment) {
    String address = environment.getOrDefault(HOST_PORT, "");
    if (!token && address.isBlank()) {
      return new EngineChoice(false, false, null);
    }
    String absent =
        token
            ? silence(HatchetClientConfiguration.fromEnvironment(environment))
            : "HATCHET_CLIENT_TOKEN not set: set it to an API token of the engine at %s, or unset HATCHET_CLIENT_HOST_PORT."
                .formatted(address);
    if (absent != null) {
      LOG.warn("{} Using the embedded engine.", absent);
    }
    return new EngineChoice(absent == null, true, absent);
  }

  /** Why nothing is to be expected of an engine; absent when it answers. */
  private static @Nullable String silence(HatchetClientConfiguration engine) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(engine.host(), engine.port()), PATIENCE_MILLIS);
      return null;
    } catch (IOException e) {
      return "Hatchet at %s:%d did not answer at the start (%s): check HATCHET_CLIENT_HOST_PORT and that the engine runs, then start again."
          .formatted(engine.host(), engine.port(), e.getMessage());
    }
  }

  /** The client's environment for an engine of this machine. */
  static Map<String, String> local(Map<String, String> environment, String token, String hostPort) {
    Map<String, String> local = new HashMap<>(environment);
    local.keySet().removeIf(name -> name.startsWith(HatchetClientConfiguration.PREFIX));
    local.put(TOKEN, token);
    local.put(HOST_PORT, hostPort);
    local.put(HatchetClientConfiguration.PREFIX + "TLS_STRATEGY", "none");
    return local;
  }
}
