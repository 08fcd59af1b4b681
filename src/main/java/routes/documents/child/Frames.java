package routes.documents.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the two processes speak: a kind, two numbers, a length and so many bytes. */
final class Frames {

  /** Parent: read this document. */
  static final byte READ = 1;

  /** Parent: draw a page of this document; page and dots per inch. */
  static final byte PICTURE = 2;

  /** Child: a page is begun. */
  static final byte PROGRESS = 3;

  /** Child: what was asked for. */
  static final byte DONE = 4;

  /** Child: the document cannot be read; the bytes say why in a sentence. */
  static final byte REFUSED = 5;

  private static final int MOST = 64 << 20;

  /**
   * A message.
   *
   * @param kind one of the above
   * @param one a number
   * @param two a number
   * @param bytes what it is about
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(byte kind, int one, int two, byte[] bytes) {}

  private Frames() {}

  static void write(DataOutputStream out, Frame frame) throws IOException {
    out.writeByte(frame.kind());
    out.writeInt(frame.one());
    out.writeInt(frame.two());
    out.writeInt(frame.bytes().length);
    out.write(frame.bytes());
    out.flush();
  }

  /** The next message; nothing when the other side is gone. */
  static @Nullable Frame read(DataInputStream in) throws IOException {
    try {
      byte kind = in.readByte();
      int one = in.readInt();
      int two = in.readInt();
      int length = in.readInt();
      if (length < 0 || length > MOST) {
        throw new IOException("a message of %d bytes is none".formatted(length));
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return new Frame(kind, one, two, bytes);
    } catch (EOFException e) {
      return null;
    }
  }
}
