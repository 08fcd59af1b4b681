package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Camel's HTTP server logs a taken port and goes on without one: it is looked at first. */
final class HttpPort {
  private HttpPort() {}

  /**
   * Makes sure that the port can be had.
   *
   * @throws SettingsException naming the port and what to set
   */
  static void requireFree(Settings settings) {
    if (!settings.flag("http.enabled", true)) {
      return;
    }
    String bind = settings.text("bind.address", "127.0.0.1");
    int port = settings.port("http.port", 8001);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(bind, port));
    } catch (IOException e) {
      throw new SettingsException(
          "Port %d on %s cannot be used for HTTP (%s): stop what holds it, or set HTTP_PORT to another one."
              .formatted(port, bind, e.getMessage()));
    }
  }
}
