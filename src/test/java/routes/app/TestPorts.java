package routes.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for applications that tests start, none given out twice in a JVM. They are below those that
 * embedded servers choose and those that the system takes for outgoing connections, and each JVM of
 * the tests has a range of its own: what is free when it is chosen is free when the application
 * gets to listen there.
 */
final class TestPorts {
  private static final int FIRST = 4_000;
  private static final int EACH = 1_300;
  private static final int FORKS = 8;

  // Set by the build; what is no number must not make two JVMs share a range.
  private static final int FORK = Integer.parseInt(System.getProperty("test.fork", "0")) % FORKS;
  // Not always the same ones: what another run left in TIME_WAIT is of no concern then.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() % EACH));

  private TestPorts() {}

  static int free() {
    for (int tries = 0; tries < EACH; tries++) {
      int port = FIRST + FORK * EACH + NEXT.getAndIncrement() % EACH;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next one.
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
