package routes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the application is started: as the jar that was built, with an archive of the classes that
 * the first start loaded, or, where no jar was built, from the classes of the tests.
 */
final class BuiltApplication {
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  /** Set by the build to the jar that it made. */
  private static final String JAR = System.getProperty("routes.jar", "");

  private static final Path ARCHIVE = Path.of("target", "tests.jsa").toAbsolutePath();

  private BuiltApplication() {}

  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(BIN.resolve("java").toString());
    // As the start script does: the first compiler alone halves the time of a start.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    // The application's own log, not the tests'.
    command.add("-Dlogback.configurationFile=logback.xml");
    if (JAR.isEmpty()) {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "routes.Application"));
      return command;
    }
    if (isArchived()) {
      command.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off"));
    }
    command.addAll(List.of("-jar", JAR));
    return command;
  }

  private static boolean isArchived() {
    try {
      return Files.exists(ARCHIVE)
          && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(Path.of(JAR)))
              > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Archives the classes of a process that has started, so that all later starts are quick. */
  static void archive(long process) {
    if (JAR.isEmpty() || isArchived()) {
      return;
    }
    Path unfinished = ARCHIVE.resolveSibling("tests.jsa.new");
    try {
      Files.deleteIfExists(unfinished);
      Process dump =
          new ProcessBuilder(
                  BIN.resolve("jcmd").toString(),
                  Long.toString(process),
                  "VM.cds",
                  "static_dump",
                  unfinished.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!dump.waitFor(2, TimeUnit.MINUTES)) {
        dump.destroyForcibly();
      }
      if (Files.exists(unfinished)) {
        Files.move(unfinished, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
      }
      // The JVM leaves what the dump printed in the working directory.
      for (String stream : List.of("stdout", "stderr")) {
        Files.deleteIfExists(Path.of("java_pid%d_%s".formatted(process, stream)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
