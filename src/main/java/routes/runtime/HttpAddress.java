package routes.runtime;

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
      FreePort.require(host, port, "HTTP", "HTTP_PORT");
      FreePort.require(host, eventsPort, "events by gRPC", "EVENTS_GRPC_PORT");
    }
  }
}
