package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where HTTP is served, and gRPC for event producers beside it.
 *
 * @param served whether at all
 * @param host the address that it is bound to
 * @param port the TCP port
 * @param eventsPort the TCP port for events by gRPC
 */
record HttpAddress(boolean served, String host, int port, int eventsPort) {

  static HttpAddress of(Settings settings) {
    return new HttpAddress(
        settings.flag("http.enabled"),
        settings.required("bind.address"),
        settings.port("http.port"),
        settings.number("events.grpc.port", 1, 65_535));
  }

  String url() {
    return "http://%s:%d".formatted(host, port);
  }

  /**
   * Makes sure that the ports can be had: Camel's HTTP server logs a taken one and goes on without.
   *
   * @throws SettingsException naming the port and what to set
   */
  void requireFree() {
    if (served) {
      requireFree(host, port, "HTTP", "HTTP_PORT");
      requireFree(host, eventsPort, "events by gRPC", "EVENTS_GRPC_PORT");
    }
  }

  /**
   * Makes sure that a port can be had.
   *
   * @throws SettingsException naming the port and the variable to set
   */
  static void requireFree(String host, int wanted, String use, String variable) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, wanted));
    } catch (IOException e) {
      throw new SettingsException(
          "Port %d on %s cannot be used for %s (%s): stop what holds it, or set %s to another one."
              .formatted(wanted, host, use, e.getMessage(), variable));
    }
  }
}
