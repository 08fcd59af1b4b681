package routes.engine.scheduler;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import routes.engine.store.Committer;
import routes.engine.store.Loaded;
import routes.engine.store.RunReader;

/**
 * The engine as its interfaces see it. Every call hands its request to the deciding thread; the
 * reply comes when what was decided is durable, or is an {@link EngineException}. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  private final DecidingThread thread;
  private final Desk desk;
  private final WorkerCalls workers;
  private final TaskCalls tasks;
  private final RunCalls runs;
  private final CatalogCalls catalog;
  private final ClockCalls clock;
  private final TokenCalls tokens;

  public Engine(
      Clock time, Settings settings, Committer committer, RunReader reader, Executor readers) {
    Parts parts = new Parts(settings, new Expressions());
    thread = new DecidingThread(time, parts.timers, committer, parts::endTurn, parts::resume);
    desk = new Desk(parts, thread, reader, readers);
    workers = new WorkerCalls(desk);
    tasks = new TaskCalls(desk);
    runs = new RunCalls(desk);
    catalog = new CatalogCalls(desk);
    clock = new ClockCalls(desk);
    tokens = new TokenCalls(desk);
  }

  /** Takes up what was unfinished, and begins to decide; done when that is durable. */
  public CompletableFuture<Boolean> start(Loaded loaded) {
    CompletableFuture<Boolean> started =
        desk.submit(
            turn -> {
              new Startup(desk.parts()).restore(turn, loaded);
              return true;
            });
    thread.start();
    return started;
  }

  public WorkerCalls workers() {
    return workers;
  }

  public TaskCalls tasks() {
    return tasks;
  }

  public RunCalls runs() {
    return runs;
  }

  public CatalogCalls catalog() {
    return catalog;
  }

  public ClockCalls clock() {
    return clock;
  }

  public TokenCalls tokens() {
    return tokens;
  }

  /** What reads the database does it away from the deciding thread. */
  public <T> CompletableFuture<T> read(Supplier<T> query) {
    return desk.read(query);
  }

  public boolean isHalted() {
    return thread.halted() != null;
  }

  /** Nothing is decided any more; what has been asked and not decided is refused. */
  public void halt(String reason) {
    thread.halt(reason);
  }

  @Override
  public void close() {
    thread.close();
  }
}
