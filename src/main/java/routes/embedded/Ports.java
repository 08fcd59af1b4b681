package routes.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses the port a server listens on, and says so in a sentence when it is taken. */
final class Ports {
  static final String LOOPBACK = "127.0.0.1";

  private static final int LOWEST = 15_000;

  /** Linux begins there; macOS, Windows and the BSDs at 49152. */
  private static final int LOWEST_OF_CONNECTIONS = 32_768;

  private static final int ATTEMPTS = 50;

  private Ports() {}

  static InetAddress loopback() {
    return address(LOOPBACK);
  }

  /**
   * The wanted port, checked to be free. With 0: the one in {@code memory} if it is still free,
   * else a new one, which is then kept there, so that other processes find the server after a
   * restart.
   */
  static int choose(String server, String variable, String host, int wanted, Path memory) {
    if (wanted != 0) {
      requireFree(server, variable, host, wanted);
      return wanted;
    }
    int remembered = read(memory);
    if (remembered != 0 && bind(host, remembered) == remembered) {
      return remembered;
    }
    int free = anyFree(host);
    try {
      Files.writeString(memory, free + "\n");
    } catch (IOException e) {
      throw new EmbeddedStartException("Cannot write " + memory + ": " + e + ".", e);
    }
    return free;
  }

  /**
   * A port that nobody listens on, below those from which systems take one for each connection that
   * goes out: such a port may be gone before the server binds it.
   */
  static int anyFree(String host) {
    int port = 0;
    for (int i = 0; i < ATTEMPTS && port == 0; i++) {
      port = bind(host, ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_OF_CONNECTIONS));
    }
    port = port == 0 ? bind(host, 0) : port;
    if (port == 0) {
      throw new EmbeddedStartException(
          "No port can be opened on " + host + ": set BIND_ADDRESS to an address of this machine.");
    }
    return port;
  }

  static void requireFree(String server, String variable, String host, int port) {
    if (bind(host, port) == 0) {
      throw new EmbeddedStartException(
          "Port "
              + port
              + " for "
              + server
              + " on "
              + host
              + " is taken or not allowed: stop what listens there, or set "
              + variable
              + " to another port.");
    }
  }

  /** The bound port, or 0. */
  private static int bind(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(host), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }

  static InetAddress address(String host) {
    try {
      return InetAddress.getAllByName(host)[0];
    } catch (UnknownHostException e) {
      throw new EmbeddedStartException(
          "BIND_ADDRESS is " + host + ", which is no address of this machine: try 127.0.0.1.", e);
    }
  }

  private static int read(Path memory) {
    try {
      int port = Integer.parseInt(Files.readString(memory).strip());
      return port > 0 && port <= 65_535 ? port : 0;
    } catch (NoSuchFileException | NumberFormatException e) {
      return 0;
    } catch (IOException e) {
      throw new EmbeddedStartException("Cannot read " + memory + ": " + e + ".", e);
    }
  }
}
