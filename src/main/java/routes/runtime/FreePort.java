package routes.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Whether a port can be had, asked before anything is started that would have to be stopped again.
 */
final class FreePort {
  private FreePort() {}

  /**
   * Makes sure that a port can be had.
   *
   * @throws SettingsException naming the port and the variable to set
   */
  static void require(String host, int wanted, String use, String variable) {
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
