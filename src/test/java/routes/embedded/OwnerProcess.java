package routes.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another JVM with {@link EmbeddedServersMain} in it. */
final class OwnerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final String ready;

  private OwnerProcess(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.ready = readUntil("READY", "EmbeddedStartException");
  }

  static OwnerProcess start(Path dataDirectory, String version) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedServersMain.class.getName(),
            dataDirectory.toString(),
            version);
    return new OwnerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The line it printed when its servers were up, or why they were not. */
  String ready() {
    return ready;
  }

  long pid() {
    return process.pid();
  }

  /** The shell that ends the servers when this process is killed. */
  void killGuard() {
    try (Stream<ProcessHandle> children = process.children()) {
      children
          .filter(child -> child.info().command().filter(c -> c.endsWith("sh")).isPresent())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it end as it does when the program is stopped; returns its last line. */
  String stop() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    String last = readUntil("STOPPED", "Exception");
    process.onExit().join();
    return last;
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      stop();
    }
  }

  private String readUntil(String... words) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (Stream.of(words).anyMatch(line::contains)) {
        return line;
      }
    }
    throw new IOException("the process ended without a word of " + List.of(words) + ":\n" + seen);
  }
}
