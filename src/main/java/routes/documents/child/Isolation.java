package routes.documents.child;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts a child process into a network of its own, with nothing in it, where the system can. */
public final class Isolation {

  private static final List<String> ALONE = List.of("unshare", "--user", "--net", "--");

  private static final List<String> PREFIX = works(ALONE) ? ALONE : List.of();

  private Isolation() {}

  /** What goes before the command; empty where the system has no such thing. */
  public static List<String> prefix() {
    return PREFIX;
  }

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
}
