package routes.engine.scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.store.Committer;

/**
 * The one thread that decides. It takes what has been asked, decides it, lets due timers fire,
 * gives out what can be given out, and hands all of it to the committer as one group.
 */
final class DecidingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecidingThread.class);
  private static final int MOST_WAITING = 50_000;
  private static final int MOST_PER_TURN = 1_000;
  private static final Duration STALL = Duration.ofSeconds(1);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

  private record Command<T>(Decision<T> decision, CompletableFuture<T> reply) {
    void decide(Turn turn) {
      try {
        T result = decision.decide(turn);
        turn.afterCommit(() -> reply.complete(result));
      } catch (EngineException | Triggers.ParentNotActive e) {
        turn.afterCommit(() -> reply.completeExceptionally(e));
      } catch (RuntimeException e) {
        LOG.error("A decision failed", e);
        turn.afterCommit(() -> reply.completeExceptionally(e));
      }
    }
  }

  private final LinkedBlockingQueue<Command<?>> commands = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Clock clock;
  private final Timers timers;
  private final Committer committer;
  private final Consumer<Turn> endOfTurn;
  private final Consumer<Turn> afterStall;
  private final Thread thread = new Thread(this::run, "hatchet-engine-decide");
  private volatile boolean closing;
  private volatile @Nullable String halted;
  private boolean stalled;

  /**
   * @param endOfTurn gives out what can be given out
   * @param afterStall called when the database had held everything up for a while
   */
  DecidingThread(
      Clock clock,
      Timers timers,
      Committer committer,
      Consumer<Turn> endOfTurn,
      Consumer<Turn> afterStall) {
    this.clock = clock;
    this.timers = timers;
    this.committer = committer;
    this.endOfTurn = endOfTurn;
    this.afterStall = afterStall;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The reply comes after the commit of what was decided, on the commit thread. */
  <T> CompletableFuture<T> submit(Decision<T> decision) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    String reason = halted;
    if (reason != null) {
      reply.completeExceptionally(EngineException.unavailable("the engine has stopped: " + reason));
    } else if (closing) {
      reply.completeExceptionally(EngineException.unavailable("the engine is shutting down"));
    } else if (committer.isAway()) {
      reply.completeExceptionally(
          EngineException.unavailable("the engine's database does not answer; try again"));
    } else if (!commands.offer(new Command<>(decision, reply))) {
      reply.completeExceptionally(
          EngineException.unavailable("too many requests are waiting; try again"));
    }
    return reply;
  }

  /** Nothing is decided any more. */
  void halt(String reason) {
    halted = reason;
    thread.interrupt();
  }

  @Nullable String halted() {
    return halted;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseWaiting("the engine is shutting down");
  }

  private void run() {
    List<Command<?>> batch = new ArrayList<>();
    try {
      while (!closing && halted == null) {
        take(batch);
        turn(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      LOG.debug("The deciding thread was interrupted, because the engine ends");
    } finally {
      String reason = halted;
      refuseWaiting(reason == null ? "the engine is shutting down" : reason);
    }
  }

  private void take(List<Command<?>> batch) throws InterruptedException {
    Instant next = timers.next();
    Duration wait = LONGEST_IDLE;
    if (next != null) {
      Duration untilNext = Duration.between(clock.instant(), next);
      wait = untilNext.compareTo(wait) < 0 ? untilNext : wait;
    }
    Command<?> first =
        wait.isNegative() || wait.isZero()
            ? commands.poll()
            : commands.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      commands.drainTo(batch, MOST_PER_TURN);
    }
  }

  private void turn(List<Command<?>> batch) throws InterruptedException {
    Turn turn = new Turn(clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (stalled) {
      stalled = false;
      guarded(() -> afterStall.accept(turn));
    }
    batch.forEach(command -> command.decide(turn));
    guarded(() -> timers.fire(turn));
    guarded(() -> endOfTurn.accept(turn));
    Committer.Group group = turn.group();
    if (!group.changes().isEmpty() || !group.effects().isEmpty()) {
      long start = System.nanoTime();
      committer.submit(group);
      stalled = System.nanoTime() - start > STALL.toNanos();
    }
  }

  private static void guarded(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.error("A decision failed", e);
    }
  }

  private void refuseWaiting(String reason) {
    List<Command<?>> left = new ArrayList<>();
    commands.drainTo(left);
    left.forEach(
        command -> command.reply().completeExceptionally(EngineException.unavailable(reason)));
  }
}
