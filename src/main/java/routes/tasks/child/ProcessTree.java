package routes.tasks.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program and everything it has started. Its processes carry a mark in their environment, so that
 * those that left the tree, or outlived the JVM that began it, are found too where there is /proc.
 */
public final class ProcessTree {

  /** The environment variable that marks a program's processes. */
  public static final String MARK = "HATCHET_TASK_RUN";

  private static final Path PROC = Path.of("/proc");

  /** One that is being killed may fork once more. */
  private static final int ROUNDS = 5;

  private ProcessTree() {}

  /** Ends a process, all below it, and all that carry the mark. */
  static void kill(Process process, String mark) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // Not by the process itself, which would close its output before all of it was read.
    boolean unused = process.toHandle().destroyForcibly();
    unused |= killMarked(mark) > 0;
  }

  /** Ends all processes that carry a mark; says how many there were. */
  public static int killMarked(String mark) {
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> found = marked(mark);
      if (found.isEmpty()) {
        return killed;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      killed += found.size();
    }
    return killed;
  }

  private static List<ProcessHandle> marked(String mark) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    String entry = MARK + "=" + mark + "\0";
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (carries(process, entry)) {
          Optional<ProcessHandle> handle =
              ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
          handle.filter(one -> one.pid() != self && one.isAlive()).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      // Without a readable /proc there is the tree alone.
    }
    return found;
  }

  private static boolean carries(Path process, String entry) {
    try {
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      return environment.startsWith(entry) || environment.contains("\0" + entry);
    } catch (IOException e) {
      // It has ended, or belongs to somebody else.
      return false;
    }
  }
}
