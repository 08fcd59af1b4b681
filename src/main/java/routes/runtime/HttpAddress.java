package routes.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where HTTP is served, and gRPC for event producers beside it.
 *
 * @param served whether at all
 * @param host the address that it is bound to
 * @param port the TCP port
 * @param eventsPort the TCP port for events by gRPC
 * @param withoutLogin whether somebody has said that other machines may reach them
 */
record HttpAddress(boolean served, String host, int port, int eventsPort, boolean withoutLogin) {
  private static final Logger LOG = LoggerFactory.getLogger("routes.http");

  static HttpAddress of(Settings settings) {
    return new HttpAddress(
        settings.flag("http.enabled"),
        settings.required("bind.address"),
        settings.port("http.port"),
        settings.number("events.grpc.port", 1, 65_535),
        settings.flag("http.without.login"));
  }

  String url() {
    return "http://%s:%d".formatted(host, port);
  }

  /**
   * Makes sure that nobody opens ports without a login to other machines unawares.
   *
   * @throws SettingsException naming the ports and what to set
   */
  void requireOwnMachineOrConsent() {
    if (!served || isOwnMachine()) {
      return;
    }
    if (!withoutLogin) {
      throw new SettingsException(
          "BIND_ADDRESS is %s, but HTTP on port %d and events by gRPC on port %d have no login: set it to 127.0.0.1, or, where only a proxy with a login or trusted machines reach them, HTTP_WITHOUT_LOGIN to true."
              .formatted(host, port, eventsPort));
    }
    LOG.warn(
        "HTTP on port {} and events by gRPC on port {} have no login and listen on {} (BIND_ADDRESS): only a proxy with a login or trusted machines may reach them",
        port,
        eventsPort,
        host);
  }

  private boolean isOwnMachine() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // It cannot be bound either, which is told next.
      return true;
    }
  }

  /**
   * Makes sure that the ports can be had: Camel's HTTP server logs a taken one and goes on without.
   *
   * @throws SettingsException naming the port and what to set
   */
  void requireFree() {
    if (served) {
      FreePort.require(host, port, "HTTP", "HTTP_PORT");
      FreePort.require(host, eventsPort, "events by gRPC", "EVENTS_GRPC_PORT");
    }
  }
}
