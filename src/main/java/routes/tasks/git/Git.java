package routes.tasks.git;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs git in one directory. The repository's hooks and monitors do not run, nobody is asked for a
 * password, and of this process's environment git gets what it needs to find its programs.
 */
final class Git {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int MOST_ERROR = 8192;
  private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR", "USER");
  private static final List<String> SAFE =
      List.of(
          "git",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.quotePath=false",
          "-c",
          "gc.auto=0",
          "-c",
          "maintenance.auto=false",
          "-c",
          "commit.gpgSign=false",
          "-c",
          "advice.detachedHead=false");

  private final Path directory;
  private final Map<String, String> environment;

  /**
   * Makes one.
   *
   * @param environment added to what git inherits
   */
  Git(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
  }

  /** What a command did. */
  record Answer(int exitCode, String output, String error) {
    String line() {
      return output.strip();
    }
  }

  /**
   * Runs a command that must succeed.
   *
   * @throws GitException with what git said
   */
  String run(String... arguments) throws InterruptedException {
    return must(ask(Integer.MAX_VALUE, arguments), arguments).line();
  }

  /** As {@link #run}, with at most so many bytes of the output and nothing stripped. */
  String text(int most, String... arguments) throws InterruptedException {
    return must(ask(most, arguments), arguments).output();
  }

  private static Answer must(Answer answer, String... arguments) {
    if (answer.exitCode() != 0) {
      throw new GitException("git %s failed: %s".formatted(arguments[0], sentence(answer.error())));
    }
    return answer;
  }

  /** Runs a command that may fail. */
  Answer ask(int most, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(List.of(arguments));
    Path errors = null;
    Process process = null;
    try {
      errors = Files.createTempFile("git", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectError(Redirect.to(errors.toFile()));
      builder.environment().keySet().retainAll(INHERITED);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("GIT_TERMINAL_PROMPT", "0");
      builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
      builder.environment().putAll(environment);
      process = start(builder);
      // Git writes to a pipe that this thread drains; a file takes what it complains of.
      String output = drain(process.getInputStream(), most);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new GitException(
            "git %s was not done after %d s.".formatted(arguments[0], LIMIT.toSeconds()));
      }
      return new Answer(process.exitValue(), output, error(errors));
    } catch (IOException e) {
      throw new GitException("git %s failed: %s".formatted(arguments[0], e.getMessage()), e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(errors);
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GitException(
          "git cannot be started in %s (%s): install git, and see that the directory is there."
              .formatted(
                  builder.directory(),
                  String.valueOf(e.getMessage()).replaceFirst("^.*error=\\d+, ", "")),
          e);
    }
  }

  private static String drain(InputStream in, int most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, Math.min(n, most - out.size()));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String error(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_ERROR), StandardCharsets.UTF_8);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A leftover of a few bytes in the directory for such.
    }
  }

  /** The line in which git says what is wrong. */
  static String sentence(String error) {
    List<String> lines = error.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("fatal:") || line.startsWith("error:"))
        .findFirst()
        .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
  }
}
