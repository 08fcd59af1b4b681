package routes.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP/2 by hand, for what no client would send. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();

  /** What came. */
  record Frame(int type, int flags, int stream, ByteBuf payload) {}

  RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    // The preface and an empty frame of settings at once: who speaks no HTTP/2 hangs up at the
    // first.
    String settings = "\0\0\0\4\0\0\0\0\0";
    out.write(("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settings).getBytes(StandardCharsets.US_ASCII));
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length & 0xffff);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Literal header fields, without any compression. */
  static byte[] encode(Map<String, String> fields) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      block.write(0);
      text(block, field.getKey());
      text(block, field.getValue());
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int left = bytes.length;
    if (left < 127) {
      block.write(left);
    } else {
      block.write(127);
      left -= 127;
      while (left >= 128) {
        block.write(left % 128 + 128);
        left /= 128;
      }
      block.write(left);
    }
    block.write(bytes);
  }

  static Map<String, String> call(String path, String token) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(":method", "POST");
    fields.put(":scheme", "http");
    fields.put(":path", path);
    fields.put(":authority", "localhost");
    fields.put("content-type", "application/grpc");
    fields.put("te", "trailers");
    if (!token.isEmpty()) {
      fields.put("authorization", "bearer " + token);
    }
    return fields;
  }

  /** The next frame; an {@link IOException} once the other side has closed the connection. */
  Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, flags, stream, Unpooled.wrappedBuffer(payload));
  }

  /** The trailers of a stream. */
  Http2Headers trailers(int stream) throws IOException, Http2Exception {
    while (true) {
      Frame frame = read();
      if (frame.type() == HEADERS) {
        Http2Headers fields = headers.decodeHeaders(frame.stream(), frame.payload());
        if (frame.stream() == stream && (frame.flags() & END_STREAM) != 0) {
          return fields;
        }
      }
    }
  }

  /** Whether the other side ends the connection, whatever else it says before. */
  boolean isEnded() {
    try {
      Frame frame = read();
      while (frame.type() != GOAWAY) {
        frame = read();
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
