package routes.documents.child;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command that starts a child: this JVM's own, with little memory, no network, no environment.
 */
final class ChildCommand {

  /** Gives a process a network of its own, with nothing in it. */
  private static final List<String> ALONE = List.of("unshare", "--user", "--net", "--");

  private static final List<String> INHERITED =
      List.of("java.io.tmpdir", "user.home", "org.bytedeco.javacpp.cachedir");

  private static final List<String> PREFIX = works(ALONE) ? ALONE : List.of();

  private ChildCommand() {}

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
    } catch (IOException e) {
      // There is no such command here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Starts a child. */
  static Process start(ChildLimits limits) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(limits));
    builder.environment().clear();
    builder.redirectError(Redirect.DISCARD);
    return builder.start();
  }

  private static List<String> command(ChildLimits limits) {
    List<String> command = new ArrayList<>(PREFIX);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.heapMebibytes() + "m");
    command.add("-Xss1m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-UsePerfData");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("--enable-native-access=ALL-UNNAMED");
    // The native code's memory is bounded by the parent, which looks at the whole process.
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add("-D" + NoNetwork.PROPERTY + "=" + NoNetwork.class.getName());
    for (String property : INHERITED) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add(ReaderMain.class.getName());
    return command;
  }

  /** The class path with absolute names. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(new File(entry).getAbsolutePath());
    }
    return String.join(File.pathSeparator, entries);
  }
}
