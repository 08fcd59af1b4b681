package routes.hatchet.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds out what speaks at a port that does not answer as expected. */
final class PortProbe {

  private static final int TIMEOUT_MILLIS = 1200;
  private static final int SETTINGS = 4;
  private static final int TLS_ALERT = 0x15;

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

  /** Opens HTTP/2 in plaintext and looks at the first bytes that come back. */
  static Answer ask(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] preface =
          Arrays.copyOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 33);
      // An empty SETTINGS frame ends the preface: nine bytes, all zero but the type.
      preface[27] = SETTINGS;
      socket.getOutputStream().write(preface);
      socket.getOutputStream().flush();
      return judge(first(socket.getInputStream()));
    } catch (IOException | IllegalArgumentException e) {
      return Answer.UNKNOWN;
    }
  }

  private static byte[] first(InputStream in) throws IOException {
    return in.readNBytes(5);
  }

  static Answer judge(byte[] first) {
    if (first.length < 5) {
      return Answer.UNKNOWN;
    } else if (new String(first, StandardCharsets.US_ASCII).equals("HTTP/")) {
      return Answer.HTTP1;
    } else if (first[0] == TLS_ALERT && first[1] == 3) {
      return Answer.TLS;
    }
    return first[0] == 0 && first[3] == SETTINGS ? Answer.PLAINTEXT_HTTP2 : Answer.UNKNOWN;
  }
}
