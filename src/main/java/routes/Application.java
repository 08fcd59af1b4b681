package routes;

import java.nio.file.Path;
import routes.runtime.Launcher;

/** Runs everything: the servers that are not configured, the engine, and the routes. */
public final class Application {
  private Application() {}

  /**
   * Starts and stays up until SIGTERM or Ctrl+C.
   *
   * @param args {@code --demo} runs the samples through it
   */
  public static void main(String[] args) {
    System.exit(Launcher.run(args, System.getenv(), Path.of("")));
  }
}
