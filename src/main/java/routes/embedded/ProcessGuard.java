package routes.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell that reads a pipe from this JVM and ends the server processes it was told of when
 * the pipe breaks: when this JVM was killed. Without it they are found at the next start.
 */
final class ProcessGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessGuard.class);

  /** It ignores Ctrl+C: that is for the JVM, which stops the servers in order. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      postgres= redis=
      while read -r name pid; do
        case $name in
          postgres) postgres=$pid ;;
          redis) redis=$pid ;;
          done) exit 0 ;;
        esac
      done
      [ -z "$redis" ] || kill -TERM "$redis" 2>/dev/null
      [ -z "$postgres" ] || kill -INT "$postgres" 2>/dev/null
      """;

  private final @Nullable Writer pipe;

  private ProcessGuard(@Nullable Writer pipe) {
    this.pipe = pipe;
  }

  static ProcessGuard start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of("sh", "-c", SCRIPT))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Command.bare(builder.environment());
      return new ProcessGuard(builder.start().outputWriter(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.info("No shell to guard the embedded servers ({})", e.getMessage());
      return new ProcessGuard(null);
    }
  }

  void watch(String name, long pid) {
    write(name + " " + pid + "\n");
  }

  @Override
  public void close() {
    write("done\n");
  }

  private synchronized void write(String line) {
    if (pipe == null) {
      return;
    }
    try {
      pipe.write(line);
      pipe.flush();
    } catch (IOException e) {
      LOG.info("The guard of the embedded servers is gone ({})", e.getMessage());
    }
  }
}
