package routes.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one directory below which all state lives. The process that holds its lock owns the servers
 * in it; the system gives the lock back when that process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  private static final long NEEDED_BYTES = 300L << 20;
  private static final long CLOCK_TOLERANCE_MS = 5_000;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path path;
  private @Nullable FileChannel lockFile;
  private @Nullable FileLock lock;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** What the owner writes for the others; the start time tells its pid from a later process's. */
  record Announcement(String version, long pid, long processStart, ServerAddresses addresses) {}

  /** Makes the directory when missing and checks that it can be used. */
  public static DataDirectory open(Path path) {
    try {
      OwnerOnly.directory(path);
    } catch (FileAlreadyExistsException e) {
      throw new EmbeddedStartException(
          "The data directory " + path + " is a file: remove it or set DATA_DIR.", e);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The data directory "
              + path
              + " cannot be made ("
              + e
              + "): set DATA_DIR to a directory that you may write to.",
          e);
    }
    if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path)) {
      throw new EmbeddedStartException(
          "The data directory "
              + path
              + " is not readable and writable for this user: change its permissions, or set DATA_DIR to another.");
    }
    return new DataDirectory(path);
  }

  public Path path() {
    return path;
  }

  /** A directory below this one, made when missing. */
  Path directory(String name) throws IOException {
    return OwnerOnly.directory(path.resolve(name));
  }

  /** True when the servers are this process's to run. */
  synchronized boolean own() {
    if (lock != null) {
      return true;
    }
    Path file = path.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock got;
      try {
        got = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        got = null;
      }
      if (got == null) {
        channel.close();
        return false;
      }
      lockFile = channel;
      lock = got;
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The data directory " + path + " cannot be locked (" + e + "): set DATA_DIR to another.",
          e);
    }
    withdraw();
    requireSpace(path, NEEDED_BYTES);
    return true;
  }

  /** Tells other processes where the servers are. */
  void announce(String version, ServerAddresses addresses) {
    ProcessHandle self = ProcessHandle.current();
    try {
      OwnerOnly.write(
          announcement(),
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(new Announcement(version, self.pid(), startOf(self), addresses)));
    } catch (IOException e) {
      throw new EmbeddedStartException("Cannot write " + announcement() + ": " + e + ".", e);
    }
  }

  /** What the living owner announced; empty while it is still starting, or when there is none. */
  Optional<Announcement> announced() {
    try {
      Announcement found = JSON.readValue(Files.readString(announcement()), Announcement.class);
      boolean alive =
          ProcessHandle.of(found.pid())
              .filter(owner -> owner.isAlive() && sameStart(startOf(owner), found.processStart()))
              .isPresent();
      return alive ? Optional.of(found) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Cannot read " + announcement() + " (" + e + "): stop the other process and remove it.",
          e);
    }
  }

  @Override
  public synchronized void close() {
    if (lock == null || lockFile == null) {
      return;
    }
    withdraw();
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new EmbeddedStartException("Cannot unlock " + path + ": " + e + ".", e);
    } finally {
      lock = null;
      lockFile = null;
    }
  }

  private void withdraw() {
    try {
      Files.deleteIfExists(announcement());
    } catch (IOException e) {
      throw new EmbeddedStartException("Cannot remove " + announcement() + ": " + e + ".", e);
    }
  }

  static void requireSpace(Path path, long needed) {
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < needed) {
        throw new EmbeddedStartException(
            "Only "
                + (free >> 20)
                + " MB are free where the data directory "
                + path
                + " is, and "
                + (needed >> 20)
                + " MB are needed: free some, or set DATA_DIR to another disk.");
      }
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Cannot tell how much space is free at " + path + ": " + e + ".", e);
    }
  }

  private Path announcement() {
    return path.resolve("servers.json");
  }

  /** The system counts from its boot, whose time moves when the clock is set. */
  private static boolean sameStart(long one, long other) {
    return Math.abs(one - other) < CLOCK_TOLERANCE_MS;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
