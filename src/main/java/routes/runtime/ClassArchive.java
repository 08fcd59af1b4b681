package routes.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the classes that this JVM has loaded to an archive, from which the next start takes them
 * without parsing and verifying: it halves the time of a start.
 */
public final class ClassArchive {
  /** The system property with the file to write; without it nothing is written. */
  public static final String PROPERTY = "routes.class.archive";

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int LONGEST_WAIT = 15;

  private ClassArchive() {}

  /**
   * Call it when all is up; the work is done later, in the background, when the machine is idle, or
   * after five minutes.
   */
  public static void writeWhenIdle() {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    Thread writer = new Thread(() -> write(Path.of(file)), "class-archive");
    writer.setDaemon(true);
    writer.start();
  }

  private static void write(Path archive) {
    try {
      int pauses = 0;
      do {
        Thread.sleep(PAUSE.toMillis());
      } while (busy() && ++pauses < LONGEST_WAIT);
      Path unfinished = archive.resolveSibling(archive.getFileName() + ".new");
      Files.deleteIfExists(unfinished);
      LOG.info("Archiving the loaded classes, for a quicker next start");
      // Another JVM makes the archive; this one only lists its classes.
      String said = dump(unfinished);
      removeNotes();
      if (Files.exists(unfinished)) {
        Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
      } else {
        LOG.debug("No class archive was written: {}", said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | JMException e) {
      LOG.debug("No class archive was written", e);
    }
  }

  /** The JVM leaves what the dump printed in the working directory. */
  private static void removeNotes() throws IOException {
    for (String stream : List.of("stdout", "stderr")) {
      Files.deleteIfExists(
          Path.of("java_pid%d_%s".formatted(ProcessHandle.current().pid(), stream)));
    }
  }

  private static boolean busy() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
        > Runtime.getRuntime().availableProcessors();
  }

  private static @Nullable String dump(Path file) throws JMException {
    Object answer =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "vmCds",
                new Object[] {new String[] {"static_dump", file.toAbsolutePath().toString()}},
                new String[] {String[].class.getName()});
    return answer == null ? null : answer.toString();
  }
}
