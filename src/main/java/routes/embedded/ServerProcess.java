package routes.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Finds a server's process by its pid file, and waits for it. */
final class ServerProcess {
  private static final long POLL_MS = 10;

  private ServerProcess() {}

  /**
   * The living process of that pid file, if it runs a program out of {@code binaries}: the programs
   * are unpacked for each data directory, so no other process has its program there.
   */
  static Optional<ProcessHandle> find(Path pidFile, Path binaries) throws IOException {
    return pid(pidFile).flatMap(ProcessHandle::of).filter(process -> runsFrom(process, binaries));
  }

  /** Every living process that runs a program out of that directory. */
  static List<ProcessHandle> runningFrom(Path binaries) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> runsFrom(process, binaries)).toList();
    }
  }

  private static boolean runsFrom(ProcessHandle process, Path binaries) {
    return process.info().command().filter(c -> Path.of(c).startsWith(binaries)).isPresent()
        && runs(process);
  }

  static Optional<Long> pid(Path pidFile) throws IOException {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * False too for one that has ended and waits to be collected: a daemon's end is collected by the
   * system's first process, which in a container may do so late or never.
   */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return !stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return process.isAlive();
    }
  }

  /**
   * True when it has ended within the time. Polled: the JDK looks only now and then after a process
   * that is not its child.
   */
  static boolean ended(ProcessHandle process, Duration limit) {
    return becomesTrue(() -> !runs(process), limit);
  }

  static boolean becomesTrue(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
