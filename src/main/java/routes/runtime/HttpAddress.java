package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where HTTP is served.
 *
 * @param served whether at all
 * @param host the address that it is bound to
 * @param port the TCP port
 */
record HttpAddress(boolean served, String host, int port) {

  static HttpAddress of(Settings settings) {
    return new HttpAddress(
        settings.flag("http.enabled"),
        settings.required("bind.address"),
        settings.port("http.port"));
  }

  String url() {
    return "http://%s:%d".formatted(host, port);
  }

  /**
   * Makes sure that the port can be had: Camel's HTTP server logs a taken one and goes on without.
   *
   * @throws SettingsException naming the port and what to set
   */
  void requireFree() {
    if (!served) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new SettingsException(
          "Port %d on %s cannot be used for HTTP (%s): stop what holds it, or set HTTP_PORT to another one."
              .formatted(port, host, e.getMessage()));
    }
  }
}
