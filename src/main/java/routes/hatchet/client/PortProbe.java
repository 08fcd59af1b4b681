package routes.hatchet.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what speaks at a port that does not answer as expected. */
final class PortProbe {

  private static final Logger LOG = LoggerFactory.getLogger(PortProbe.class);
  private static final int SETTINGS = 4;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;

  /** What a port speaks. */
  enum Answer {
    /** HTTP/2 without TLS. */
    PLAINTEXT_HTTP2,
    /** HTTP/1, such as REST. */
    HTTP1,
    /** TLS. */
    TLS,
    /** Nothing that could be told. */
    UNKNOWN
  }

  private PortProbe() {}

  /**
   * Opens HTTP/2 in plaintext and, where that is not answered, TLS, and looks at the first bytes
   * that come back.
   *
   * @param limit time for all of it
   */
  static Answer ask(String host, int port, Duration limit) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    int part = (int) Math.max(1, limit.toMillis() / 4);
    try {
      Answer answer = judge(firstBytes(address, part, preface()));
      return answer == Answer.UNKNOWN ? judge(firstBytes(address, part, hello())) : answer;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.debug("{}:{} could not be looked at: {}", host, port, e.toString());
      return Answer.UNKNOWN;
    }
  }

  /** The beginning of HTTP/2. */
  private static byte[] preface() {
    byte[] preface =
        Arrays.copyOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 33);
    // An empty SETTINGS frame ends the preface: nine bytes, all zero but the type.
    preface[27] = SETTINGS;
    return preface;
  }

  /** The beginning of TLS. */
  private static byte[] hello() throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    return Arrays.copyOf(hello.array(), hello.position());
  }

  private static byte[] firstBytes(InetSocketAddress address, int millis, byte[] question)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(question);
      socket.getOutputStream().flush();
      return socket.getInputStream().readNBytes(5);
    } catch (SocketTimeoutException | SocketException e) {
      return new byte[0];
    }
  }

  static Answer judge(byte[] first) {
    if (first.length < 5) {
      return Answer.UNKNOWN;
    } else if (new String(first, StandardCharsets.US_ASCII).equals("HTTP/")) {
      return Answer.HTTP1;
    } else if ((first[0] == TLS_ALERT || first[0] == TLS_HANDSHAKE) && first[1] == 3) {
      return Answer.TLS;
    }
    return first[0] == 0 && first[3] == SETTINGS ? Answer.PLAINTEXT_HTTP2 : Answer.UNKNOWN;
  }
}
