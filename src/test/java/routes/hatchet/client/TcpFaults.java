package routes.hatchet.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and a server, and breaks their connections as networks do. */
final class TcpFaults implements AutoCloseable {

  /** Which way bytes go. */
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean closed;

  TcpFaults(int serverPort) {
    this.serverPort = serverPort;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Closes every connection, and every new one at once, until {@link #heal()}. */
  void cutEverything() {
    refusing = true;
    links.forEach(Link::close);
  }

  /** The open connections carry nothing more in this direction, for ever, and stay open. */
  void stall(Direction direction) {
    links.forEach(link -> link.stalled.add(direction));
  }

  /** New connections work. */
  void heal() {
    refusing = false;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
          continue;
        }
        Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
        links.add(link);
        start(() -> link.pump(link.client, link.server, Direction.TO_SERVER));
        start(() -> link.pump(link.server, link.client, Direction.TO_CLIENT));
      } catch (IOException e) {
        // The listener was closed, or the server is away: the client sees a closed connection.
      }
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "tcp-faults");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private final Set<Direction> stalled = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to, Direction direction) {
      byte[] buffer = new byte[16_384];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (stalled.contains(direction)) {
            ended.await();
            return;
          }
          out.write(buffer, 0, n);
          out.flush();
        }
      } catch (IOException e) {
        // One side has closed: so does the other.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      close();
    }

    void close() {
      links.remove(this);
      ended.countDown();
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
