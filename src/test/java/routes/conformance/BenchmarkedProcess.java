package routes.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routes.hatchet.client.Json;

/**
 * A process that is measured: it answers commands line by line, and its CPU and memory are read.
 */
final class BenchmarkedProcess implements AutoCloseable {

  private static final double CLOCK_TICKS_PER_SECOND = 100;

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  /** Starts the command; it has said {@code READY} (and more) when this returns. */
  BenchmarkedProcess(
      String name, List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    this.name = name;
    log = directory.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.redirectError(log.toFile()).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** The next line that starts so; what else the process prints is passed over. */
  String await(String start) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException(
        name + " ended before it answered: " + Files.readString(log, StandardCharsets.UTF_8));
  }

  JsonNode ask(String phase, int first, int count) throws IOException {
    commands.write(Json.write(Map.of("Phase", phase, "First", first, "Count", count)) + "\n");
    commands.flush();
    return Json.object(await("{"));
  }

  private Stream<Path> proc() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(p -> Path.of("/proc", Long.toString(p.pid())));
  }

  /** Processor time of the process and its descendants, in seconds. */
  double cpu() {
    return proc().mapToDouble(BenchmarkedProcess::cpuOf).sum();
  }

  private static double cpuOf(Path proc) {
    String stat = read(proc.resolve("stat"));
    // The name in parentheses may hold anything; user and system time are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / CLOCK_TICKS_PER_SECOND;
  }

  /** Resident memory of the process and its descendants, in MB. */
  double memory() {
    return proc().mapToLong(BenchmarkedProcess::memoryOf).sum() / 1024.0;
  }

  private static long memoryOf(Path proc) {
    return read(proc.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("A process has gone while it was measured: " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      OfficialSdk.end(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
