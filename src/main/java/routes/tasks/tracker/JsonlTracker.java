package routes.tasks.tracker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tracker's {@code issues.jsonl}, read and written by us. Processes take turns by a lock file.
 */
public final class JsonlTracker implements Tracker {
  private static final long MOST_BYTES = 64L << 20;

  private final Path file;
  private final Path lock;
  private final Clock clock;

  /**
   * Makes the tracker of a file.
   *
   * @param lock a file of ours, locked while the tracker's is written
   */
  public JsonlTracker(Path file, Path lock, Clock clock) {
    this.file = file;
    this.lock = lock;
    this.clock = clock;
  }

  @Override
  public View look() throws IOException {
    TrackerContent content = TrackerFile.read(file.getFileName().toString(), text());
    return new View(Readiness.ready(content), content);
  }

  @Override
  public @Nullable TrackerTask find(String id) throws IOException {
    return look().content().find(id);
  }

  @Override
  public List<String> waitsFor(TrackerTask task) throws IOException {
    return Readiness.waitsFor(look().content(), task);
  }

  @Override
  public synchronized boolean close(String id, String reason) throws IOException {
    Files.createDirectories(lock.getParent());
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      byte[] closed = TrackerFile.closed(bytes(), id, reason, clock.instant());
      if (closed != null) {
        replace(closed);
        return true;
      }
      return held.isValid() && find(id) != null;
    }
  }

  private String text() throws IOException {
    // What is no UTF-8 makes its own line unreadable, or a title odd; never the rest.
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is no file: set TASKS_TRACKER to the tracker's JSONL file.".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "%s has over %d MiB: have bd compact it.".formatted(file, MOST_BYTES >> 20));
    }
    return Files.readAllBytes(file);
  }

  /** Readers see the old file or the new one, also after a crash. */
  private void replace(byte[] content) throws IOException {
    Path real = file.toRealPath();
    Path next = real.resolveSibling(real.getFileName() + ".next");
    Files.deleteIfExists(next);
    try (FileChannel out =
        FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    PosixFileAttributeView before = Files.getFileAttributeView(real, PosixFileAttributeView.class);
    if (before != null) {
      Files.setPosixFilePermissions(next, before.readAttributes().permissions());
    }
    Files.move(next, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
