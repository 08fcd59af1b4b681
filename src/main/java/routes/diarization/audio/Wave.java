package routes.diarization.audio;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one form that audio has here: WAV, one channel of 16-bit samples, 16,000 a second. Readers
 * and writers are for one thread.
 */
public final class Wave {
  /** Samples a second. */
  public static final int RATE = 16_000;

  private static final int HEADER = 44;
  private static final int BYTES = 2;
  private static final long MOST_BYTES = 0xffff_ffffL - HEADER;

  private Wave() {}

  /** Seconds of so many samples. */
  public static double seconds(long samples) {
    return (double) samples / RATE;
  }

  /** Samples in so many seconds. */
  public static long samples(double seconds) {
    return Math.round(seconds * RATE);
  }

  /** Samples of a file that a {@link Writer} wrote. */
  public static long length(Path file) throws IOException {
    return Math.max(0, (Files.size(file) - HEADER) / BYTES);
  }

  /** Reads samples in order; beyond the end there are none. */
  public static final class Reader implements Closeable {
    private final InputStream in;
    private final byte[] bytes = new byte[8192];

    /** Opens a file at a sample. */
    public Reader(Path file, long from) throws IOException {
      InputStream stream = Files.newInputStream(file);
      stream.skipNBytes(Math.min(HEADER + from * BYTES, Files.size(file)));
      this.in = new BufferedInputStream(stream, 1 << 16);
    }

    /**
     * Reads samples.
     *
     * @return how many; fewer than there is room for at the end only
     */
    public int read(short[] samples) throws IOException {
      int filled = 0;
      while (filled < samples.length) {
        int read =
            in.readNBytes(bytes, 0, Math.min(bytes.length, (samples.length - filled) * BYTES));
        for (int i = 0; i + 1 < read; i += BYTES) {
          samples[filled++] = (short) ((bytes[i] & 0xff) | (bytes[i + 1] << 8));
        }
        if (read < bytes.length) {
          break;
        }
      }
      return filled;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Writes samples in order; the file is whole when it is closed. */
  public static final class Writer implements Closeable {
    private final FileChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    /**
     * Creates a file.
     *
     * @param silence samples of silence that it begins with; they take no room on the disk
     */
    public Writer(Path file, long silence) throws IOException {
      out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      out.position(HEADER + silence * BYTES);
      written = silence;
    }

    /** Appends samples. */
    public void write(short[] samples, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        if (buffer.remaining() < BYTES) {
          flush();
        }
        buffer.putShort(samples[i]);
      }
      written += count;
    }

    /** Appends samples as they stand in memory, the low byte first. */
    void write(byte[] bytes, int count) throws IOException {
      flush();
      ByteBuffer more = ByteBuffer.wrap(bytes, 0, count);
      while (more.hasRemaining()) {
        out.write(more);
      }
      written += count / BYTES;
    }

    /** Samples so far. */
    public long written() {
      return written;
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        flush();
        long data = Math.min(written * BYTES, MOST_BYTES);
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (data + HEADER - 8)).put(ascii("WAVEfmt "));
        header.putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(RATE).putInt(RATE * BYTES).putShort((short) BYTES).putShort((short) 16);
        header.put(ascii("data")).putInt((int) data).flip();
        out.write(header, 0);
      }
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
