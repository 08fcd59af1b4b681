package routes;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import routes.runtime.Launcher;

/** Runs everything: the servers that are not configured, the engine, and the routes. */
public final class Application {
  private Application() {}

  /**
   * Starts and stays up until SIGTERM or Ctrl+C, or executes a command and ends.
   *
   * @param args {@code --demo} runs the samples through it; {@code --verify-history} and {@code
   *     --simulate} are commands
   */
  public static void main(String[] args) {
    if (args.length > 0 && !args[0].equals("--demo")) {
      System.setProperty("routes.log.level", "WARN");
    }
    // gRPC and others write to java.util.logging: their lines are lines of the one log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(Launcher.run(args, System.getenv(), Path.of("")));
  }
}
