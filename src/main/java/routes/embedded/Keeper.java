package routes.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one server process running: starts it anew when it dies unasked. */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final String name;
  private final Launch launch;
  private final ProcessGuard guard;
  private final Thread thread;
  private volatile ProcessHandle process;
  private volatile boolean closing;

  /** Starts the server and returns its process when it takes connections. */
  interface Launch {
    ProcessHandle launch() throws IOException;
  }

  Keeper(String name, Launch launch, ProcessGuard guard) throws IOException {
    this.name = name;
    this.launch = launch;
    this.guard = guard;
    this.process = launch.launch();
    guard.watch(name, process.pid());
    this.thread = new Thread(this::keep, "embedded-" + name + "-keeper");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the watch, then the process by {@code stop}. */
  void close(Consumer<ProcessHandle> stop) {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ServerProcess.runs(process)) {
      stop.accept(process);
    }
  }

  private void keep() {
    Duration pause = LOOK_EVERY;
    while (!closing) {
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        return;
      }
      if (ServerProcess.runs(process)) {
        pause = LOOK_EVERY;
        continue;
      }
      try {
        LOG.warn("{} (process {}) has ended unasked; starting it anew", name, process.pid());
        process = launch.launch();
        guard.watch(name, process.pid());
        LOG.info("{} is back (process {})", name, process.pid());
        pause = LOOK_EVERY;
      } catch (IOException | EmbeddedStartException e) {
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        LOG.error("{} does not start; trying again in {} ms", name, pause.toMillis(), e);
      }
    }
  }
}
