package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.HeartbeatRequest;

/**
 * Says every four seconds that a worker lives, on a platform thread and a channel of its own: a
 * stall of one second would keep new tasks away.
 */
final class Heartbeats implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration PERIOD = Duration.ofSeconds(4);

  /** A heartbeat that is answered later than this is held for lost; a little over a period. */
  private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(2);

  /** What the answer to a heartbeat may ask for. */
  interface Reaction {
    /** The engine holds the stream for dead. */
    void streamIsDead();

    /** The engine does not know the worker. */
    void workerIsUnknown();

    /** Nobody answered: perhaps a connection that is open on one side only. */
    void engineIsSilent();
  }

  private final String workerId;
  private final Connection connection;
  private final Duration period;
  private final Duration deadline;
  private final Reaction reaction;
  private final DebugLog debug;
  private final Thread thread;
  private volatile @Nullable Instant lastTry;
  private volatile @Nullable Instant lastAccepted;
  private volatile boolean closed;

  Heartbeats(
      String workerId,
      Connection connection,
      @Nullable Duration period,
      Reaction reaction,
      boolean debug) {
    this.workerId = workerId;
    this.connection = connection;
    this.period = period == null ? PERIOD : period;
    Duration longer = this.period.multipliedBy(5).dividedBy(4);
    this.deadline = longer.compareTo(SHORTEST_DEADLINE) < 0 ? SHORTEST_DEADLINE : longer;
    this.reaction = reaction;
    this.debug = new DebugLog(LOG, debug);
    this.thread = DaemonThreads.named("hatchet-heartbeat").newThread(this::beat);
  }

  void start() {
    thread.start();
  }

  @Nullable Instant lastAccepted() {
    return lastAccepted;
  }

  @Nullable Instant lastTry() {
    return lastTry;
  }

  private void beat() {
    long next = System.nanoTime();
    while (!closed) {
      if (!once()) {
        connection.renew();
        reaction.engineIsSilent();
      }
      next = Math.max(next + period.toNanos(), System.nanoTime() - period.toNanos());
      try {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One heartbeat; false when nobody answered. */
  private boolean once() {
    lastTry = Instant.now();
    try {
      DispatcherGrpc.newBlockingStub(connection.channel())
          .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
          .heartbeat(
              HeartbeatRequest.newBuilder()
                  .setWorkerId(workerId)
                  .setHeartbeatAt(Times.now())
                  .build());
      lastAccepted = Instant.now();
      debug.line("Heartbeat of worker {} accepted", workerId);
      return true;
    } catch (StatusRuntimeException e) {
      if (closed) {
        return true;
      }
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.FAILED_PRECONDITION) {
        debug.line("Heartbeat of worker {} rejected: its stream is dead, opened again", workerId);
        reaction.streamIsDead();
        return true;
      } else if (code == Status.Code.NOT_FOUND) {
        debug.line("Heartbeat of worker {} rejected: the engine does not know it", workerId);
        reaction.workerIsUnknown();
        return true;
      }
      LOG.warn("Heartbeat of worker {} not accepted: {}", workerId, e.getStatus().getCode());
      return false;
    } catch (RuntimeException e) {
      LOG.warn("Heartbeat of worker {} failed: {}", workerId, e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
