package routes.embedded;

import java.nio.file.Path;
import java.util.EnumSet;

/** Owns or joins the servers of a data directory until its input ends: what tests kill. */
public final class EmbeddedServersMain {
  private EmbeddedServersMain() {}

  /** Arguments: data directory, version. Prints one line of addresses when ready. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedServersConfiguration configuration =
        new EmbeddedServersConfiguration(Path.of(arguments[0]), "127.0.0.1", 0, 0, 0);
    long before = System.nanoTime();
    try (EmbeddedServers servers =
        EmbeddedServers.start(
            configuration, EnumSet.allOf(EmbeddedServers.Kind.class), arguments[1])) {
      System.out.printf(
          "READY joined=%s ms=%d %s%n",
          servers.joined(), (System.nanoTime() - before) / 1_000_000, servers.addresses());
      while (System.in.read() >= 0) {
        // Until the one who started this closes the pipe.
      }
      before = System.nanoTime();
    }
    System.out.printf("STOPPED ms=%d%n", (System.nanoTime() - before) / 1_000_000);
  }
}
