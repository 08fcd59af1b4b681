package routes.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the application is started: as the jar that was built, or, where none was, from the classes
 * of the tests.
 */
final class BuiltApplication {
  /** Set by the build to the jar that it made. */
  private static final String JAR = System.getProperty("routes.jar", "");

  private BuiltApplication() {}

  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the start script does: the first compiler alone halves the time of a start.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    // The script's collector gives memory back in the long run; this one makes a start a tenth
    // less.
    command.add("-XX:+UseSerialGC");
    // The application's own log, not the tests'.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(
        JAR.isEmpty()
            ? List.of("-cp", System.getProperty("java.class.path"), "routes.Application")
            : List.of("-jar", JAR));
    return command;
  }
}
