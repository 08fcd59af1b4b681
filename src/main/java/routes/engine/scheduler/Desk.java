package routes.engine.scheduler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.store.RunReader;

/**
 * Where requests are handed in: to the deciding thread, or to a thread that reads the database.
 * Thread-safe; the parts are the deciding thread's.
 */
record Desk(Parts parts, DecidingThread thread, RunReader reader, Executor readers) {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  <T> CompletableFuture<T> submit(Decision<T> decision) {
    return thread.submit(decision);
  }

  /** Where nobody waits for an answer. */
  void tell(Consumer<Turn> news) {
    CompletableFuture<Void> unused =
        thread
            .submitInAnyCase(
                turn -> {
                  news.accept(turn);
                  return true;
                })
            .handle(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.debug("News came too late for the engine: {}", failure.toString());
                  }
                  return null;
                });
  }

  /** What reads the database does it away from the deciding thread. */
  <T> CompletableFuture<T> read(Supplier<T> query) {
    return CompletableFuture.supplyAsync(query, readers);
  }

  static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
