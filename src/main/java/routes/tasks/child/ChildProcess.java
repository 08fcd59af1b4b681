package routes.tasks.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program to its end: without a shell, with an environment of its own, bounded in time and
 * output. At its time's end, and when the calling thread is interrupted, all its processes end.
 */
public final class ChildProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final int CHUNK = 4096;

  /** What an escaped child may still print after the program itself has ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private ChildProcess() {}

  /**
   * Runs it.
   *
   * @param mark unique to what it is part of, see {@link ProcessTree}
   * @param live hears the output as it comes, in another thread
   * @throws IOException with a sentence when it cannot be started
   */
  public static ChildResult run(ChildRequest request, String mark, Consumer<String> live)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process = start(request, mark);
    KeptOutput kept = new KeptOutput(request.keep());
    Thread reader = new Thread(() -> read(process, kept, live), "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
    boolean ended = false;
    try {
      ended = process.waitFor(request.limit().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      // What it left running would write into a directory that is somebody else's next.
      ProcessTree.kill(process, mark);
    }
    reader.join(LAST_WORDS.toMillis());
    process.getInputStream().close();
    reader.join(LAST_WORDS.toMillis());
    String output;
    synchronized (kept) {
      output = kept.text();
    }
    return new ChildResult(
        ended ? process.exitValue() : -1,
        !ended,
        output,
        Duration.ofNanos(System.nanoTime() - began));
  }

  private static Process start(ChildRequest request, String mark) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(request.command())
            .directory(request.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(
                request.input() == null ? new File("/dev/null") : request.input().toFile());
    builder.environment().clear();
    builder.environment().putAll(request.environment());
    builder.environment().put(ProcessTree.MARK, mark);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be started (%s): install it, or correct its name in the settings."
              .formatted(request.command().get(0), reason(e)),
          e);
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.replaceFirst("^.*error=\\d+, ", "");
  }

  private static void read(Process process, KeptOutput kept, Consumer<String> live) {
    char[] buffer = new char[CHUNK];
    StringBuilder chunk = new StringBuilder();
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        chunk.append(buffer, 0, n);
        // Both halves of a character go together, and what comes fast goes in one piece.
        boolean half = Character.isHighSurrogate(chunk.charAt(chunk.length() - 1));
        if (!half && (chunk.length() >= CHUNK || !in.ready())) {
          take(chunk, kept, live);
        }
      }
    } catch (IOException e) {
      // Closed as its program has ended.
    }
    take(chunk, kept, live);
  }

  private static void take(StringBuilder chunk, KeptOutput kept, Consumer<String> live) {
    if (chunk.length() == 0) {
      return;
    }
    String text = printable(chunk);
    chunk.setLength(0);
    synchronized (kept) {
      kept.add(text);
    }
    try {
      live.accept(text);
    } catch (RuntimeException e) {
      LOG.debug("Live output is lost: {}", e.getMessage());
    }
  }

  /** Neither a database nor a page takes control characters. */
  private static String printable(StringBuilder chunk) {
    return chunk
        .toString()
        .replaceAll("\u001B\\[[0-9;?]*[A-Za-z]", "")
        .replace("\r\n", "\n")
        .replaceAll("[\\p{Cntrl}&&[^\n\t\r]]", "\uFFFD");
  }
}
