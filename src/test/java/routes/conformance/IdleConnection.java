package routes.conformance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection on which nothing is called, only pinged, as the SDKs do while a worker is idle: a
 * server that allows fewer pings ends it with GOAWAY at the third or fourth.
 */
final class IdleConnection implements AutoCloseable {

  private static final int HEAD = 9;
  private static final byte SETTINGS = 4;
  private static final byte PING = 6;
  private static final byte GOAWAY = 7;
  private static final byte ACK = 1;
  private static final int PINGS = 5;
  private static final int SECONDS_BETWEEN = 5;

  private final Socket socket;
  private final CountDownLatch answered = new CountDownLatch(PINGS);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  IdleConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket
        .getOutputStream()
        .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, (byte) 0, new byte[0]);
    start("answers", this::read);
    start("pings", this::ping);
  }

  private void start(String what, Runnable task) {
    Thread thread = new Thread(task, "idle-connection-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void send(byte type, byte flags, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.length);
    frame.put((byte) 0).putShort((short) payload.length).put(type).put(flags).putInt(0);
    OutputStream out = socket.getOutputStream();
    out.write(frame.put(payload).array());
    out.flush();
  }

  private void ping() {
    try {
      for (int i = 0; i < PINGS; i++) {
        send(PING, (byte) 0, new byte[8]);
        TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
      }
    } catch (IOException | InterruptedException e) {
      ended.completeExceptionally(e);
    }
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD) {
          throw new IOException("the engine closed the connection");
        }
        int length = ((head[0] & 0xff) << 16) | ((head[1] & 0xff) << 8) | (head[2] & 0xff);
        answer(head[3], head[4], in.readNBytes(length));
      }
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
  }

  private void answer(byte type, byte flags, byte[] payload) throws IOException {
    boolean acknowledged = (flags & ACK) != 0;
    if (type == GOAWAY) {
      throw new IOException("GOAWAY " + new String(payload, StandardCharsets.UTF_8));
    } else if (type == PING && acknowledged) {
      answered.countDown();
    } else if (type == PING) {
      send(PING, ACK, payload);
    } else if (type == SETTINGS && !acknowledged) {
      send(SETTINGS, ACK, new byte[0]);
    }
  }

  /** Waits until every ping has been answered. */
  void awaitAnswers() throws Exception {
    while (!answered.await(100, TimeUnit.MILLISECONDS)) {
      if (ended.isCompletedExceptionally()) {
        ended.join();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
