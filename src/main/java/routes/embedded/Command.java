package routes.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a helper program to its end, bounded, with nothing of this process's environment but what it
 * needs.
 */
final class Command {
  private Command() {}

  /** Runs it, its output appended to {@code log}, and returns its exit code. */
  static int run(List<String> command, Path log, Duration limit) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    bare(builder.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " was not done after " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.get(0), e);
    }
    return process.exitValue();
  }

  /** Tokens and passwords of this process are none of a child's business. */
  static void bare(Map<String, String> environment) {
    environment.keySet().retainAll(List.of("PATH", "TMPDIR"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  /** The last line of a log that says something, for a sentence about a start that failed. */
  static String lastLine(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      for (int i = lines.size() - 1; i >= 0; i--) {
        String line = lines.get(i).strip();
        if (line.contains("FATAL") || line.contains("ERROR") || line.contains("error")) {
          return line;
        }
      }
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }
}
