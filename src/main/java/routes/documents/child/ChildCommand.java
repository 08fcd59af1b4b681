package routes.documents.child;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a child: this JVM's own, with little memory, no network, no environment.
 */
public final class ChildCommand {

  private static final List<String> INHERITED =
      List.of("java.io.tmpdir", "user.home", "org.bytedeco.javacpp.cachedir");

  private ChildCommand() {}

  /** Starts a child. */
  static Process start(ChildLimits limits) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(of(limits.heapMebibytes(), ReaderMain.class, List.of()));
    builder.environment().clear();
    builder.redirectError(Redirect.DISCARD);
    return builder.start();
  }

  /**
   * The words of a command.
   *
   * @param heapMebibytes of the JVM
   * @param main the class to run; it calls {@link NoNetwork#install} first
   * @param arguments of it
   */
  public static List<String> of(int heapMebibytes, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(Isolation.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
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
    command.add(main.getName());
    command.addAll(arguments);
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
