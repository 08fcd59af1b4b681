package routes.engine.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes decisions durable. Whatever has been decided while one transaction was
 * under way goes into the next as a whole; the effects of a decision happen after its commit, in
 * order. While the database is away it tries again and again, and nothing is acknowledged.
 */
public final class Committer implements AutoCloseable {
  /** States of SQL for what comes again however often it is tried: a key too long for an index. */
  private static final List<String> LASTING = List.of("08P01", "0A", "22", "23", "42", "54");

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final int GROUPS = 64;
  private static final Duration NOTES_WAIT = Duration.ofMillis(5);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** After so long without success the database counts as away: when it refuses, when it hangs. */
  private static final Duration REFUSING = Duration.ofSeconds(1);

  private static final Duration HANGING = Duration.ofSeconds(10);

  /** Decided changes and what is to happen once they are durable. */
  public record Group(Changes changes, List<Runnable> effects) {}

  private final Store store;
  private final Consumer<String> onHalt;
  private final BlockingQueue<Group> decided = new ArrayBlockingQueue<>(GROUPS);
  private final Thread thread = new Thread(this::run, "hatchet-engine-commit");
  private volatile boolean closing;
  private volatile @Nullable String halted;
  private volatile long busySince;
  private volatile boolean busy;
  private volatile boolean refused;

  /**
   * @param onHalt told once, with a sentence, when nothing can be written any more
   */
  public Committer(Store store, Consumer<String> onHalt) {
    this.store = store;
    this.onHalt = onHalt;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Hands over a group; waits while the database is far behind. */
  public void submit(Group group) throws InterruptedException {
    decided.put(group);
  }

  /** Whether the database has taken no commit for a while, though there is one. */
  public boolean isAway() {
    Duration patience = refused ? REFUSING : HANGING;
    return busy && System.nanoTime() - busySince > patience.toNanos();
  }

  /** Commits what has been handed over, as far as the time allows, and ends the thread. */
  public void close(Duration atMost) {
    closing = true;
    try {
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  private void run() {
    List<Group> groups = new ArrayList<>();
    try {
      while (halted == null) {
        Group first = decided.poll(closing ? 0 : 100, TimeUnit.MILLISECONDS);
        if (first == null) {
          if (closing) {
            return;
          }
          continue;
        }
        groups.add(first);
        decided.drainTo(groups);
        awaitUrgent(groups);
        commit(groups);
        groups.clear();
      }
    } catch (InterruptedException e) {
      LOG.debug("The commit thread was interrupted; what is not committed was not acknowledged");
    } finally {
      store.release();
    }
  }

  /**
   * A worker's news that a task has begun is waited for by nobody, and short tasks end right after
   * it: it may wait a moment, so that both go into one transaction.
   */
  private void awaitUrgent(List<Group> groups) throws InterruptedException {
    long end = System.nanoTime() + NOTES_WAIT.toNanos();
    while (!closing
        && groups.stream().noneMatch(group -> group.changes().isUrgent())
        && groups.stream().anyMatch(group -> !group.changes().isEmpty())) {
      Group next = decided.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      groups.add(next);
      decided.drainTo(groups);
    }
  }

  private void commit(List<Group> groups) throws InterruptedException {
    Changes changes = new Changes();
    groups.forEach(group -> changes.add(group.changes()));
    if (!changes.isEmpty()) {
      busySince = System.nanoTime();
      busy = true;
      boolean written = written(changes);
      busy = false;
      refused = false;
      if (!written) {
        return;
      }
    }
    for (Group group : groups) {
      group.effects().forEach(Committer::perform);
    }
  }

  private boolean written(Changes changes) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (true) {
      try {
        store.write(changes);
        if (wait.compareTo(FIRST_WAIT) > 0) {
          LOG.info("The database takes the engine's commits again");
        }
        return true;
      } catch (FencedException e) {
        halt(e.getMessage());
        return false;
      } catch (SQLException e) {
        store.release();
        refused = true;
        if (!isTransient(e)) {
          LOG.error("A change cannot be written", e);
          halt("a change cannot be written to the database (" + e.getSQLState() + ")");
          return false;
        }
        LOG.warn(
            "The database does not take the engine's commits ({}); trying again", e.getMessage());
      }
      Thread.sleep(wait.toMillis());
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
  }

  private void halt(String reason) {
    halted = reason;
    LOG.error("The engine stops: {}", reason);
    onHalt.accept(reason);
  }

  private static void perform(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException e) {
      LOG.error("An effect of a decision failed", e);
    }
  }

  /** Lost connections, no room, shutdown, rollback: all pass. Bad data, SQL and limits do not. */
  private static boolean isTransient(SQLException e) {
    String state = e.getSQLState();
    if (state == null) {
      return true;
    }
    return LASTING.stream().noneMatch(state::startsWith);
  }
}
