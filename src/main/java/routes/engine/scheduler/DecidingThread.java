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
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

  /** There is a turn every second; where there was none for so long, the engine stood still. */
  private static final Duration GAP = Duration.ofSeconds(3);

  private static final Duration SET_BACK = Duration.ofSeconds(-1);
  private static final Duration AWAY = Duration.ofMillis(20);

  /** What is to be done about time in which nothing could be decided. */
  @FunctionalInterface
  interface GapHandler {
    /**
     * @param gap how long it was; negative where the clock was set back
     */
    void resume(Turn turn, Duration gap);
  }

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
  private final GapHandler afterGap;
  private final Thread thread = new Thread(this::run, "hatchet-engine-decide");
  private volatile boolean closing;
  private volatile @Nullable String halted;
  private Instant lastTurn;

  /**
   * @param endOfTurn gives out what can be given out
   * @param afterGap called when the engine has not run for a while, or the clock was set
   */
  DecidingThread(
      Clock clock,
      Timers timers,
      Committer committer,
      Consumer<Turn> endOfTurn,
      GapHandler afterGap) {
    this.clock = clock;
    this.timers = timers;
    this.committer = committer;
    this.endOfTurn = endOfTurn;
    this.afterGap = afterGap;
    this.lastTurn = clock.instant();
    thread.setDaemon(true);
  }

  void start() {
    lastTurn = clock.instant();
    thread.start();
  }

  /** The reply comes after the commit of what was decided, on the commit thread. */
  <T> CompletableFuture<T> submit(Decision<T> decision) {
    if (committer.isAway()) {
      return CompletableFuture.failedFuture(
          EngineException.unavailable("the engine's database does not answer; try again"));
    }
    return submitInAnyCase(decision);
  }

  /** Also while the database is away: for what has happened, and will not be told again. */
  <T> CompletableFuture<T> submitInAnyCase(Decision<T> decision) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    String reason = halted;
    if (reason != null) {
      reply.completeExceptionally(EngineException.unavailable("the engine has stopped: " + reason));
    } else if (closing) {
      reply.completeExceptionally(EngineException.unavailable("the engine is shutting down"));
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
        if (committer.isAway()) {
          // Nobody can report meanwhile, so nothing is held against anybody.
          Thread.sleep(AWAY.toMillis());
          continue;
        }
        take(batch);
        turn(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      LOG.debug("The deciding thread was interrupted, because the engine ends");
    } catch (Error e) {
      LOG.error("The deciding thread cannot go on", e);
      halted = "it cannot decide any more (" + e + "); start it again";
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
    Duration gap = Duration.between(lastTurn, turn.now());
    lastTurn = turn.now();
    if (gap.compareTo(GAP) > 0 || gap.compareTo(SET_BACK) < 0) {
      LOG.warn("The engine decided nothing for {} s: deadlines are moved by that", gap.toSeconds());
      guarded(() -> afterGap.resume(turn, gap));
    }
    batch.forEach(command -> command.decide(turn));
    guarded(() -> timers.fire(turn));
    guarded(() -> endOfTurn.accept(turn));
    Committer.Group group = turn.group();
    if (!group.changes().isEmpty() || !group.effects().isEmpty()) {
      committer.submit(group);
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
